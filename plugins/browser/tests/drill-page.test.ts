import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import { DRILL_FIELDS, isEverything, readDrillFilter, writeDrillFilter } from "../src/domain/drill-filter.ts";
import { DAY, MINUTE } from "../src/domain/durations.ts";
import { foldAll } from "../src/domain/fold.ts";
import { nextUp } from "../src/domain/next-up.ts";
import { EVERYTHING } from "../src/domain/queue.ts";
import { reportAddress } from "../src/domain/report.ts";
import { answer, left, renew, start, summary, undo, type Session } from "../src/domain/session.ts";
import { clockText, elapsed, run, STANDING, stop } from "../src/domain/stopwatch.ts";
import { suggest } from "../src/domain/suggestion.ts";
import { card, NOON, queueOf, reviewed } from "./drill-kit.ts";

test("the more of the strong answer was said, the better the suggested rating", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(40 * MINUTE), fc.option(fc.integer({ min: 1, max: 45 })), (points, spoken, minutes) => {
      const ratings = Array.from({ length: points + 1 }, (_, ticked) => suggest(points, ticked, spoken, minutes)!);
      assert.deepEqual(ratings, [...ratings].sort());
      assert.equal(ratings[0], 1);
    }),
  );
});

test("more time never makes the suggested rating better", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(12), fc.nat(40 * MINUTE), fc.nat(40 * MINUTE), (points, ticked, a, b) => {
      const said = Math.min(points, ticked);
      assert.ok(suggest(points, said, Math.max(a, b), 10)! <= suggest(points, said, Math.min(a, b), 10)!);
    }),
  );
});

test("easy takes every point in half the time, and good most of them in time", () => {
  assert.equal(suggest(6, 6, 2 * MINUTE, 5), 4);
  assert.equal(suggest(6, 6, 3 * MINUTE, 5), 3);
  assert.equal(suggest(6, 5, 2 * MINUTE, 5), 3);
  assert.equal(suggest(6, 5, 11 * MINUTE, 5), 2);
  assert.equal(suggest(6, 4, 2 * MINUTE, 5), 2);
  assert.equal(suggest(6, 2, 2 * MINUTE, 5), 1);
});

test("without a time there is no easy, and without points no suggestion", () => {
  assert.equal(suggest(4, 4, 1000, null), 3);
  assert.equal(suggest(0, 0, 1000, 5), null);
});

test("a stopwatch counts while it runs and never backwards", () => {
  const stopped = stop(run(STANDING, 1000), 4000);
  assert.equal(elapsed(stopped, 9000), 3000);
  assert.equal(elapsed(run(run(stopped, 10_000), 11_000), 12_000), 5000);
  assert.equal(elapsed(run(stopped, 10_000), 5000), 3000);
  assert.deepEqual([0, 7900, 750_000].map(clockText), ["0:00", "0:07", "12:30"]);
});

const cards = [
  card("a", { slices: ["8-week/week-01"] }),
  card("b", { component: "genai", topic: "rag", level: "senior", roles: ["mle"], page: "questions/rag/#b" }),
];

test("a filter comes back from the address it was written to", () => {
  const values = { component: "genai", topic: "rag", level: "senior", role: "mle", slice: "8-week/week-01", page: "questions/rag/", only: "marked" } as const;
  fc.assert(
    fc.property(fc.subarray([...DRILL_FIELDS]), (fields) => {
      const filter = { ...EVERYTHING, ...Object.fromEntries(fields.map((field) => [field, values[field]])) };
      assert.deepEqual(readDrillFilter(writeDrillFilter(filter, ""), cards), filter);
      assert.equal(isEverything(filter), fields.length === 0);
    }),
  );
});

test("what is not the filter's stays in the address, and pages stay readable in it", () => {
  assert.equal(writeDrillFilter({ ...EVERYTHING, page: "questions/rag/" }, "?a=1&level=mid"), "?a=1&page=questions/rag/");
  assert.equal(writeDrillFilter(EVERYTHING, "?level=mid"), "");
});

test("what no card answers to is no filter", () => {
  assert.deepEqual(readDrillFilter("?component=cooking&level=senior&only=all&page=questions/", cards), { ...EVERYTHING, level: "senior" });
});

test("the next day is told with all its cards and no suspended one", () => {
  const due = (days: number): number => NOON + days * DAY;
  const keys = ["a", "b", "c", "d", "e"];
  const dues = new Map([["a", due(0)], ["b", due(2)], ["c", due(2) + 1000], ["d", due(3)], ["e", due(1)]]);
  const all = keys.map((key) => card(key));
  const rows = foldAll([...keys.map((key) => reviewed(key, NOON - DAY)), { type: "suspend", id: "s", at: NOON, card: "e", on: true }]);
  const keyOf = new Map([...rows.values()].map((row) => [row.memory, row.card]));
  const ask = (wanted: (key: string) => boolean): ReturnType<typeof nextUp> =>
    nextUp(all, rows, ({ key }) => wanted(key), (memory) => dues.get(keyOf.get(memory)!)!, NOON + DAY / 2, (at) => at + DAY / 2);
  assert.deepEqual(ask(() => true), { at: due(2), cards: 2 });
  assert.deepEqual(ask((key) => key === "d"), { at: due(3), cards: 1 });
  assert.equal(ask((key) => key === "a"), null);
});

test("a report names the card, its wording and the release, all percent-encoded", () => {
  const index = { report: "https://example.org/new?t={id}&b={title}%0A{version}{other}", release: "2026.11.21" };
  assert.equal(
    reportAddress(index, card("a-b", { title: "50 % & more?", hash: "ab12" })),
    "https://example.org/new?t=a-b&b=50%20%25%20%26%20more%3F%0A2026.11.21%20(ab12){other}",
  );
  assert.equal(reportAddress({ report: null, release: null }, card("a")), null);
});

const four = ["a", "b", "c", "d"].map((key) => card(key));
const rate = (session: Session, at: number): Session => answer(session, { ...reviewed(session.shown!.card.key, at, 4) });

test("with another queue the shown card stays, once, and what was answered can be taken back", () => {
  const session = rate(start(queueOf({ cards: four }), NOON), NOON + 1000);
  assert.equal(session.shown?.card.key, "b");
  const events = [reviewed("a", NOON + 1000, 4), reviewed("c", NOON + 2000, 4)];
  const renewed = renew(session, queueOf({ cards: four, events }), null, NOON + 3000);
  assert.equal(renewed.shown?.card.key, "b");
  assert.deepEqual(left(renewed), { learning: 0, due: 0, fresh: 2 });
  assert.equal(rate(renewed, NOON + 4000).shown?.card.key, "d");
  assert.equal(summary(renewed).answers, 1);
  assert.equal(undo(renewed, "u", NOON + 5000)?.session.shown?.card.key, "a");
});

test("with another queue a sitting that had ended goes on", () => {
  const ended = rate(start(queueOf({ cards: [card("a")] }), NOON), NOON + 1000);
  assert.equal(ended.shown, null);
  const renewed = renew(ended, queueOf({ cards: [card("a"), card("b")], events: [reviewed("a", NOON + 1000, 4)] }), null, NOON + 2000);
  assert.equal(renewed.shown?.card.key, "b");
  assert.equal(summary(renewed).answers, 1);
});
