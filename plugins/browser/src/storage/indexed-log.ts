/** The log in an open IndexedDB database. Everything rejects with a DOMException when the device refuses. */

import type { CardRow } from "../domain/card-row.ts";
import { inOrder, isCardEvent, type CardEvent, type LogEvent } from "../domain/events.ts";
import { change, type Database, type History, type Other, type Transaction } from "./database.ts";
import { histories, union } from "./histories.ts";
import type { Folding, Log } from "./store.ts";

/** Cards folded in one go: less than a tenth of a second on a slow phone. */
const CHUNK = 200;

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

  async events(since = -Infinity): Promise<readonly LogEvent[]> {
    const from = IDBKeyRange.lowerBound(since);
    // The whole store is read faster than the whole index.
    const wanted = since > -Infinity ? this.#database.getAllFromIndex("histories", "last", from) : this.#database.getAll("histories");
    const [each, others] = await Promise.all([wanted, this.#database.getAll("others")]);
    return [...each.flatMap(({ events }) => events), ...others].filter(({ at }) => at >= since).sort(inOrder);
  }

  async eventsOf(card: string): Promise<readonly CardEvent[]> {
    return (await this.#database.get("histories", card))?.events ?? [];
  }

  async countReviews(): Promise<number> {
    return (await this.#database.get("state", "state"))?.reviews ?? 0;
  }

  async append(events: readonly LogEvent[]): Promise<readonly CardRow[]> {
    if (!events.length) return [];
    const given = histories(events.filter(isCardEvent));
    const cards = [...given.keys()].sort();
    const rest = events.filter((event): event is Other => !isCardEvent(event));
    return change(this.#database, async (transaction) => {
      if (rest.length) await appendOthers(transaction, rest);
      const known = await Promise.all(cards.map((card) => transaction.objectStore("histories").get(card)));
      const grown: History[] = [];
      let reviews = 0;
      for (const [index, card] of cards.entries()) {
        const before = known[index]?.events ?? [];
        const after = union(before, given.get(card)!);
        if (after.length === before.length) continue;
        grown.push({ card, last: after.at(-1)!.at, events: after });
        reviews += countReviews(after) - countReviews(before);
      }
      for (const history of grown) start(transaction.objectStore("histories").put(history));
      if (grown.length) await this.#count(transaction, reviews);
      // Cards are always folded from all their events: those are few, and no order of arrival can then make a difference.
      return this.#fold(transaction, grown);
    });
  }

  /** Makes all rows anew if another folding made them. In pieces, so that the page stays awake; one that was cut short begins anew. */
  async refold(): Promise<void> {
    const { version } = this.#folding;
    const state = await this.#database.get("state", "state");
    if (!state || state.folding === version) return;
    for (let last: string | undefined = ""; last !== undefined; ) {
      const from = IDBKeyRange.lowerBound(last, true);
      last = await change(this.#database, async (transaction) => {
        const chunk = await transaction.objectStore("histories").getAll(from, CHUNK);
        return this.#fold(transaction, chunk).at(-1)?.card;
      });
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

  async #count(transaction: Transaction, reviews: number): Promise<void> {
    const states = transaction.objectStore("state");
    const { version } = this.#folding;
    const state = (await states.get("state")) ?? { folding: version, reviews: 0 };
    // A tab of another version may have folded the other rows since this one looked: then all are made anew at the next visit.
    start(states.put({ folding: state.folding === version ? version : "", reviews: state.reviews + reviews }, "state"));
  }

  #fold(transaction: Transaction, each: readonly History[]): CardRow[] {
    const rows = each.map(({ events }) => this.#folding.foldCard(events));
    for (const row of rows) start(transaction.objectStore("rows").put(row));
    return rows;
  }
}

async function appendOthers(transaction: Transaction, events: readonly Other[]): Promise<void> {
  const others = transaction.objectStore("others");
  const known = new Set(await others.getAllKeys());
  for (const event of events) {
    if (known.has(event.id)) continue;
    known.add(event.id);
    start(others.add(event));
  }
}

const countReviews = (events: readonly LogEvent[]): number => events.filter(({ type }) => type === "review").length;
