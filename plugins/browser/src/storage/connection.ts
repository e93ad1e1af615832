/** The way to the database: opened when needed, opened again when it was lost, and given up for another tab that needs a newer version. */

import { openDatabase, type Database } from "./database.ts";
import { IndexedLog } from "./indexed-log.ts";
import type { Folding } from "./store.ts";

/** What a lost connection looks like: phones cut it while a page sleeps. */
const LOST: ReadonlySet<string> = new Set(["InvalidStateError", "UnknownError"]);

export interface Place {
  /** The database's name: must hold the site's path, since many sites may share one origin. */
  readonly name: string;
  /** Reading a browser's `indexedDB` may itself be refused, hence a function. */
  readonly indexedDB: () => IDBFactory | undefined;
}

export class Connection {
  /** The log while it can be reached. */
  log: IndexedLog | null = null;
  readonly #folding: Folding;
  readonly #place: Place;
  readonly #leave: (log: IndexedLog) => Promise<void>;
  #reached: Promise<Database> | null = null;
  #opening: Promise<IndexedLog> | null = null;
  #ended = false;

  /** `leave` is called, and waited for, before the connection is closed for a newer version. */
  constructor(folding: Folding, place: Place, leave: (log: IndexedLog) => Promise<void>) {
    this.#folding = folding;
    this.#place = place;
    this.#leave = leave;
  }

  /** Does `work`, if need be with a new connection. Rejects with what kept it from being done; with a TimeoutError after `patience` ms of opening. */
  async use<T>(patience: number, work: (log: IndexedLog) => Promise<T>): Promise<T> {
    const log = await this.#inTime(patience);
    try {
      return await work(log);
    } catch (error) {
      if (!(error instanceof DOMException && LOST.has(error.name))) throw error;
      this.#drop(log);
      // Why the first one was lost tells more than that there is no second one; but for a newer version, which is the reason itself.
      const again = await this.#inTime(patience).catch((second: DOMException) => Promise.reject(second.name === "VersionError" ? second : error));
      return work(again);
    }
  }

  /** Resolves when the log is open, however long that takes. */
  open(): Promise<IndexedLog> {
    if (!this.#opening) {
      this.#reached = (async () => {
        const factory = this.#place.indexedDB();
        if (!factory) throw new DOMException("this browser has no database", "NotSupportedError");
        return openDatabase(factory, this.#place.name);
      })();
      this.#opening = this.#begin(this.#reached);
      this.#opening.catch(() => (this.#opening = null));
    }
    return this.#opening;
  }

  /** Closes for good. */
  end(): void {
    this.#ended = true;
    if (this.log) this.#drop(this.log);
  }

  async #begin(reached: Promise<Database>): Promise<IndexedLog> {
    const database = await reached;
    const log = new IndexedLog(database, this.#folding);
    database.onclose = () => this.#drop(log);
    database.onversionchange = () => void this.#leave(log).finally(() => this.#drop(log));
    if (this.#ended) this.#drop(log);
    await log.refold();
    this.log = log;
    return log;
  }

  #drop(log: IndexedLog): void {
    log.close();
    if (this.log !== log) return;
    this.log = null;
    this.#opening = null;
  }

  /** Only reaching the database is hurried: to make its rows anew takes as long as it takes. */
  async #inTime(patience: number): Promise<IndexedLog> {
    const opening = this.open();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new DOMException("the database did not open in time", "TimeoutError")), patience);
    });
    await Promise.race([this.#reached, late]).finally(() => clearTimeout(timer));
    return opening;
  }
}
