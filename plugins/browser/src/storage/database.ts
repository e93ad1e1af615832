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

/** What is about no card: ticks and settings. */
export type Other = Exclude<LogEvent, CardEvent>;

/** What a card's row follows from: its part of the log, in order. `last` is the time of the newest event. */
export interface History {
  readonly card: string;
  readonly last: number;
  readonly events: readonly CardEvent[];
}

/**
 * The log lies by card: with a record for each event, a browser takes ten seconds to import 50,000 of them and one and a half to read them
 * again; so, a fifteenth of that. `others` is the rest of the log.
 */
export interface Schema extends DBSchema {
  histories: { key: string; value: History; indexes: { last: number } };
  others: { key: string; value: Other };
  rows: { key: string; value: CardRow };
  state: { key: "state"; value: State };
  notes: { key: string; value: string };
}

export type Database = IDBPDatabase<Schema>;
export type Transaction = IDBPTransaction<Schema, StoreNames<Schema>[], "readwrite">;

/** Step n makes version n + 1 of version n. Never change a step that was released: add one, and its fixture to the tests. */
const STEPS: readonly ((database: Database) => void)[] = [
  (database) => {
    database.createObjectStore("histories", { keyPath: "card" }).createIndex("last", "last");
    database.createObjectStore("others", { keyPath: "id" });
    database.createObjectStore("rows", { keyPath: "card" });
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
  // Strict: a review survives a power cut, too. Measured in Chromium, that is 1.7 ms a review instead of 1.6.
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
