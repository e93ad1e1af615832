/**
 * The store a page works with: the database where that can be reached, and memory where not, with the reason.
 * A learner's situation (storage blocked, full, in use by a newer version, a lost connection) is never an error here.
 */

import type { CardRow } from "../domain/card-row.ts";
import type { CardEvent, LogEvent } from "../domain/events.ts";
import { Connection, type Place } from "./connection.ts";
import { Journal, type Notebook } from "./journal.ts";
import { MemoryLog } from "./memory-log.ts";
import type { Folding, Log, Store, Trouble } from "./store.ts";
import { Tabs, type Word } from "./tabs.ts";

export interface Surroundings extends Place {
  /** Opens the channel between the tabs of the site. */
  readonly channel: (name: string) => BroadcastChannel;
  /** Where to write down at once what the database keeps a moment later. */
  readonly notebook?: () => Notebook | undefined;
  /** Waited for before what was written down goes into the database. */
  readonly calm?: () => Promise<void>;
  /** How long to wait for the database, in milliseconds: another tab may hold it, and some browsers hang. */
  readonly patience?: number;
}

/** Refusals of what was handed in, not of the device. */
const MISTAKES: ReadonlySet<string> = new Set(["DataError", "DataCloneError"]);

/** Opens the store of a site. Rejects for mistakes of ours only. */
export async function openStore(folding: Folding, surroundings: Surroundings): Promise<Store> {
  const store = new SafeStore(folding, surroundings);
  await store.catchUp();
  return store;
}

class SafeStore implements Store {
  trouble: Trouble | null = null;
  readonly #folding: Folding;
  readonly #patience: number;
  readonly #calm: () => Promise<void>;
  readonly #connection: Connection;
  readonly #journal: Journal;
  readonly #tabs: Tabs;
  readonly #listeners = new Set<(cards: readonly string[] | null) => void>();
  /** In trouble: all there is to know, that is the database's content as far as it can be read, and `#unsaved`. */
  #aside: MemoryLog | null = null;
  /** The rows as last seen: all that is left of the log where a full device lets nobody read either. */
  readonly #seen = new Map<string, CardRow>();
  /** What the database has yet to take. */
  #unsaved: readonly LogEvent[] = [];
  #expecting = false;
  /** Ends with the work in hand: one after another, so that nothing comes in between reading and stepping aside. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(folding: Folding, surroundings: Surroundings) {
    this.#folding = folding;
    this.#patience = surroundings.patience ?? 3000;
    this.#calm = surroundings.calm ?? (() => Promise.resolve());
    this.#connection = new Connection(folding, surroundings, () => this.#inTurn(async () => void (await this.#stepAside("newer"))));
    this.#journal = new Journal(surroundings.name, surroundings.notebook ?? (() => undefined));
    this.#tabs = new Tabs(() => surroundings.channel(surroundings.name), (word) => void this.#inTurn(() => this.#hear(word)));
  }

  rows(): Promise<readonly CardRow[]> {
    return this.#read(async (log) => this.#see(await log.rows()));
  }

  others(): Promise<readonly LogEvent[]> {
    return this.#read((log) => log.others());
  }

  events(since?: number): Promise<readonly LogEvent[]> {
    return this.#read((log) => log.events(since));
  }

  eventsOf(card: string): Promise<readonly CardEvent[]> {
    return this.#read((log) => log.eventsOf(card));
  }

  countReviews(): Promise<number> {
    return this.#read((log) => log.countReviews());
  }

  /** Keeps what earlier pages could only write down. */
  async catchUp(): Promise<void> {
    await this.#inTurn(() => this.#append(this.#journal.read()));
  }

  append(events: readonly LogEvent[]): Promise<readonly CardRow[]> {
    this.#journal.write(events);
    return this.#inTurn(async () => {
      await this.#calm();
      return this.#append(events);
    });
  }

  note(name: string): Promise<string | undefined> {
    return this.#inTurn(async () => (await this.#aside?.note(name)) ?? this.#do((log) => log.note(name)));
  }

  setNote(name: string, value: string): Promise<void> {
    return this.#inTurn(async () => {
      await this.#aside?.setNote(name, value);
      await this.#do((log) => log.setNote(name, value));
    });
  }

  erase(): Promise<void> {
    return this.#inTurn(async () => {
      this.#forget();
      this.#journal.clear();
      await this.#do(async (log) => {
        await log.erase();
        this.#recover();
      }, (aside) => aside.erase());
      this.#tabs.say({ changed: null });
    });
  }

  onElsewhere(listener: (cards: readonly string[] | null) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#tabs.close();
    void this.#inTurn(async () => this.#connection.end());
  }

  async #append(events: readonly LogEvent[]): Promise<readonly CardRow[]> {
    const all = [...this.#unsaved, ...events];
    return this.#do(
      async (log) => {
        const changed = this.#see(await log.append(all));
        this.#journal.strike(all);
        this.#recover();
        if (all.length) this.#tabs.say({ changed: changed.map(({ card }) => card) });
        return changed;
      },
      async (aside) => {
        this.#unsaved = all;
        // The tab with the newer version can write: it keeps these for us.
        if (this.trouble === "newer" && all.length) this.#tabs.say({ keep: all });
        return aside.append(events);
      },
    );
  }

  #read<T>(work: (log: Log) => Promise<T>): Promise<T> {
    return this.#inTurn(() => (this.#aside ? work(this.#aside) : this.#do(work)));
  }

  /** Does `work` with the database, else `instead` with memory. In trouble nobody waits for a database that does not answer. */
  async #do<T>(work: (log: Log) => Promise<T>, instead: (aside: MemoryLog) => Promise<T> = work): Promise<T> {
    try {
      return await this.#connection.use(this.trouble ? 0 : this.#patience, work);
    } catch (error) {
      if (!(error instanceof DOMException) || MISTAKES.has(error.name)) throw error;
      const late = error.name === "TimeoutError";
      if (late) this.#expect();
      return instead(await this.#stepAside(late && this.trouble ? this.trouble : troubleOf(error)));
    }
  }

  #see(rows: readonly CardRow[]): readonly CardRow[] {
    for (const row of rows) this.#seen.set(row.card, row);
    return rows;
  }

  #forget(): void {
    this.#unsaved = [];
    this.#seen.clear();
  }

  #recover(): void {
    this.trouble = null;
    this.#aside = null;
    this.#unsaved = [];
  }

  async #stepAside(trouble: Trouble): Promise<MemoryLog> {
    this.trouble = trouble;
    this.#aside ??= await this.#remember();
    return this.#aside;
  }

  async #remember(): Promise<MemoryLog> {
    const log = this.#connection.log;
    const read = log && (await Promise.all([log.events(), log.rows()]).catch(() => null));
    const [events, rows] = read ?? [[], [...this.#seen.values()]];
    const aside = new MemoryLog(this.#folding, events, rows);
    await aside.append(this.#unsaved);
    return aside;
  }

  /** When the database opens after all, gives it what is unsaved and tells the page what else it holds. */
  #expect(): void {
    if (this.#expecting) return;
    this.#expecting = true;
    const opened = async (): Promise<void> => {
      await this.append([]);
      if (!this.trouble) this.#tell((await this.rows()).map(({ card }) => card));
    };
    void this.#connection.open().then(opened, () => undefined).finally(() => (this.#expecting = false));
  }

  async #hear(word: Word): Promise<void> {
    if ("keep" in word) {
      // In trouble itself, this tab is not the one that can.
      if (!this.trouble) this.#tell((await this.#append(word.keep)).map(({ card }) => card));
      return;
    }
    if (word.changed === null) this.#forget();
    if (this.#aside && (this.#connection.log || word.changed === null)) this.#aside = await this.#remember();
    this.#tell(word.changed);
  }

  #tell(cards: readonly string[] | null): void {
    for (const listener of [...this.#listeners]) listener(cards);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}

function troubleOf({ name, message }: DOMException): Trouble {
  if (name === "VersionError") return "newer";
  // A full disk, other than a used-up quota, has no name of its own: Chromium says UnknownError, and FILE_ERROR_NO_SPACE in the message.
  return name === "QuotaExceededError" || message.includes("NO_SPACE") ? "full" : "blocked";
}
