/** What comes after today. Pure. */

import type { CardRow, Memory } from "./card-row.ts";
import type { CardEntry } from "./contract.ts";

/** The first time after `until` at which one of these cards is due, and how many are by the end of that day; null when none is. */
export function nextUp(
  cards: readonly CardEntry[],
  rows: ReadonlyMap<string, CardRow>,
  wanted: (card: CardEntry, row: CardRow | undefined) => boolean,
  dueOf: (memory: Memory) => number,
  until: number,
  endOfDay: (at: number) => number,
): { readonly at: number; readonly cards: number } | null {
  const dues: number[] = [];
  for (const card of cards) {
    const row = rows.get(card.key);
    if (!row?.memory || row.suspended || !wanted(card, row)) continue;
    const due = dueOf(row.memory);
    if (due >= until) dues.push(due);
  }
  if (!dues.length) return null;
  const at = dues.reduce((a, b) => Math.min(a, b));
  const end = endOfDay(at);
  return { at, cards: dues.filter((due) => due < end).length };
}
