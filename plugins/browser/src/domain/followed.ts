/**
 * What the log says about following a plan: tasks done, and days on which the rest was planned anew. Pure.
 */

import { type Day, isDay } from "./days.ts";
import type { LogEvent } from "./events.ts";
import { inOrder } from "./events.ts";

/** From `at` on, which lies in the day `day`, what was not done by then is laid out anew. */
export interface Resumption {
  readonly at: number;
  readonly day: Day;
}

/** What the log says about following a plan. */
export interface Followed {
  /** When plan or start were chosen last; what was done before is not laid out. Infinity: nothing is chosen yet. */
  readonly since: number;
  /** Tasks that are done, and when they were ticked first. */
  readonly ticks: ReadonlyMap<string, number>;
  readonly resumed: readonly Resumption[];
}

/** Ticks and resumptions. Another plan or start ends the resumptions; `planResumed` with null takes back the last. */
export function readFollowed(events: Iterable<LogEvent>): Followed {
  const ticks = new Map<string, number>();
  let since = Infinity;
  let resumed: Resumption[] = [];
  for (const event of [...events].sort(inOrder)) {
    if (event.type === "tick") {
      if (!event.on) ticks.delete(event.task);
      else if (!ticks.has(event.task)) ticks.set(event.task, event.at);
    } else if (event.type === "setting") {
      if (event.name === "plan" || event.name === "planStart") {
        since = event.at;
        resumed = [];
      } else if (event.name === "planResumed") {
        if (typeof event.value === "string" && isDay(event.value)) resumed.push({ at: event.at, day: event.value });
        else if (event.value === null) resumed.pop();
      }
    }
  }
  return { since, ticks, resumed };
}
