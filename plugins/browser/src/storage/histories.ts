/** The events of each card, apart. */

import type { CardEvent } from "../domain/events.ts";

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
