/**
 * The database: its stores, how each version of it came from the one before, and transactions that hold or change nothing.
 * What is in the stores, and when, is for `indexed-log.ts`.
 */

import { wrap, type DBSchema, type IDBPDatabase, type IDBPTransaction, type StoreNames } from "idb";

import type { CardRow } from "../domain/card-row.ts";
import type { CardEvent, LogEvent } from "../domain/events.ts";

/** Of which folding the rows are ("" when of several), and how many reviews the log has: counting them is slow. */
export interface State {
  readonly folding: string;
  readonly reviews: number;
}

export interface Schema extends DBSchema {
  /** The log. Both indexes are in the order of the fold; only events of a card are in `card`. */
  events: { key: string; value: LogEvent; indexes: { card: [card: string, at: number, id: string]; time: [at: number, id: string] } };
  rows: { key: string; value: CardRow };
  /** The log's ticks and settings once more: few among many. */
  others: { key: string; value: Exclude<LogEvent, CardEvent> };
  state: { key: "state"; value: State };
  notes: { key: string; value: string };
}

export type Database = IDBPDatabase<Schema>;
export type Transaction = IDBPTransaction<Schema, StoreNames<Schema>[], "readwrite">;

/** Step n makes version n + 1 of version n. Never change a step that was released: add one, and its fixture to the tests. */
const STEPS: readonly ((database: Database) => void)[] = [
  (database) => {
    const events = database.createObjectStore("events", { keyPath: "id" });
    events.createIndex("card", ["card", "at", "id"]);
    events.createIndex("time", ["at", "id"]);
    database.createObjectStore("rows", { keyPath: "card" });
    database.createObjectStore("others", { keyPath: "id" });
    database.createObjectStore("state");
    database.createObjectStore("notes");
  },
];

export const VERSION = STEPS.length;

/** Opens the database, upgraded if need be. Stays pending while another tab holds an older version open; rejects with a DOMException. */
export async function openDatabase(factory: IDBFactory, name: string): Promise<Database> {
  const request = factory.open(name, VERSION);
  request.onupgradeneeded = ({ oldVersion }) => {
    const database = wrap(request.result) as unknown as Database;
    for (const step of STEPS.slice(oldVersion)) step(database);
  };
  return (await wrap(request)) as unknown as Database;
}

/**
 * One transaction over all stores: `work` may wait for its requests only. Rejects, with nothing changed, with what `work` threw or with
 * the DOMException that ended the transaction.
 */
export async function change<T>(database: Database, work: (transaction: Transaction) => Promise<T>): Promise<T> {
  const stores = [...database.objectStoreNames];
  const transaction = database.transaction(stores, "readwrite", { durability: "strict" });
  const done = transaction.done.then(() => null, (error: unknown) => ({ error }));
  try {
    const result = await work(transaction);
    const failed = await done;
    if (failed) throw failed.error;
    return result;
  } catch (error) {
    try {
      transaction.abort();
    } catch {
      // It has ended by itself.
    }
    await done;
    // A request of a transaction that was ended says only that it was; the transaction says why.
    throw transaction.error ?? error;
  }
}
