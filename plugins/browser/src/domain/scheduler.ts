/**
 * When a card comes again: FSRS-6 of ts-fsrs, with learning steps and without fuzz.
 *
 * A memory follows from the reviews alone, never from a setting: `review` takes none. What a learner chose
 * (retention, interview) only says when a card of that memory is due, and `dueOf` works it out at each reading. So a
 * changed setting takes effect at once, nothing is folded anew, and two devices with other settings agree on every memory.
 *
 * What must not live here: the log (`fold.ts`) and which card comes next (`queue.ts`, `session.ts`).
 */

import { FSRSAlgorithm, FSRSVersion } from "ts-fsrs";

import type { Memory } from "./card-row.ts";
import { DAY, HOUR, MINUTE } from "./durations.ts";
import type { Rating } from "./events.ts";
import { capped } from "./interview.ts";

/** What a learner asks of the scheduler. */
export interface Targets {
  /** The share of cards to be recalled when due, above 0 and at most 1. */
  readonly retention: number;
  /** The start of the interview's local day in milliseconds since 1970, or null. Once it is past it has no effect. */
  readonly interview: number | null;
}

export interface Scheduler {
  readonly targets: Targets;
  /** The memory after this answer; `null` is a card never answered. */
  review(memory: Memory | null, rating: Rating, now: number): Memory;
  /** The memory each rating would leave; show `dueOf(preview[rating], now) - now` beside it. */
  preview(memory: Memory | null, now: number): Record<Rating, Memory>;
  /** When the card is due for this learner. */
  dueOf(memory: Memory, now: number): number;
  /** The predicted probability of recall at a time, if the card is not answered before. */
  recall(memory: Memory, at: number): number;
}

/** Changes with the library and with the rules below: rows of another version are folded anew. */
export const SCHEDULER_VERSION = `${FSRSVersion}, 1`;

const LEARNING = [1 * MINUTE, 10 * MINUTE] as const;
const RELEARNING = [10 * MINUTE] as const;
const LONGEST = 36_500; // days
/** Two answers this far apart have a night between them. */
const NIGHT = 8 * HOUR;

const fsrs = new FSRSAlgorithm({});

/**
 * Whole days between two answers. Calendar days would need a time zone, and devices in two zones would fold one log into
 * two memories; full days of 24 hours would take an evening and the next afternoon for the same day.
 */
function daysBetween(from: number, to: number): number {
  return to - from < NIGHT ? 0 : Math.max(1, Math.round((to - from) / DAY));
}

/** Days until recall falls to `modifier`'s retention: whole, at least one. */
const interval = (stability: number, modifier: number): number => Math.min(LONGEST, Math.max(1, Math.round(stability * modifier)));

/** The step after this answer and the wait until it, or null when the card leaves the steps. */
function nextStep(steps: readonly number[], step: number, rating: Rating): { step: number; wait: number } | null {
  const first = steps[0]!;
  if (rating === 1) return { step: 0, wait: first };
  if (rating === 4) return null;
  if (rating === 2) return { step, wait: step > 0 ? steps[step]! : steps.length > 1 ? (first + steps[1]!) / 2 : first * 1.5 };
  const wait = steps[step + 1];
  return wait === undefined ? null : { step: step + 1, wait };
}

/** The memory after an answer. A time before the last answer counts as the same day. */
export function review(memory: Memory | null, rating: Rating, now: number): Memory {
  const { stability, difficulty } = fsrs.next_state(memory, memory ? daysBetween(memory.last, now) : 0, rating);
  const was = memory ? memory.state : 1;
  const forgotten = was === 2 && rating === 1;
  const next = forgotten
    ? { step: 0, wait: RELEARNING[0] }
    : was === 2
      ? null
      : nextStep(was === 1 ? LEARNING : RELEARNING, memory ? memory.step : 0, rating);
  return {
    due: now + (next ? next.wait : interval(stability, 1) * DAY),
    first: memory ? memory.first : now,
    last: now,
    stability,
    difficulty,
    state: next ? (forgotten ? 3 : was) : 2,
    step: next ? next.step : 0,
    reps: (memory ? memory.reps : 0) + 1,
    lapses: (memory ? memory.lapses : 0) + (forgotten ? 1 : 0),
  };
}

/** The predicted probability of recall at a time, if the card is not answered before. */
export function recall(memory: Memory, at: number): number {
  return fsrs.forgetting_curve(Math.max(0, at - memory.last) / DAY, memory.stability);
}

/** A scheduler for what a learner chose. Throws `RangeError` for a retention outside 0 to 1. */
export function makeScheduler(targets: Targets): Scheduler {
  const { retention, interview } = targets;
  if (!(retention > 0 && retention <= 1)) throw new RangeError(`A retention is above 0 and at most 1, not ${retention}.`);
  const modifier = fsrs.calculate_interval_modifier(retention);
  return {
    targets,
    review,
    recall,
    preview: (memory, now) => ({
      1: review(memory, 1, now),
      2: review(memory, 2, now),
      3: review(memory, 3, now),
      4: review(memory, 4, now),
    }),
    dueOf(memory, now) {
      if (memory.state !== 2) return memory.due;
      const due = memory.last + interval(memory.stability, modifier) * DAY;
      return interview === null || interview <= now ? due : capped(due, memory.last, interview);
    },
  };
}
