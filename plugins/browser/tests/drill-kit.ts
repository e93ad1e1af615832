/** What the tests of the drill share: cards, events and arbitrary logs. */

import fc from "fast-check";

import type { CardEntry } from "../src/domain/contract.ts";
import type { CardEvent, LogEvent, Rating, ReviewEvent } from "../src/domain/events.ts";
import { DAY } from "../src/domain/durations.ts";
import { foldAll } from "../src/domain/fold.ts";
import { buildQueue, EVERYTHING, type DrillFilter, type Queue } from "../src/domain/queue.ts";
import { makeScheduler } from "../src/domain/scheduler.ts";

/** Midnight of a day in 2026, and noon of it. */
export const TODAY = Date.UTC(2026, 10, 21);
export const NOON = TODAY + DAY / 2;

export function card(key: string, more: Partial<CardEntry> = {}): CardEntry {
  return {
    id: key, key, group: key, kind: "recall", topic: "metrics", component: "concepts", level: "mid", minutes: 5, roles: ["ds"],
    slices: [], position: 0, hash: "0".repeat(16), page: `questions/metrics/#${key}`, title: key, ...more,
  };
}

export function reviewed(key: string, at: number, rating: Rating = 3): ReviewEvent {
  return { type: "review", id: `${key}@${at}`, at, card: key, rating, took: 4000 };
}

export interface Day {
  readonly cards: readonly CardEntry[];
  readonly events?: readonly LogEvent[];
  readonly filter?: Partial<DrillFilter>;
  readonly newPerDay?: number;
  readonly interview?: number | null;
  readonly now?: number;
  readonly dayStart?: number;
}

/** The queue at noon unless told otherwise, of what the events say. */
export function queueOf({ cards, events = [], filter = {}, newPerDay = 15, interview = null, now = NOON, dayStart = now - DAY / 2 }: Day): Queue {
  const scheduler = makeScheduler({ retention: 0.9, interview });
  return buildQueue({ cards, rows: foldAll(events), filter: { ...EVERYTHING, ...filter }, scheduler, newPerDay, now, dayStart });
}

export const rating: fc.Arbitrary<Rating> = fc.constantFrom(1, 2, 3, 4);

const WHEN = fc.integer({ min: 0, max: 400 }).map((hours) => TODAY - hours * 3_600_000);

/** Logs of a few cards with few times, so that ties, undone reviews and undoes of nothing are common. Ids are unique. */
export const log: fc.Arbitrary<readonly CardEvent[]> = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: fc.record({ type: fc.constant("review" as const), at: WHEN, card: fc.constantFrom("a", "b", "c"), rating, took: fc.nat(60_000) }) },
      { weight: 2, arbitrary: fc.record({ type: fc.constantFrom("suspend" as const, "mark" as const, "add" as const), at: WHEN, card: fc.constantFrom("a", "b", "c"), on: fc.boolean() }) },
      { weight: 2, arbitrary: fc.record({ type: fc.constant("undo" as const), at: WHEN, target: fc.nat(30) }) },
    ),
    { maxLength: 30 },
  )
  .map((drafts) =>
    drafts.map((draft, at): CardEvent => {
      if (draft.type !== "undo") return { ...draft, id: `e${at}` };
      const target = drafts[draft.target];
      const card = target && target.type !== "undo" ? target.card : "a";
      return { type: "undo", id: `e${at}`, at: draft.at, card, of: `e${draft.target}` };
    }),
  );
