/**
 * The backup file: the whole log as JSON, and its reading, which refuses what is damaged, foreign or too new.
 * Pure: text in, events out; nothing is stored here. Backups are merged into a log by `merge` in `fold.ts`.
 *
 *   {"format": "studyloop-backup", "version": 1, "exportedAt": "2026-11-21T07:30:00.000Z",
 *    "counts": {"events": 2, "reviews": 1}, "checksum": "<CRC-32 of the events as JSON in UTF-8>", "events": [...]}
 */

import type { LogEvent } from "./events.ts";
import { EVENT_VERSION, inOrder } from "./events.ts";
import { isRecord, readEvent } from "./read-event.ts";

const FORMAT = "studyloop-backup";

/** `from` is when the file was made; `count` and `reviews` are numbers of events. `reason` is a sentence. */
export type Backup =
  | { readonly ok: true; readonly events: readonly LogEvent[]; readonly count: number; readonly reviews: number; readonly from: number }
  | { readonly ok: false; readonly reason: string };

/** Makes the events of a version into those of the next; they are not yet checked. */
export type Migration = (events: readonly unknown[]) => readonly unknown[];

/** At place n stands the way from version n + 1 to the next. A version that was ever released keeps its way for ever. */
const MIGRATIONS: readonly Migration[] = [];

/** The text of a backup file; the same events give the same text at the same `now`. */
export function makeBackup(events: readonly LogEvent[], now: number): string {
  const sorted = [...events].sort(inOrder).map((event) => readEvent(event) ?? event);
  return JSON.stringify({
    format: FORMAT,
    version: EVENT_VERSION,
    exportedAt: new Date(now).toISOString(),
    counts: countsOf(sorted),
    checksum: checksum(sorted),
    events: sorted,
  });
}

/** Reads a backup file of this version or an older one. Never throws. */
export function readBackup(text: string): Backup {
  let file: unknown;
  try {
    // Some editors put a byte order mark in front.
    file = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return refuse(text.includes(FORMAT) ? "This backup is damaged: its end or a part of it is missing." : "This file is not a backup.");
  }
  if (!isRecord(file) || file.format !== FORMAT) return refuse("This file is not a backup.");
  const { version, exportedAt, counts, events } = file;
  if (!Number.isInteger(version) || (version as number) < 1) return refuse("This backup is damaged: it does not say its version.");
  if ((version as number) > EVENT_VERSION) return refuse("This backup is of a newer version of this site: reload the page.");
  const from = typeof exportedAt === "string" ? Date.parse(exportedAt) : NaN;
  if (Number.isNaN(from) || !Array.isArray(events) || !isRecord(counts)) return refuse("This backup is damaged: a part of it is missing.");
  if (events.length !== counts.events) return refuse(`This backup is damaged: it should hold ${counts.events} entries and holds ${events.length}.`);
  if (checksum(events) !== file.checksum) return refuse("This backup is damaged: its content was changed after it was made.");

  const known = new Map<string, LogEvent>();
  for (const [at, raw] of migrate(events, version as number, MIGRATIONS).entries()) {
    const event = readEvent(raw);
    if (!event) return refuse(`This backup is damaged: entry ${at + 1} is not readable.`);
    if (known.has(event.id)) return refuse(`This backup is damaged: entry ${at + 1} has the id of another.`);
    known.set(event.id, event);
  }
  const found = [...known.values()];
  return { ok: true, events: found, count: found.length, reviews: countsOf(found).reviews, from };
}

/** The events of `version` as they are after all later steps. */
export function migrate(events: readonly unknown[], version: number, steps: readonly Migration[]): readonly unknown[] {
  return steps.slice(version - 1).reduce((before, step) => step(before), events);
}

const refuse = (reason: string): Backup => ({ ok: false, reason });

function countsOf(events: readonly LogEvent[]): { events: number; reviews: number } {
  return { events: events.length, reviews: events.filter(({ type }) => type === "review").length };
}

/** CRC-32, as in zip files: it is to find damage, not forgery. */
function checksum(events: readonly unknown[]): string {
  let crc = -1;
  for (const byte of new TextEncoder().encode(JSON.stringify(events))) crc = (TABLE[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8);
  return (~crc >>> 0).toString(16).padStart(8, "0");
}

const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});
