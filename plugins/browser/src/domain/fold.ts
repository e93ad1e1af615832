/**
 * The log folded into rows: what follows from a card's events, in order. Pure.
 * What must not live here: where events and rows are kept (`storage/`), and what a setting makes of a row.
 */

import type { CardRow } from "./card-row.ts";
import { inOrder, isCardEvent, type CardEvent, type LogEvent } from "./events.ts";
import { review, SCHEDULER_VERSION } from "./scheduler.ts";

const NOTHING = { memory: null, suspended: false, marked: false, added: false } as const;

/**
 * The row after one event that is later than all before it. An undo takes back what is already folded, so it needs
 * the card's events (`foldCard`); here it throws.
 */
function advance(row: CardRow | undefined, event: CardEvent): CardRow {
  if (event.type === "undo") throw new Error(`The undo ${event.id} cannot be folded without the events of ${event.card}.`);
  return step(row, event, true);
}

/** `counts` is false for a review that was undone: it leaves nothing but its place in time. */
function step(row: CardRow | undefined, event: CardEvent, counts: boolean): CardRow {
  const { memory, suspended, marked, added } = row ?? NOTHING;
  return {
    card: event.card,
    memory: event.type === "review" && counts ? review(memory, event.rating, event.at) : memory,
    suspended: event.type === "suspend" ? event.on : suspended,
    marked: event.type === "mark" ? event.on : marked,
    added: event.type === "add" ? event.on : added,
    lastAt: event.at,
    lastId: event.id,
  };
}

/** The row of one card's events, which may stand in any order. Throws for none. */
function foldCard(events: readonly CardEvent[]): CardRow {
  const undone = new Set<string>();
  for (const event of events) if (event.type === "undo") undone.add(event.of);
  let row: CardRow | undefined;
  for (const event of [...events].sort(inOrder)) row = step(row, event, !undone.has(event.id));
  if (!row) throw new Error("A row needs at least one event.");
  return row;
}

/** The `Folding` a store is handed: how rows follow from events. No setting has a part in it (see `scheduler.ts`), so there is one for all learners. */
export const folding = { version: SCHEDULER_VERSION, advance, foldCard } as const;

/** All rows of a log in any order, by card. */
export function foldAll(events: Iterable<LogEvent>): Map<string, CardRow> {
  const byCard = new Map<string, CardEvent[]>();
  for (const event of events) {
    if (!isCardEvent(event)) continue;
    const known = byCard.get(event.card);
    if (known) known.push(event);
    else byCard.set(event.card, [event]);
  }
  return new Map([...byCard].map(([card, its]) => [card, foldCard(its)]));
}

/** The union of logs by id, in order: an id names one event, so it does not matter which log is asked first. */
export function merge(...logs: readonly (readonly LogEvent[])[]): LogEvent[] {
  return [...new Map(logs.flat().map((event) => [event.id, event])).values()].sort(inOrder);
}
