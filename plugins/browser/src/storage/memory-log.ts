/** The log in memory, for as long as the page lives. */

import type { CardRow } from "../domain/card-row.ts";
import { inOrder, isCardEvent, type CardEvent, type LogEvent } from "../domain/events.ts";
import { histories } from "./histories.ts";
import type { Folding, Log } from "./store.ts";

export class MemoryLog implements Log {
  readonly #folding: Folding;
  readonly #events = new Map<string, LogEvent>();
  readonly #rows = new Map<string, CardRow>();
  /** Rows whose events are out of reach: what follows is folded on top of them. */
  readonly #bases = new Map<string, CardRow>();
  readonly #notes = new Map<string, string>();

  /** Begins with `events` and the rows folded from them; the events of a row may be missing, but then all of them. */
  constructor(folding: Folding, events: readonly LogEvent[] = [], rows: readonly CardRow[] = []) {
    this.#folding = folding;
    for (const event of events) this.#events.set(event.id, event);
    const whole = histories(events.filter(isCardEvent));
    for (const row of rows) {
      this.#rows.set(row.card, row);
      if (!whole.has(row.card)) this.#bases.set(row.card, row);
    }
  }

  async rows(): Promise<readonly CardRow[]> {
    return [...this.#rows.values()];
  }

  async others(): Promise<readonly LogEvent[]> {
    return this.#select((event) => !isCardEvent(event));
  }

  async events(since = -Infinity): Promise<readonly LogEvent[]> {
    return this.#select((event) => event.at >= since);
  }

  async eventsOf(card: string): Promise<readonly CardEvent[]> {
    return this.#select((event) => isCardEvent(event) && event.card === card) as CardEvent[];
  }

  async countReviews(): Promise<number> {
    return this.#select((event) => event.type === "review").length;
  }

  async append(events: readonly LogEvent[]): Promise<readonly CardRow[]> {
    const cards = new Set<string>();
    for (const event of events) {
      if (this.#events.has(event.id)) continue;
      this.#events.set(event.id, event);
      if (isCardEvent(event)) cards.add(event.card);
    }
    const touched = this.#select((event) => isCardEvent(event) && cards.has(event.card)) as CardEvent[];
    const changed = [...histories(touched).values()].map((history) => this.#fold(history));
    for (const row of changed) this.#rows.set(row.card, row);
    return changed;
  }

  async note(name: string): Promise<string | undefined> {
    return this.#notes.get(name);
  }

  async setNote(name: string, value: string): Promise<void> {
    this.#notes.set(name, value);
  }

  async erase(): Promise<void> {
    for (const kept of [this.#events, this.#rows, this.#bases, this.#notes]) kept.clear();
  }

  #fold(history: readonly CardEvent[]): CardRow {
    const base = this.#bases.get(history[0]!.card);
    if (!base) return this.#folding.foldCard(history);
    const undone = new Set(history.map((event) => (event.type === "undo" ? event.of : "")));
    // What is not later than the row may well be in it.
    const counts = history.filter((event) => event.type !== "undo" && !undone.has(event.id) && event.at > base.lastAt);
    return counts.reduce((row, event) => this.#folding.advance(row, event), base);
  }

  #select(wanted: (event: LogEvent) => boolean): LogEvent[] {
    return [...this.#events.values()].filter(wanted).sort(inOrder);
  }
}
