import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import type { CardEntry } from "../src/domain/contract.ts";
import type { LogEvent } from "../src/domain/events.ts";
import { DAY, HOUR, MINUTE } from "../src/domain/durations.ts";
import { foldAll } from "../src/domain/fold.ts";
import { apart, EVERYTHING, type DrillFilter, type Queue } from "../src/domain/queue.ts";
import { card, NOON, queueOf, reviewed, TODAY } from "./drill-kit.ts";

type Part = "learning" | "due" | "fresh";
const keys = (queue: Queue, part: Part): string[] => queue[part].map((item) => item.card.key);

/** Cards known well enough to be in review: answered easily, due eight days later. */
const known = (key: string, dueAt: number): LogEvent => reviewed(key, dueAt - 8 * DAY, 4);
const flag = (type: "suspend" | "mark" | "add", key: string, on = true): LogEvent => ({ type, id: `${type} ${key} ${on}`, at: NOON - (on ? 2 : 1), card: key, on });

test("new cards come in study order up to the day's cap", () => {
  const queue = queueOf({ cards: ["d", "a", "c", "b"].map((key) => card(key)), newPerDay: 3 });
  assert.deepEqual(keys(queue, "fresh"), ["d", "a", "c"]);
  assert.deepEqual(queue.later, { overCap: 1, siblings: 0 });
});

test("today's new cards count towards the cap, yesterday's do not", () => {
  const cards = ["a", "b", "c", "d"].map((key) => card(key));
  const events = [reviewed("a", TODAY + 1, 4), reviewed("b", TODAY - 1, 4), reviewed("b", TODAY + 2, 4)];
  assert.deepEqual(keys(queueOf({ cards, events, newPerDay: 2 }), "fresh"), ["c"]);
  assert.deepEqual(keys(queueOf({ cards, events: [...events, reviewed("c", TODAY + 3)], newPerDay: 1 }), "fresh"), []);
});

test("what falls due at any time of today is due, what falls due tomorrow is not", () => {
  const cards = ["late", "now", "tonight", "tomorrow"].map((key) => card(key));
  const events = [known("tonight", TODAY + DAY - 1), known("now", NOON), known("late", NOON - 3 * DAY), known("tomorrow", TODAY + DAY)];
  assert.deepEqual(keys(queueOf({ cards, events }), "due"), ["late", "now", "tonight"]);
});

test("cards in learning stand apart from due ones, the earliest first", () => {
  const cards = ["a", "b", "c"].map((key) => card(key));
  const queue = queueOf({ cards, events: [reviewed("b", NOON - 2 * MINUTE), reviewed("a", NOON - MINUTE), reviewed("c", NOON - DAY)] });
  assert.deepEqual(keys(queue, "learning"), ["c", "b", "a"]);
  assert.deepEqual([keys(queue, "due"), keys(queue, "fresh")], [[], []]);
});

test("suspended cards stay out until they are taken back", () => {
  const cards = ["a", "b", "c"].map((key) => card(key));
  const away = [flag("suspend", "a"), flag("suspend", "b"), known("b", NOON), flag("suspend", "c"), reviewed("c", NOON - MINUTE)];
  const out = queueOf({ cards, events: away });
  assert.deepEqual([out.learning, out.due, out.fresh], [[], [], []]);
  const back = queueOf({ cards, events: [...away, ...["a", "b", "c"].map((key) => flag("suspend", key, false))] });
  assert.deepEqual([keys(back, "learning"), keys(back, "due"), keys(back, "fresh")], [["c"], ["b"], ["a"]]);
});

test("the history of a card that is no longer in the index does no harm", () => {
  assert.deepEqual(keys(queueOf({ cards: [card("a")], events: [known("retired", NOON)] }), "due"), []);
});

test("each filter keeps its cards and no others, new and due alike", () => {
  const special: Partial<CardEntry> = { component: "people", topic: "star-c", level: "senior", roles: ["mle", "ds"], slices: ["8-week/week-01"], page: "guides/star-c/#x" };
  const cards = [card("x", special), card("y", { page: "guides/star-c/two/#y" }), card("x2", special), card("y2")];
  const asked: Partial<DrillFilter>[] = [{ component: "people" }, { topic: "star-c" }, { level: "senior" }, { role: "mle" }, { slice: "8-week/week-01" }, { page: "guides/star-c/" }];
  for (const filter of asked) {
    const queue = queueOf({ cards, events: [known("x2", NOON), known("y2", NOON)], filter });
    assert.deepEqual([keys(queue, "fresh"), keys(queue, "due")], [["x"], ["x2"]], JSON.stringify(filter));
  }
  assert.deepEqual(keys(queueOf({ cards, filter: { component: "people", level: "mid" } }), "fresh"), []);
});

test("only marked or only added cards can be drilled", () => {
  const cards = ["a", "b", "c"].map((key) => card(key));
  const events = [flag("mark", "b"), flag("add", "c"), flag("mark", "c"), flag("mark", "c", false)];
  assert.deepEqual(keys(queueOf({ cards, events, filter: { only: "marked" } }), "fresh"), ["b"]);
  assert.deepEqual(keys(queueOf({ cards, events, filter: { only: "added" } }), "fresh"), ["c"]);
});

test("new siblings come on different days", () => {
  const cards = [card("q", { group: "q" }), card("q1", { group: "q" }), card("other")];
  const first = queueOf({ cards });
  assert.deepEqual(keys(first, "fresh"), ["q", "other"]);
  assert.equal(first.later.siblings, 1);
  const answered = [reviewed("q", NOON, 4)];
  assert.deepEqual(keys(queueOf({ cards, events: answered }), "fresh"), ["other"]);
  assert.deepEqual(keys(queueOf({ cards, events: answered, now: NOON + DAY }), "fresh"), ["q1", "other"]);
});

test("a new card waits while a sibling is due or in learning", () => {
  const cards = [card("new", { group: "q" }), card("old", { group: "q" })];
  assert.deepEqual(keys(queueOf({ cards, events: [known("old", NOON)] }), "fresh"), []);
  assert.deepEqual(keys(queueOf({ cards, events: [reviewed("old", NOON - DAY)] }), "fresh"), []);
});

test("a due card waits one day for its sibling, and no longer", () => {
  const cards = [card("a", { group: "q" }), card("b", { group: "q" })];
  const events = [known("a", NOON), known("b", NOON + HOUR)];
  const today = queueOf({ cards, events });
  assert.deepEqual([keys(today, "due"), today.later.siblings], [["a"], 1]);
  assert.deepEqual(keys(queueOf({ cards, events: [...events, reviewed("a", NOON)], now: NOON + DAY }), "due"), ["b"]);
  assert.deepEqual(keys(queueOf({ cards, events, now: NOON + DAY }), "due"), ["a", "b"]);
});

test("due siblings are kept apart by the other due cards", () => {
  const cards = [card("a", { group: "q" }), card("b", { group: "q" }), card("c")];
  const events = [known("c", NOON - 2 * DAY), known("a", NOON - 3 * DAY), known("b", NOON - 3 * DAY)];
  assert.deepEqual(keys(queueOf({ cards, events }), "due"), ["a", "c", "b"]);
});

test("with an interview ahead no due card waits, and the least likely to be recalled that day come first", () => {
  const cards = [card("firm", { group: "q" }), card("weak", { group: "q" }), card("new", { group: "q" })];
  const events = [reviewed("firm", NOON - 400 * DAY, 4), reviewed("firm", NOON - 300 * DAY, 4), known("weak", NOON)];
  assert.ok(foldAll(events).get("firm")!.memory!.stability > 200);
  assert.deepEqual(keys(queueOf({ cards, events }), "due"), ["firm"]);
  const ahead = queueOf({ cards, events, interview: TODAY + 30 * DAY });
  assert.deepEqual([keys(ahead, "due"), keys(ahead, "fresh")], [["weak", "firm"], []]);
  assert.deepEqual(queueOf({ cards, events, interview: TODAY }), queueOf({ cards, events }));
});

const groups = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 40 });
const itself = (group: string): string => group;
const touching = (list: readonly string[]): number => list.filter((group, at) => at > 0 && list[at - 1] === group).length;

test("siblings are put apart wherever that is possible, and nothing is lost", () => {
  fc.assert(fc.property(groups, (list) => {
    const placed = apart(list, itself);
    assert.deepEqual([...placed].sort(), [...list].sort());
    const most = Math.max(0, ...["a", "b", "c", "d"].map((group) => list.filter((other) => other === group).length));
    assert.equal(touching(placed), Math.max(0, 2 * most - list.length - 1));
  }));
});

test("siblings keep their own order, and a list that is already apart is left alone", () => {
  fc.assert(fc.property(groups, (list) => {
    const items = list.map((group, at) => ({ group, at }));
    const placed = apart(items, (item) => item.group);
    for (const group of ["a", "b", "c", "d"]) {
      const order = placed.filter((item) => item.group === group).map((item) => item.at);
      assert.deepEqual(order, [...order].sort((a, b) => a - b));
    }
    if (!touching(list)) assert.deepEqual(placed, items);
  }));
});

test("every card is in at most one place, and every wanted card is somewhere or waits", () => {
  const cards = Array.from({ length: 12 }, (_, at) => card(`c${at}`, { group: `g${at % 5}` }));
  const event = fc.record({ key: fc.nat(11), hours: fc.nat(600), rating: fc.constantFrom(1 as const, 3 as const, 4 as const) });
  fc.assert(fc.property(fc.array(event, { maxLength: 30 }), fc.nat(12), (drafts, newPerDay) => {
    const events = drafts.map(({ key, hours, rating }, at) => ({ ...reviewed(`c${key}`, NOON - hours * HOUR, rating), id: `e${at}` }));
    const queue = queueOf({ cards, events, newPerDay, filter: EVERYTHING });
    const placed = (["learning", "due", "fresh"] as const).flatMap((part) => keys(queue, part));
    assert.equal(new Set(placed).size, placed.length);
    const seen = new Set(drafts.map(({ key }) => `c${key}`));
    assert.ok(queue.fresh.length <= newPerDay);
    assert.ok(placed.length + queue.later.overCap + queue.later.siblings <= cards.length);
    assert.ok(keys(queue, "fresh").every((key) => !seen.has(key)));
    assert.ok([...keys(queue, "due"), ...keys(queue, "learning")].every((key) => seen.has(key)));
    const fresh = queue.fresh.map((item) => item.card.group);
    assert.equal(new Set(fresh).size, fresh.length);
  }));
});
