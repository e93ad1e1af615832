import assert from "node:assert/strict";
import { test } from "node:test";

import type { CardRow } from "../src/domain/card-row.ts";
import { addDays, dayReader, startOfDay } from "../src/domain/days.ts";
import type { LogEvent, Rating, ReviewEvent } from "../src/domain/events.ts";
import { componentStates, dueForecast, ENOUGH, retention, reviewsByDay, reviewsOf } from "../src/domain/stats.ts";

const ZONE = "Europe/Berlin";
const TODAY = "2026-03-30"; // the day after clocks were set
const dayOf = dayReader(ZONE);
const MINUTE = 60_000;

const noon = (day: string): number => startOfDay(day, ZONE) + 8 * 60 * MINUTE;
let number = 0;
const review = (card: string, at: number, rating: Rating = 3, took = MINUTE): ReviewEvent => ({ type: "review", id: `r${++number}`, at, card, rating, took });
const row = (card: string, due: number | null, more: Partial<CardRow> & { stability?: number } = {}): CardRow => ({
  card, suspended: false, marked: false, added: false, lastAt: 0, lastId: "", ...more,
  memory: due === null ? null : { due, last: 0, stability: more.stability ?? 5, difficulty: 5, state: 2, step: 0, reps: 1, lapses: 0 },
}) as CardRow;

const componentOf = (card: string): string | null => (card.startsWith("gone") ? null : (card.split("-")[0] ?? null));

test("reviews that were undone did not happen, wherever the undo stands", () => {
  const [a, b] = [review("x-1", 2000), review("x-1", 1000)];
  const undo: LogEvent = { type: "undo", id: "u", at: 3000, card: "x-1", of: a.id };
  assert.deepEqual(reviewsOf([undo, a, b]), [b]);
  assert.deepEqual(reviewsOf([a, b]), [b, a]);
});

test("a card is due on its learner's day, overdue before today, and nowhere when put away or new", () => {
  const start = startOfDay(TODAY, ZONE);
  const rows = [
    row("a", start - 1), row("b", start), row("c", start + 60 * MINUTE), row("d", startOfDay(addDays(TODAY, 1), ZONE)),
    row("e", startOfDay(addDays(TODAY, 3), ZONE)), row("f", start, { suspended: true }), row("g", null),
  ];
  assert.deepEqual(dueForecast(rows, TODAY, 3, dayOf), {
    days: [{ day: TODAY, due: 2 }, { day: addDays(TODAY, 1), due: 1 }, { day: addDays(TODAY, 2), due: 0 }],
    overdue: 1,
    of: 5,
  });
});

test("reviews are counted on the day they were done, days without any too", () => {
  const reviews = [
    review("a", startOfDay(TODAY, ZONE) - 1, 1, 30_000), review("a", startOfDay(TODAY, ZONE), 3, 60_000), review("b", noon(TODAY), 1, 90_000),
    review("b", noon(addDays(TODAY, -9))), review("b", noon(addDays(TODAY, 1))),
  ];
  assert.deepEqual(reviewsByDay(reviews, TODAY, 3, dayOf), [
    { day: "2026-03-28", reviews: 0, again: 0, minutes: 0 },
    { day: "2026-03-29", reviews: 1, again: 1, minutes: 0.5 },
    { day: "2026-03-30", reviews: 2, again: 1, minutes: 2.5 },
  ]);
});

test("retention counts a card's first review of a day, and only if an earlier day had one", () => {
  const reviews = [
    review("x-1", noon("2026-03-01")), review("x-1", noon("2026-03-01") + MINUTE, 1),
    review("x-1", noon("2026-03-04"), 1), review("x-1", noon("2026-03-04") + MINUTE, 3),
    review("x-1", noon("2026-03-05"), 2),
  ];
  const all = retention(reviews, "2026-01-01", dayOf, componentOf).get("");
  assert.deepEqual([all?.all.recalled, all?.all.of], [1, 2]);
});

test("a review after three weeks or more is a mature one", () => {
  const reviews = [
    review("x-1", noon("2026-01-01")), review("x-1", noon("2026-01-21")), review("x-2", noon("2026-01-01")), review("x-2", noon("2026-01-22"), 1),
  ].sort((a, b) => a.at - b.at);
  const all = retention(reviews, "2026-01-01", dayOf, componentOf).get("");
  assert.deepEqual([all?.young, all?.mature], [{ recalled: 1, of: 1, share: null }, { recalled: 0, of: 1, share: null }]);
});

test("no share is made of too few reviews, but their number is told", () => {
  const history = (count: number): ReviewEvent[] => {
    const cards = Array.from({ length: count }, (_, at) => `x-${at}`);
    return [...cards.map((card) => review(card, noon("2026-01-01"))), ...cards.map((card, at) => review(card, noon("2026-01-04"), at % 4 ? 3 : 1))];
  };
  const of = (count: number): unknown => retention(history(count), "2026-01-01", dayOf, componentOf).get("x")?.all;
  assert.deepEqual(of(ENOUGH - 1), { recalled: 14, of: 19, share: null });
  assert.deepEqual(of(ENOUGH), { recalled: 15, of: 20, share: 0.75 });
});

test("retention is told by component, and cards that are no more count in all only", () => {
  const days = ["2026-01-01", "2026-01-03"];
  const reviews = days.flatMap((day) => ["b-1", "a-1", "gone-1"].map((card) => review(card, noon(day))));
  const found = retention(reviews, "2026-01-01", dayOf, componentOf);
  assert.deepEqual([...found].map(([component, { all }]) => [component, all.of]), [["", 3], ["a", 1], ["b", 1]]);
});

test("what lies before the asked time is known but not counted", () => {
  const reviews = [review("x-1", noon("2026-01-01")), review("x-1", noon("2026-01-03")), review("x-1", noon("2026-01-06"))];
  assert.equal(retention(reviews, "2026-01-04", dayOf, componentOf).get("")?.all.of, 1);
});

test("with no reviews there is nothing to tell, and it says of how many", () => {
  assert.deepEqual(retention([], TODAY, dayOf, componentOf).get("")?.all, { recalled: 0, of: 0, share: null });
});

test("each card stands in one state of its component", () => {
  const cards = ["b-1", "a-1", "a-2", "a-3", "a-4", "a-5"].map((key) => ({ key, component: key.slice(0, 1) }));
  const rows = [row("a-1", 1, { stability: 20.9 }), row("a-2", 1, { stability: 21 }), row("a-3", null, { marked: true }), row("a-4", 1, { suspended: true }), row("x", 1)];
  assert.deepEqual(componentStates(cards, new Map(rows.map((one) => [one.card, one]))), [
    { component: "a", cards: 5, fresh: 2, young: 1, mature: 1, suspended: 1 },
    { component: "b", cards: 1, fresh: 1, young: 0, mature: 0, suspended: 0 },
  ]);
});
