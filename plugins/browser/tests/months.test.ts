/** A learner who drills every day for two months, played through queue, session and fold with a clock of its own. */

import assert from "node:assert/strict";
import { test } from "node:test";

import type { LogEvent, ReviewEvent } from "../src/domain/events.ts";
import { DAY, HOUR } from "../src/domain/durations.ts";
import { answer, start } from "../src/domain/session.ts";
import { card, queueOf, TODAY } from "./drill-kit.ts";

const CARDS = Array.from({ length: 120 }, (_, at) => card(`c${at}`, { group: `q${Math.floor(at / 4)}`, component: `k${at % 3}` }));
const GROUPS = new Map(CARDS.map(({ key, group }) => [key, group]));
const LENGTH = 60; // days
const INTERVIEW = TODAY + LENGTH * DAY;

/** The reviews of each day; every seventh answer is wrong, every fifth easy. */
function drill(interview: number | null): ReviewEvent[][] {
  const events: LogEvent[] = [];
  let given = 0;
  return Array.from({ length: LENGTH }, (_, day) => {
    // Some days at seven in the morning, some at seven in the evening.
    let at = TODAY + day * DAY + (day % 3 ? 7 : 19) * HOUR;
    const before = events.length;
    const queue = queueOf({ cards: CARDS, events, newPerDay: 6, interview, now: at, dayStart: TODAY + day * DAY });
    for (let session = start(queue, at); session.shown; at += 20_000) {
      given += 1;
      const event: ReviewEvent = { type: "review", id: `e${given}`, at, card: session.shown.card.key, rating: given % 7 === 0 ? 1 : given % 5 === 0 ? 4 : 3, took: 9000 };
      events.push(event);
      session = answer(session, event);
    }
    return events.slice(before) as ReviewEvent[];
  });
}

const quiet = drill(null);
const aimed = drill(INTERVIEW);

const firsts = (days: ReviewEvent[][]): string[][] => {
  const seen = new Set<string>();
  return days.map((day) => [...new Set(day.map((event) => event.card))].filter((key) => !seen.has(key) && seen.add(key)));
};

test("every card is learned, never more in a day than the cap, and no two siblings on one day", () => {
  for (const days of [quiet, aimed]) {
    const fresh = firsts(days);
    assert.equal(fresh.flat().length, CARDS.length);
    for (const keys of fresh) {
      assert.ok(keys.length <= 6);
      assert.equal(new Set(keys.map((key) => GROUPS.get(key))).size, keys.length);
    }
  }
});

test("every day's session ends with every card out of its learning steps", () => {
  for (const days of [quiet, aimed]) {
    for (const day of days) assert.ok(day.length < 150);
    const leftOver = queueOf({ cards: CARDS, events: days.flat(), interview: null, now: INTERVIEW + HOUR, dayStart: INTERVIEW });
    assert.equal(leftOver.learning.length, 0);
  }
});

test("once the cards are known, a fortnight holds fewer answers than the one they were learned in", () => {
  const answers = (days: ReviewEvent[][]): number => days.flat().length;
  assert.ok(answers(quiet.slice(-14)) < answers(quiet.slice(0, 14)));
});

test("before the interview every card comes once more in its last week", () => {
  const lastWeek = new Set(aimed.slice(-7).flat().map((event) => event.card));
  assert.equal(lastWeek.size, CARDS.length);
  assert.ok(new Set(quiet.slice(-7).flat().map((event) => event.card)).size < CARDS.length);
});

test("the interview's last week has no day that takes half of the cards", () => {
  for (const day of aimed.slice(-7)) assert.ok(new Set(day.map((event) => event.card)).size < CARDS.length / 2);
});
