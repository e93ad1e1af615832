/**
 * What an interview's date changes: cards come once more in the week before it, and a forecast says what would be forgotten.
 * Pure; `interview` is the start of its local day in milliseconds since 1970. Days are worked out elsewhere (`days.ts`).
 */

import type { CardRow, Memory } from "./card-row.ts";
import { DAY } from "./durations.ts";

const LAST_WEEK = 7;

/**
 * A card that would come on the interview's day or later comes in the week before it instead; one that was answered in
 * that week has come. The second of its last answer picks the day: arbitrary but fixed, so that the cards do not
 * all come on the last one.
 */
export function capped(due: number, last: number, interview: number): number {
  if (due < interview || last >= interview - LAST_WEEK * DAY) return due;
  return Math.max(last + DAY, interview - (1 + (Math.floor(last / 1000) % LAST_WEEK)) * DAY);
}

/** How one component stands: of its `cards`, `unseen` were never answered, and `below` would be recalled too seldom. */
export interface ComponentForecast {
  readonly component: string;
  readonly cards: number;
  readonly unseen: number;
  readonly below: number;
}

/**
 * How each component would stand on the interview's day if nothing more were answered, in the order of the cards given.
 * `target` is the recall wanted; suspended cards do not count.
 */
export function forecast(
  cards: Iterable<{ readonly key: string; readonly component: string }>,
  rows: ReadonlyMap<string, CardRow>,
  recall: (memory: Memory, at: number) => number,
  interview: number,
  target: number,
): readonly ComponentForecast[] {
  const found = new Map<string, { component: string; cards: number; unseen: number; below: number }>();
  for (const { key, component } of cards) {
    const row = rows.get(key);
    if (row?.suspended) continue;
    let sum = found.get(component);
    if (!sum) found.set(component, (sum = { component, cards: 0, unseen: 0, below: 0 }));
    sum.cards += 1;
    if (!row?.memory) sum.unseen += 1;
    else if (recall(row.memory, interview) < target) sum.below += 1;
  }
  return [...found.values()];
}
