import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import { DAY } from "../src/domain/durations.ts";
import { foldAll } from "../src/domain/fold.ts";
import { forecast } from "../src/domain/interview.ts";
import { makeScheduler, recall, review } from "../src/domain/scheduler.ts";
import { card, NOON, rating, reviewed, TODAY } from "./drill-kit.ts";

const usual = makeScheduler({ retention: 0.9, interview: null });
const aheadOf = (interview: number) => makeScheduler({ retention: 0.9, interview });

/** A card of any strength, last answered some seconds after noon. */
const memory = fc.tuple(fc.array(rating, { maxLength: 8 }), fc.nat(60)).map(([ratings, seconds]) => {
  const before = ratings.map((given, at) => [NOON - (ratings.length - at) * 9 * DAY, given] as const);
  return [...before, [NOON + seconds * 1000, 4] as const].reduce<ReturnType<typeof review> | null>((was, [at, given]) => review(was, given, at), null)!;
});

test("every card answered more than a week before the interview comes again before it", () => {
  fc.assert(fc.property(memory, fc.integer({ min: 8, max: 400 }), (was, days) => {
    const interview = TODAY + days * DAY;
    const due = aheadOf(interview).dueOf(was, NOON);
    assert.ok(due < interview && due >= was.last + DAY);
    assert.ok(due <= usual.dueOf(was, NOON));
  }));
});

test("a card answered in the last week keeps its own time", () => {
  fc.assert(fc.property(memory, fc.integer({ min: 1, max: 7 }), (was, days) => {
    assert.equal(aheadOf(TODAY + days * DAY).dueOf(was, NOON), usual.dueOf(was, NOON));
  }));
});

test("cards that are brought forward spread over all days of the last week", () => {
  const interview = TODAY + 30 * DAY;
  const firm = [0, 60, 600].reduce<ReturnType<typeof review> | null>((was, days) => review(was, 4, NOON - (600 - days) * DAY), null)!;
  const days = Array.from({ length: 70 }, (_, second) => aheadOf(interview).dueOf({ ...firm, last: NOON + second * 1000 }, NOON));
  for (let left = 1; left <= 7; left += 1) assert.equal(days.filter((due) => due === interview - left * DAY).length, 10);
});

test("a card that is brought forward still rests a day", () => {
  const interview = TODAY + 8 * DAY;
  for (let second = 0; second < 7; second += 1) {
    const last = NOON + second * 1000;
    assert.ok(aheadOf(interview).dueOf(review(null, 4, last), last) >= last + DAY);
  }
});

test("an interview that is past, or taken back, changes nothing", () => {
  fc.assert(fc.property(memory, (was) => {
    const later = NOON + 40 * DAY;
    assert.equal(aheadOf(TODAY + 30 * DAY).dueOf(was, later), usual.dueOf(was, later));
  }));
});

test("cards between two learning steps are not moved", () => {
  const learning = review(null, 3, NOON);
  assert.equal(aheadOf(TODAY + 30 * DAY).dueOf(learning, NOON), learning.due);
});

test("the forecast counts per component what would be below the target that day, and what was never seen", () => {
  const cards = [card("z", { component: "people" }), card("a"), card("b"), card("c"), card("away")];
  const rows = foldAll([
    reviewed("a", NOON, 4),
    reviewed("b", NOON, 1),
    reviewed("away", NOON, 1),
    { type: "suspend", id: "s", at: NOON, card: "away", on: true },
  ]);
  assert.deepEqual(forecast(cards, rows, recall, NOON + 5 * DAY, 0.9), [
    { component: "people", cards: 1, unseen: 1, below: 0 },
    { component: "concepts", cards: 3, unseen: 1, below: 1 },
  ]);
  assert.equal(forecast(cards, rows, recall, NOON + 90 * DAY, 0.9)[1]?.below, 2);
});
