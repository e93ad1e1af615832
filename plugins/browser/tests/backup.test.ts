import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { crc32 } from "node:zlib";

import fc from "fast-check";

import { makeBackup, migrate, readBackup } from "../src/domain/backup.ts";
import { EVENT_VERSION, inOrder, type LogEvent } from "../src/domain/events.ts";
import { anyLog } from "./logs.ts";

const NOW = Date.parse("2026-11-21T07:30:00Z");
const LOG: readonly LogEvent[] = [
  { type: "review", id: "a1", at: 1000, card: "card-a", rating: 3, took: 4200 },
  { type: "undo", id: "a2", at: 2000, card: "card-a", of: "a1" },
  { type: "mark", id: "a3", at: 3000, card: "card-b", on: true },
  { type: "tick", id: "a4", at: 4000, task: "tásk", on: true },
  { type: "setting", id: "a5", at: 5000, name: "interview", value: "2027-02-28" },
];
const TEXT = makeBackup(LOG, NOW);

const reasonOf = (text: string): string => {
  const read = readBackup(text);
  assert.ok(!read.ok, "it was read");
  return read.reason;
};

/** A backup of these events, whatever they are, that is sound but for what `change` does. */
function forged(events: readonly unknown[], change: (file: Record<string, unknown>) => void = () => {}): string {
  const file = JSON.parse(TEXT) as Record<string, unknown>;
  Object.assign(file, { events, counts: { events: events.length, reviews: 0 }, checksum: crc32(JSON.stringify(events)).toString(16).padStart(8, "0") });
  change(file);
  return JSON.stringify(file);
}

test("a backup is read as it was made, with its time and counts", () => {
  assert.deepEqual(readBackup(TEXT), { ok: true, events: LOG, count: 5, reviews: 1, from: NOW });
});

test("any log survives its backup", () => {
  fc.assert(
    fc.property(anyLog, (log) => {
      const read = readBackup(makeBackup(log, NOW));
      assert.ok(read.ok);
      assert.deepEqual(read.events, [...log].sort(inOrder));
    }),
  );
});

test("the same events give the same bytes, in whatever order they and their fields come", () => {
  const shuffled = [...LOG].reverse().map((event) => Object.fromEntries(Object.entries(event).reverse()) as unknown as LogEvent);
  assert.equal(makeBackup(shuffled, NOW), TEXT);
});

test("the checksum is the CRC-32 that zip files have", () => {
  const { events, checksum } = JSON.parse(TEXT) as { events: unknown; checksum: string };
  assert.equal(checksum, crc32(JSON.stringify(events)).toString(16).padStart(8, "0"));
});

test("a file that was laid out anew, or got a byte order mark, is still a backup", () => {
  assert.ok(readBackup(`\uFEFF${JSON.stringify(JSON.parse(TEXT), null, 2)}\n`).ok);
});

test("a file cut short anywhere is refused", () => {
  for (let length = 0; length < TEXT.length; length++) assert.match(reasonOf(TEXT.slice(0, length)), /^This (backup is damaged|file is not a backup)/);
});

test("a file with any character changed is refused, or reads as the same events", () => {
  fc.assert(
    fc.property(fc.nat(TEXT.length - 1), fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 1 }), (place, character) => {
      const read = readBackup(TEXT.slice(0, place) + character + TEXT.slice(place + 1));
      if (read.ok) assert.deepEqual(read.events, LOG);
    }),
    { numRuns: 2000 },
  );
});

test("foreign files are refused for what they are", () => {
  for (const text of ["", "null", "[]", "42", '"studyloop-backup"', "{}", '{"format": "other", "version": 1}', "PK\u0003\u0004", "<html></html>"]) {
    assert.match(reasonOf(text), /^This (file is not a backup|backup is damaged)/, text);
  }
});

test("a backup of a newer version is refused, since what it holds is not known yet", () => {
  assert.match(reasonOf(forged(LOG, (file) => (file.version = EVENT_VERSION + 1))), /newer version/);
});

test("each kind of damage has its own sentence", () => {
  assert.match(reasonOf(TEXT.slice(0, -3)), /its end or a part of it is missing/);
  assert.match(reasonOf(forged(LOG, (file) => (file.version = "1"))), /does not say its version/);
  assert.match(reasonOf(forged(LOG, (file) => delete file.events)), /a part of it is missing/);
  assert.match(reasonOf(forged(LOG, (file) => (file.exportedAt = "yesterday"))), /a part of it is missing/);
  assert.match(reasonOf(forged(LOG, (file) => (file.events = LOG.slice(1)))), /should hold 5 entries and holds 4/);
  assert.match(reasonOf(TEXT.replace('"rating":3', '"rating":4')), /changed after it was made/);
  assert.match(reasonOf(forged([LOG[0], { ...LOG[1], id: "a1" }])), /entry 2 has the id of another/);
});

test("an entry that is no event is refused with its place", () => {
  const [review, undo, mark, tick, setting] = LOG;
  for (const bad of [
    null, 7, [], {},
    { ...review, type: "hug" }, { ...review, id: "" }, { ...review, id: 7 }, { ...review, at: "1000" }, { ...review, at: null }, { ...review, at: 1e300 },
    { ...review, card: "" }, { ...review, rating: 5 }, { ...review, rating: 2.5 }, { ...review, took: "1" }, { ...review, took: null },
    { ...undo, of: "" }, { ...mark, on: 1 }, { ...mark, card: undefined }, { ...tick, task: 3 }, { ...tick, on: null },
    { ...setting, name: "" }, { ...setting, value: [] }, { ...setting, value: undefined },
  ]) {
    assert.match(reasonOf(forged([LOG[4], bad])), /entry 2 is not readable/, JSON.stringify(bad));
  }
});

test("fields that are nobody's are left behind", () => {
  const read = readBackup(forged([{ ...LOG[0], note: "x", __proto__: { type: "tick" } }]));
  assert.ok(read.ok);
  assert.deepEqual(read.events, [LOG[0]]);
});

test("older events go through every step from their version on, in order", () => {
  const steps = ["two", "three", "four"].map((name) => (events: readonly unknown[]) => [...events, name]);
  assert.deepEqual(migrate(["one"], 1, steps), ["one", "two", "three", "four"]);
  assert.deepEqual(migrate(["one"], 3, steps), ["one", "four"]);
  assert.deepEqual(migrate(["one"], 4, steps), ["one"]);
});

test("a backup of every version there was is read", () => {
  const folder = fileURLToPath(new URL("./backups/", import.meta.url));
  const names = readdirSync(folder).sort();
  assert.deepEqual(names, Array.from({ length: EVENT_VERSION }, (_, at) => `version-${at + 1}.json`), "add one with each version, and change none");
  for (const name of names) {
    const read = readBackup(readFileSync(folder + name, "utf8"));
    assert.ok(read.ok, read.ok ? "" : `${name}: ${read.reason}`);
    assert.deepEqual(read.events, LOG);
  }
});
