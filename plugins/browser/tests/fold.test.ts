import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import { inOrder, type CardEvent, type LogEvent } from "../src/domain/events.ts";
import { foldAll, folding, merge } from "../src/domain/fold.ts";
import { review } from "../src/domain/scheduler.ts";
import type { Folding } from "../src/storage/store.ts";
import { log, NOON, reviewed } from "./drill-kit.ts";

const asStored: Folding = folding;

const shuffled = fc.tuple(log, fc.infiniteStream(fc.nat())).map(([events, keys]) => {
  const sorted = events.map((event) => ({ event, key: keys.next().value ?? 0 })).sort((a, b) => a.key - b.key);
  return { events, other: sorted.map(({ event }) => event) };
});

/** Three parts of one log that overlap. */
const parts = fc.tuple(log, fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 30, maxLength: 30 })).map(([events, masks]) =>
  [1, 2, 4].map((bit) => events.filter((_, at) => masks[at]! & bit)),
);

test("the order in which events arrive does not change a row", () => {
  fc.assert(fc.property(shuffled, ({ events, other }) => {
    const sorted = (list: readonly LogEvent[]): unknown => [...foldAll(list)].sort(([a], [b]) => (a < b ? -1 : 1));
    assert.deepEqual(sorted(other), sorted(events));
  }));
});

test("advancing one event at a time gives the row of all of them", () => {
  fc.assert(fc.property(log, (events) => {
    const own = events.filter((event) => event.card === "a" && event.type !== "undo").sort(inOrder);
    fc.pre(own.length > 0);
    assert.deepEqual(own.reduce<ReturnType<Folding["advance"]> | undefined>(asStored.advance, undefined), asStored.foldCard(own));
  }));
});

test("an undone review leaves the memory it would have had without it", () => {
  fc.assert(fc.property(log, (events) => {
    const undone = new Set(events.flatMap((event) => (event.type === "undo" ? [event.of] : [])));
    const without = foldAll(events.filter((event) => !undone.has(event.id) || event.type !== "review"));
    for (const [card, row] of foldAll(events)) assert.deepEqual(row.memory, without.get(card)?.memory ?? null);
  }));
});

test("an undo that was folded by itself is an error, not a lost undo", () => {
  assert.throws(() => asStored.advance(undefined, { type: "undo", id: "u", at: NOON, card: "a", of: "r" }), /undo u/);
  assert.throws(() => asStored.foldCard([]));
});

test("a row holds the last word on every flag, and its newest event", () => {
  const events: CardEvent[] = [
    { type: "mark", id: "1", at: NOON, card: "a", on: true },
    { type: "mark", id: "2", at: NOON + 1, card: "a", on: false },
    { type: "add", id: "3", at: NOON, card: "a", on: true },
    { type: "suspend", id: "4", at: NOON, card: "a", on: true },
  ];
  assert.deepEqual(foldAll(events).get("a"), { card: "a", memory: null, suspended: true, marked: false, added: true, lastAt: NOON + 1, lastId: "2" });
});

test("ticks and settings make no row", () => {
  const tick: LogEvent = { type: "tick", id: "t", at: NOON, task: "a", on: true };
  const setting: LogEvent = { type: "setting", id: "s", at: NOON, name: "newPerDay", value: 3 };
  assert.deepEqual([...foldAll([tick, reviewed("b", NOON), setting]).keys()], ["b"]);
});

test("a memory knows its first and its last answer", () => {
  const row = foldAll([reviewed("a", NOON + 5), reviewed("a", NOON), reviewed("a", NOON + 9)]).get("a");
  assert.deepEqual([row?.memory?.first, row?.memory?.last, row?.memory?.reps], [NOON, NOON + 9, 3]);
  assert.deepEqual(foldAll([reviewed("a", NOON)]).get("a")?.memory, review(null, 3, NOON));
});

test("merging logs is commutative, associative and idempotent", () => {
  fc.assert(fc.property(parts, ([a, b, c]) => {
    assert.ok(a && b && c);
    assert.deepEqual(merge(a, b), merge(b, a));
    assert.deepEqual(merge(merge(a, b), c), merge(a, merge(b, c)));
    assert.deepEqual(merge(a, a), merge(a));
    assert.deepEqual(merge(merge(a, b), b), merge(a, b));
  }));
});

test("a merge has every event of both logs once, in order", () => {
  fc.assert(fc.property(parts, ([a, b]) => {
    assert.ok(a && b);
    const merged = merge(a, b).map((event) => event.id);
    assert.deepEqual([...merged].sort(), [...new Set([...a, ...b].map((event) => event.id))].sort());
    assert.deepEqual(merge(a, b), [...merge(a, b)].sort(inOrder));
  }));
});
