/**
 * What there is to drill today: cards in learning, cards that are due, and new ones up to the day's cap.
 * Pure. What must not live here: which of them comes next once answers are given (`session.ts`).
 */

import type { CardRow, Memory } from "./card-row.ts";
import type { CardEntry } from "./contract.ts";
import { DAY } from "./durations.ts";
import type { Scheduler } from "./scheduler.ts";

/** What the learner wants to drill; an empty string asks for nothing. */
export interface DrillFilter {
  readonly component: string;
  readonly topic: string;
  readonly level: string;
  readonly role: string;
  /** A plan slice such as `8-week/week-01`. */
  readonly slice: string;
  /** A page from the site's root, without an anchor. */
  readonly page: string;
  readonly only: "" | "marked" | "added";
}

export const EVERYTHING: DrillFilter = { component: "", topic: "", level: "", role: "", slice: "", page: "", only: "" };

/** A card with its memory; null for a new one. */
export interface QueueItem {
  readonly card: CardEntry;
  readonly memory: Memory | null;
}

export interface Queue {
  /** Between two learning steps, the earliest first, also if its time is still to come. */
  readonly learning: readonly (QueueItem & { readonly memory: Memory })[];
  readonly due: readonly (QueueItem & { readonly memory: Memory })[];
  readonly fresh: readonly QueueItem[];
  /** What is left for another day: new cards above the cap, and cards whose sibling has its turn today. */
  readonly later: { readonly overCap: number; readonly siblings: number };
}

/** A test for cards; rows hold what is marked and added. */
export function selects(filter: DrillFilter): (card: CardEntry, row: CardRow | undefined) => boolean {
  const { component, topic, level, role, slice, page, only } = filter;
  return (card, row) =>
    (!component || card.component === component) &&
    (!topic || card.topic === topic) &&
    (!level || card.level === level) &&
    (!role || card.roles.includes(role)) &&
    (!slice || card.slices.includes(slice)) &&
    (!page || card.page.startsWith(`${page}#`)) &&
    (!only || row?.[only] === true);
}

/**
 * The items in their order, moved as little as it takes that no two neighbours are of one group, where that is possible.
 * Each group keeps its own order.
 */
export function apart<T>(items: readonly T[], groupOf: (item: T) => string): T[] {
  const placed: T[] = [];
  const waiting: T[] = []; // always of the group placed last
  let from = 0;
  let last: string | undefined;
  const place = (item: T): void => {
    placed.push(item);
    last = groupOf(item);
  };
  for (const item of items) {
    if (groupOf(item) === last) {
      waiting.push(item);
      continue;
    }
    place(item);
    if (from < waiting.length && groupOf(waiting[from]!) !== last) place(waiting[from++]!);
  }
  if (from === waiting.length) return placed;

  // What found no place behind goes into the last gaps before.
  const group = last;
  const backwards: T[] = [];
  let right: string | undefined = group;
  for (let at = placed.length - 1; at >= 0; at -= 1) {
    const left = groupOf(placed[at]!);
    if (from < waiting.length && left !== group && right !== group) backwards.push(waiting.pop()!);
    backwards.push(placed[at]!);
    right = left;
  }
  if (from < waiting.length && right !== group) backwards.push(waiting.pop()!);
  const inTurn = items.filter((item) => groupOf(item) === group).values();
  return [...backwards.reverse(), ...waiting.slice(from)].map((item) => (groupOf(item) === group ? inTurn.next().value! : item));
}

/**
 * Today's queue. `cards` are in study order; `rows` are by key, and rows of cards that are no more do not matter.
 * `dayStart` is the start of the local day; what is due before the next counts as due. `newPerDay` caps the new cards
 * of the whole day, whatever the filter was when they were answered.
 *
 * Siblings stay apart: a new card waits for another day when a sibling has its turn today; a card that became due today
 * waits for tomorrow, but no longer, and not while an interview lies ahead. Then the least likely to be recalled on
 * that day come first; else those that are due longest.
 */
export function buildQueue({ cards, rows, filter, scheduler, newPerDay, now, dayStart }: {
  readonly cards: readonly CardEntry[];
  readonly rows: ReadonlyMap<string, CardRow>;
  readonly filter: DrillFilter;
  readonly scheduler: Scheduler;
  readonly newPerDay: number;
  readonly now: number;
  readonly dayStart: number;
}): Queue {
  const { interview } = scheduler.targets;
  const ahead = interview !== null && interview > now ? interview : null;
  const wanted = selects(filter);
  const turns = new Set<string>(); // groups that have their turn today
  const learning: { card: CardEntry; memory: Memory }[] = [];
  const ripe: { card: CardEntry; memory: Memory; due: number; rank: number }[] = [];
  const unseen: CardEntry[] = [];
  let room = newPerDay;
  for (const card of cards) {
    const row = rows.get(card.key);
    const memory = row?.memory ?? null;
    if (memory && memory.first >= dayStart) room -= 1;
    if (memory && memory.last >= dayStart) turns.add(card.group);
    if (row?.suspended || !wanted(card, row)) continue;
    if (!memory) unseen.push(card);
    else if (memory.state !== 2) {
      learning.push({ card, memory });
      turns.add(card.group);
    } else {
      const due = scheduler.dueOf(memory, now);
      if (due < dayStart + DAY) ripe.push({ card, memory, due, rank: ahead === null ? due : scheduler.recall(memory, ahead) });
    }
  }

  let siblings = 0;
  const due: { card: CardEntry; memory: Memory }[] = [];
  for (const { card, memory, due: at } of ripe.sort((a, b) => a.rank - b.rank)) {
    if (ahead === null && at >= dayStart && turns.has(card.group)) {
      siblings += 1;
      continue;
    }
    turns.add(card.group);
    due.push({ card, memory });
  }
  let overCap = 0;
  const fresh: QueueItem[] = [];
  for (const card of unseen) {
    if (turns.has(card.group)) siblings += 1;
    else if (fresh.length >= room) overCap += 1;
    else {
      turns.add(card.group);
      fresh.push({ card, memory: null });
    }
  }
  return {
    learning: learning.sort((a, b) => a.memory.due - b.memory.due),
    due: apart(due, (item) => item.card.group),
    fresh,
    later: { overCap, siblings },
  };
}
