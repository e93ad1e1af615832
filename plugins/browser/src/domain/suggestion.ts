/** The rating that an answer given aloud deserves, from what of the strong answer was in it. Pure; a learner may overrule it. */

import { MINUTE } from "./durations.ts";
import type { Rating } from "./events.ts";

/** Less of the strong answer than this is a start, not an answer; with so much of it, it would convince. */
const SOME = 0.4;
const MOST = 0.75;

/**
 * `ticked` of `points` were said within `spoken` milliseconds; `minutes` is the time the question is worth, null where
 * it has none. Easy takes every point in half that time; whoever needs twice the time found it hard. Null without points.
 */
export function suggest(points: number, ticked: number, spoken: number, minutes: number | null): Rating | null {
  if (!points) return null;
  const share = ticked / points;
  if (share < SOME) return 1;
  const worth = minutes === null ? null : minutes * MINUTE;
  if (share < MOST || (worth !== null && spoken > 2 * worth)) return 2;
  return share === 1 && worth !== null && spoken <= worth / 2 ? 4 : 3;
}
