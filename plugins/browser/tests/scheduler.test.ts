import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";
import { fsrs as reference } from "ts-fsrs";

import type { Memory } from "../src/domain/card-row.ts";
import type { Rating } from "../src/domain/events.ts";
import { DAY, describeInterval, HOUR, MINUTE } from "../src/domain/durations.ts";
import { makeScheduler, recall, review } from "../src/domain/scheduler.ts";
import { NOON, rating } from "./drill-kit.ts";

const usual = makeScheduler({ retention: 0.9, interview: null });

const waits = (memory: Memory | null, now: number): number[] =>
  Object.values(usual.preview(memory, now)).map((after) => usual.dueOf(after, now) - now);

/** A card after these answers, each as many hours after the one before. */
function after(...answers: readonly (readonly [hours: number, rating: Rating])[]): Memory {
  let now = NOON;
  let memory: Memory | null = null;
  for (const [hours, given] of answers) memory = review(memory, given, (now += hours * HOUR));
  assert.ok(memory);
  return memory;
}

const history = fc.array(fc.tuple(fc.integer({ min: 0, max: 2000 }), rating), { minLength: 1, maxLength: 20 }).map((answers) => after(...answers));

test("a new card takes steps of 1 and 10 minutes, and leaves them by good or at once by easy", () => {
  assert.deepEqual(waits(null, NOON), [1 * MINUTE, 5.5 * MINUTE, 10 * MINUTE, 8 * DAY]);
  const second = after([0, 3]);
  assert.deepEqual([second.state, second.step], [1, 1]);
  assert.equal(review(second, 3, second.due).state, 2);
  assert.deepEqual([review(second, 1, second.due).step, review(second, 2, second.due).step], [0, 1]);
});

test("a forgotten card is learned again within 10 minutes and counts a lapse", () => {
  const known = after([0, 4], [200, 3]);
  const lapsed = review(known, 1, known.due);
  assert.deepEqual([lapsed.state, lapsed.step, lapsed.due - lapsed.last, lapsed.lapses], [3, 0, 10 * MINUTE, 1]);
  assert.ok(lapsed.stability < known.stability);
  assert.equal(review(lapsed, 3, lapsed.due).state, 2);
  assert.equal(review(lapsed, 1, lapsed.due).lapses, 1);
});

test("a better rating never comes back sooner", () => {
  fc.assert(fc.property(history, fc.integer({ min: 0, max: 3000 }), (memory, hours) => {
    const [again, hard, good, easy] = waits(memory, memory.last + hours * HOUR) as [number, number, number, number];
    assert.ok(again <= hard && hard <= good && good <= easy);
  }));
});

test("the preview is what each rating then does", () => {
  fc.assert(fc.property(history, rating, (memory, given) => {
    assert.deepEqual(usual.preview(memory, memory.due)[given], usual.review(memory, given, memory.due));
  }));
});

test("stability and difficulty are those ts-fsrs' own scheduler gives", () => {
  const theirs = reference({ enable_fuzz: false });
  fc.assert(fc.property(fc.array(fc.tuple(fc.nat(60), rating), { minLength: 1, maxLength: 15 }), (answers) => {
    let now = NOON;
    let ours: Memory | null = null;
    let card: Parameters<typeof theirs.next>[0] = { due: now, stability: 0, difficulty: 0, elapsed_days: 0, scheduled_days: 0, reps: 0, lapses: 0, learning_steps: 0, state: 0 };
    for (const [days, given] of answers) {
      now += days * DAY;
      ours = review(ours, given, now);
      card = theirs.next(card, now, given).card;
      assert.deepEqual([ours.stability, ours.difficulty, ours.reps], [card.stability, card.difficulty, card.reps]);
    }
  }));
});

test("an evening and the next morning are two days, a morning and noon are one", () => {
  const known = after([0, 4]);
  const within = review(known, 3, known.last + 4 * HOUR);
  const over = review(known, 3, known.last + 9 * HOUR);
  assert.ok(over.stability > within.stability);
  assert.equal(over.stability, review(known, 3, known.last + 24 * HOUR).stability);
  assert.equal(review(known, 3, known.last - DAY).stability, within.stability);
});

test("recall is certain at the answer, falls with time, and is 90 % after as many days as the stability", () => {
  fc.assert(fc.property(history, fc.nat(5000), fc.integer({ min: 1, max: 5000 }), (memory, hours, more) => {
    const at = memory.last + hours * HOUR;
    assert.equal(recall(memory, memory.last), 1);
    assert.ok(recall(memory, at) >= recall(memory, at + more * HOUR));
    assert.ok(Math.abs(recall(memory, memory.last + memory.stability * DAY) - 0.9) < 1e-6);
  }));
});

test("the wanted retention moves when a card is due and nothing it remembers", () => {
  const strict = makeScheduler({ retention: 0.97, interview: null });
  const easygoing = makeScheduler({ retention: 0.8, interview: null });
  fc.assert(fc.property(history, rating, (memory, given) => {
    const dues = [strict, usual, easygoing].map((scheduler) => scheduler.dueOf(memory, memory.last));
    assert.deepEqual(dues, [...dues].sort((a, b) => a - b));
    assert.deepEqual(strict.review(memory, given, memory.due), easygoing.review(memory, given, memory.due));
  }));
  const known = after([0, 4], [200, 3]);
  assert.ok(strict.dueOf(known, NOON) < usual.dueOf(known, NOON) && usual.dueOf(known, NOON) < easygoing.dueOf(known, NOON));
  assert.equal(usual.dueOf(known, NOON), known.due);
});

test("a retention that is no share is refused", () => {
  for (const retention of [0, -1, 1.1, NaN]) assert.throws(() => makeScheduler({ retention, interview: null }), RangeError);
});

test("a wait is said in the unit that fits it", () => {
  const said = [0, 1, 5.5, 10, 59, 60, 300].map((minutes) => describeInterval(minutes * MINUTE));
  assert.deepEqual(said, ["1 min", "1 min", "6 min", "10 min", "59 min", "1 h", "5 h"]);
  assert.deepEqual([1, 3, 30, 31, 60, 340, 365.25, 550, 3000].map((days) => describeInterval(days * DAY)), ["1 d", "3 d", "30 d", "1 mo", "2 mo", "11 mo", "1 y", "1.5 y", "8.2 y"]);
});

test("no wait is said in a unit too small for it", () => {
  fc.assert(fc.property(fc.double({ min: 0, max: 1e12, noNaN: true }), (ms) => {
    const [, number, unit] = /^([\d.]+) (min|h|d|mo|y)$/.exec(describeInterval(ms)) ?? [];
    assert.ok(Number(number) >= 1 && Number(number) < { min: 60, h: 24, d: 31, mo: 12, y: 100 }[unit as "d"]);
  }));
});
