/** The events of each card, apart, and two such lists made one. */

import { inOrder, type CardEvent } from "../domain/events.ts";

/** The events by card; cards and events keep the order they come in. */
export function histories(events: Iterable<CardEvent>): Map<string, CardEvent[]> {
  const found = new Map<string, CardEvent[]>();
  for (const event of events) {
    const history = found.get(event.card);
    if (history) history.push(event);
    else found.set(event.card, [event]);
  }
  return found;
}

/** The events of both, in order; of two with one id, the one that was known. */
export function union(known: readonly CardEvent[], given: readonly CardEvent[]): CardEvent[] {
  return [...new Map([...given, ...known].map((event) => [event.id, event])).values()].sort(inOrder);
}
