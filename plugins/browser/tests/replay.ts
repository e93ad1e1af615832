/**
 * Replays histories given on standard input, for a comparison with another scheduler.
 * In: `[{ retention, answers: [[at, rating], …] }, …]`; out: for each history, what is known after each answer.
 * Times are milliseconds since 1970; `recall` is that of ten days after the answer.
 */

import { readFileSync } from "node:fs";

import type { Memory } from "../src/domain/card-row.ts";
import { DAY } from "../src/domain/durations.ts";
import type { Rating } from "../src/domain/events.ts";
import { makeScheduler } from "../src/domain/scheduler.ts";

interface History {
  readonly retention: number;
  readonly answers: readonly (readonly [number, Rating])[];
}

function replay({ retention, answers }: History): unknown[] {
  const scheduler = makeScheduler({ retention, interview: null });
  let memory: Memory | null = null;
  return answers.map(([at, rating]) => {
    memory = scheduler.review(memory, rating, at);
    const { stability, difficulty, state, step } = memory;
    return { stability, difficulty, state, step, due: scheduler.dueOf(memory, at), recall: scheduler.recall(memory, at + 10 * DAY) };
  });
}

console.log(JSON.stringify((JSON.parse(readFileSync(0, "utf8")) as History[]).map(replay)));
