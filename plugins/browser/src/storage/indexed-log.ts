/** The log in an open IndexedDB database. Everything rejects with a DOMException when the device refuses. */

import type { CardRow } from "../domain/card-row.ts";
import { inOrder, isCardEvent, type CardEvent, type LogEvent } from "../domain/events.ts";
import { change, type Database, type Transaction } from "./database.ts";
import { histories } from "./histories.ts";
import type { Folding, Log } from "./store.ts";

/** From so many events on, reading all known ids is faster than asking for each. */
const MANY = 200;
/** Events folded in one go: about a tenth of a second on a slow phone. */
const CHUNK = 4000;

// Among keys a list is greater than every number, so [card, []] comes behind all events of a card.
const behind = (card: string): IDBValidKey => [card, []];
const ofCard = (card: string): IDBKeyRange => IDBKeyRange.bound([card], behind(card));

/** Starts a write without waiting. If it fails, so does its transaction, and that is reported. */
const start = (request: Promise<unknown>): void => void request.catch(() => undefined);

export class IndexedLog implements Log {
  readonly #database: Database;
  readonly #folding: Folding;

  constructor(database: Database, folding: Folding) {
    this.#database = database;
    this.#folding = folding;
  }

  rows(): Promise<readonly CardRow[]> {
    return this.#database.getAll("rows");
  }

  async others(): Promise<readonly LogEvent[]> {
    return (await this.#database.getAll("others")).sort(inOrder);
  }

  async events(since?: number): Promise<readonly LogEvent[]> {
    if (since !== undefined) return this.#database.getAllFromIndex("events", "time", IDBKeyRange.lowerBound([since]));
    // The whole store, sorted here, is read faster than the whole index.
    return (await this.#database.getAll("events")).sort(inOrder);
  }

  async eventsOf(card: string): Promise<readonly CardEvent[]> {
    return (await this.#database.getAllFromIndex("events", "card", ofCard(card))) as CardEvent[];
  }

  async countReviews(): Promise<number> {
    return (await this.#database.get("state", "state"))?.reviews ?? 0;
  }

  async append(events: readonly LogEvent[]): Promise<readonly CardRow[]> {
    if (!events.length) return [];
    return change(this.#database, async (transaction) => {
      const known = await knownIds(transaction, events);
      const fresh = [...new Map(events.filter(({ id }) => !known.has(id)).map((event) => [event.id, event])).values()];
      if (!fresh.length) return [];
      const log = transaction.objectStore("events");
      for (const event of fresh) {
        start(log.add(event));
        if (!isCardEvent(event)) start(transaction.objectStore("others").add(event));
      }
      const states = transaction.objectStore("state");
      const { version } = this.#folding;
      const state = (await states.get("state")) ?? { folding: version, reviews: 0 };
      const reviews = state.reviews + fresh.filter(({ type }) => type === "review").length;
      // A tab of another version may have folded the other rows since this one looked: then all are made anew at the next visit.
      start(states.put({ folding: state.folding === version ? version : "", reviews }, "state"));
      // Cards are always folded from all their events: those are few, and no order of arrival can then make a difference.
      const cards = [...new Set(fresh.filter(isCardEvent).map(({ card }) => card))].sort();
      const each = await Promise.all(cards.map((card) => log.index("card").getAll(ofCard(card))));
      return this.#fold(transaction, each as CardEvent[][]);
    });
  }

  /** Makes all rows anew if another folding made them. In pieces, so that the page stays awake; one that was cut short begins anew. */
  async refold(): Promise<void> {
    const { version } = this.#folding;
    const state = await this.#database.get("state", "state");
    if (!state || state.folding === version) return;
    let from: IDBValidKey = [];
    for (let last: string | null = ""; last !== null; ) {
      last = await change(this.#database, (transaction) => this.#refoldFrom(transaction, from));
      from = behind(last ?? "");
    }
    await change(this.#database, async (transaction) => {
      const { reviews } = (await transaction.objectStore("state").get("state")) ?? { reviews: 0 };
      start(transaction.objectStore("state").put({ folding: version, reviews }, "state"));
    });
  }

  note(name: string): Promise<string | undefined> {
    return this.#database.get("notes", name);
  }

  async setNote(name: string, value: string): Promise<void> {
    await this.#database.put("notes", value, name);
  }

  // Emptied rather than deleted: a deletion would wait for every other tab.
  erase(): Promise<void> {
    return change(this.#database, async (transaction) => {
      for (const name of [...transaction.objectStoreNames]) start(transaction.objectStore(name).clear());
    });
  }

  close(): void {
    this.#database.close();
  }

  /** Folds the cards of the next chunk; returns the last of them, or null when there is none. */
  async #refoldFrom(transaction: Transaction, from: IDBValidKey): Promise<string | null> {
    const index = transaction.objectStore("events").index("card");
    const events = (await index.getAll(IDBKeyRange.lowerBound(from), CHUNK)) as CardEvent[];
    const last = events.at(-1)?.card;
    if (last === undefined) return null;
    const chunk = histories(events);
    // The end of the chunk may have cut it.
    chunk.set(last, (await index.getAll(ofCard(last))) as CardEvent[]);
    this.#fold(transaction, [...chunk.values()]);
    return last;
  }

  #fold(transaction: Transaction, each: readonly (readonly CardEvent[])[]): CardRow[] {
    const rows = each.map((events) => this.#folding.foldCard(events));
    for (const row of rows) start(transaction.objectStore("rows").put(row));
    return rows;
  }
}

async function knownIds(transaction: Transaction, events: readonly LogEvent[]): Promise<ReadonlySet<string | undefined>> {
  const log = transaction.objectStore("events");
  return new Set(events.length < MANY ? await Promise.all(events.map(({ id }) => log.getKey(id))) : await log.getAllKeys());
}
