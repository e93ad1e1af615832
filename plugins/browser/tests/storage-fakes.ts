/** What the tests of the storage share: sites in a browser of their own, and events of few cards that meet often. */

import type { MockTracker } from "node:test";

import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import fc from "fast-check";

import type { CardRow } from "../src/domain/card-row.ts";
import type { CardEvent, LogEvent, Rating, ReviewEvent } from "../src/domain/events.ts";
import { inOrder, isCardEvent } from "../src/domain/events.ts";
import { folding } from "../src/domain/fold.ts";
import { histories } from "../src/storage/histories.ts";
import { openStore, type Surroundings } from "../src/storage/open-store.ts";
import type { Folding, Store } from "../src/storage/store.ts";

/** Another version of the folding, which marks every card. */
export const MARKING: Folding = { ...folding, version: "marking", foldCard: (events) => ({ ...folding.foldCard(events), marked: true }) };

/** A browser with one site; `open` is a new tab on it. `closing` shuts all tabs. */
export interface Site {
  readonly factory: IDBFactory;
  readonly name: string;
  open(change?: Partial<Surroundings>, with_?: Folding): Promise<Store>;
  closing(): void;
}

let sites = 0;

export function newSite(factory = new IDBFactory()): Site {
  const name = `studyloop/site-${(sites += 1)}/`;
  const tabs: Store[] = [];
  return {
    factory,
    name,
    async open(change = {}, with_ = folding) {
      const tab = await openStore(with_, { name, indexedDB: () => factory, channel: (channel) => new BroadcastChannel(channel), ...change });
      tabs.push(tab);
      return tab;
    },
    closing: () => tabs.forEach((tab) => tab.close()),
  };
}

/** Runs `work` on a new site and closes its tabs. */
export async function onSite<T>(work: (site: Site) => Promise<T>): Promise<T> {
  const site = newSite();
  try {
    return await work(site);
  } finally {
    site.closing();
  }
}

export const NOON = Date.UTC(2026, 0, 5, 12);
export const review = (id: string, card: string, at: number, rating: Rating = 3): ReviewEvent => ({ id, type: "review", card, at: NOON + at, rating, took: 4000 });

/** What the rows of a log must be: every card folded from all its events. */
export function rowsOf(events: readonly LogEvent[]): CardRow[] {
  const unique = new Map(events.map((event) => [event.id, event]));
  const each = histories([...unique.values()].sort(inOrder).filter(isCardEvent) as CardEvent[]);
  return byCard([...each.values()].map((history) => folding.foldCard(history)));
}

export const byCard = (rows: readonly CardRow[]): CardRow[] => [...rows].sort((a, b) => (a.card < b.card ? -1 : 1));

const card = fc.constantFrom("a", "b", "c");
const id = fc.integer({ min: 0, max: 60 }).map((number) => `e${number}`);
const DAY = 86_400_000;

/** What a tab hears next from elsewhere. */
export const heard = (tab: Store): Promise<readonly string[] | null> =>
  new Promise((resolve) => {
    const stop = tab.onElsewhere((cards) => {
      stop();
      resolve(cards);
    });
  });

/** Makes every transaction that keeps a card's events end as on a full device, until `mock.restore()`. */
export function fillUp(mock: MockTracker): { restore(): void } {
  const put = IDBObjectStore.prototype.put;
  const filled = mock.method(IDBObjectStore.prototype, "put", function (this: IDBObjectStore, ...given: [unknown]) {
    const request = put.apply(this, given);
    // The stand-in database has no quota: this is what it calls itself when a transaction fails.
    const transaction = this.transaction as unknown as { _abort(name: string): void; error: unknown };
    queueMicrotask(() => transaction.error ?? transaction._abort("QuotaExceededError"));
    return request;
  });
  return filled.mock;
}

/** A log in any order. Ids are unique in it, and one id always names the same event, also over several logs of one run. */
export const logs = (count: number): fc.Arbitrary<LogEvent[][]> => {
  const at = fc.integer({ min: 0, max: 40 }).map((days) => NOON + days * DAY);
  const event: fc.Arbitrary<LogEvent> = fc.oneof(
    { weight: 6, arbitrary: fc.record({ id, type: fc.constant("review" as const), card, at, rating: fc.constantFrom<Rating>(1, 2, 3, 4), took: fc.nat(60_000) }) },
    { weight: 2, arbitrary: fc.record({ id, type: fc.constant("undo" as const), card, at, of: id }) },
    { weight: 2, arbitrary: fc.record({ id, type: fc.constantFrom("suspend" as const, "mark" as const, "add" as const), card, at, on: fc.boolean() }) },
    { weight: 1, arbitrary: fc.record({ id, type: fc.constant("tick" as const), at, task: card, on: fc.boolean() }) },
  );
  return fc.uniqueArray(event, { selector: (each) => each.id, minLength: 1, maxLength: 60 }).chain((all) => {
    // Plain objects, as those that come out of a database.
    const plain = all.map((each) => ({ ...each }));
    return fc.tuple(...Array.from({ length: count }, () => fc.shuffledSubarray(plain)));
  });
};
