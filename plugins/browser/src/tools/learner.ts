/**
 * What every tool on a page works with: the learner's log, the site's data, the clock, fresh ids. One for each page.
 * What must not live here: anything a learner sees.
 */

import { trustIndex, trustPlans, trustTopic, type Index, type Plan, type TopicFile } from "../domain/contract.ts";
import type { CardRow } from "../domain/card-row.ts";
import { dayOf, startOfDay, type Day } from "../domain/days.ts";
import type { LogEvent } from "../domain/events.ts";
import { folding } from "../domain/fold.ts";
import { makeScheduler, type Scheduler } from "../domain/scheduler.ts";
import { DEFAULTS, readSettings, type SettingName, type Settings } from "../domain/settings.ts";
import { Desk } from "../storage/desk.ts";
import { openStore } from "../storage/open-store.ts";
import type { Store } from "../storage/store.ts";

/** The site's own address: every script of ours stands in `assets/studyloop/`, or in a folder below it. */
export const ROOT = new URL(/^.*?\/(?=assets\/studyloop\/)/.exec(import.meta.url)?.[0] ?? "../../");

/** What the site publishes about cards; none of it needs the store. */
export interface SiteData {
  index(): Promise<Index>;
  plans(): Promise<readonly Plan[]>;
  /** The cards of a topic or guide; `file` as the index names it. */
  topic(file: string): Promise<TopicFile>;
}

export interface Learner extends SiteData {
  readonly store: Store;
  readonly desk: Desk;
  /** The learner's time zone, an IANA name. */
  readonly zone: string;
  now(): number;
  today(): Day;
  dayStart(): number;
  newId(): string;
  rows(): Promise<Map<string, CardRow>>;
  settings(): Promise<Settings>;
  set<K extends SettingName>(name: K, value: Settings[K]): Promise<void>;
  append(...events: LogEvent[]): Promise<readonly CardRow[]>;
}

async function fetchData<T>(path: string, trust: (value: unknown) => T): Promise<T> {
  const answer = await fetch(new URL(path, ROOT));
  if (!answer.ok) throw new Error(`${path} cannot be read (${answer.status}).`);
  return trust(await answer.json());
}

/** A function that asks once and keeps a good answer. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let kept: Promise<T> | null = null;
  return () => {
    kept ??= ask().catch((error: unknown) => {
      kept = null;
      throw error;
    });
    return kept;
  };
}

/** Files held at once: more than the cards ahead can be from, or they would push out each other. */
const HELD = 48;
const topics = new Map<string, () => Promise<TopicFile>>();

/** To be asked at once, while the store is still opening. */
export const site: SiteData = {
  index: once(() => fetchData("assets/data/index.json", trustIndex)),
  plans: once(async () => (await fetchData("assets/data/plans.json", trustPlans)).plans),
  topic(file) {
    const asked = topics.get(file) ?? once(() => fetchData(file, trustTopic));
    // The one asked for last stands last; the first has not been asked for longest.
    topics.delete(file);
    topics.set(file, asked);
    for (const oldest of topics.keys()) if (topics.size > HELD) topics.delete(oldest);
    return asked();
  },
};

/** Resolves once the page was painted, so that nobody waits for the database to see the next card; soon in any case: a hidden page is not painted. */
const calm = (): Promise<void> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, 200);
  });

async function open(): Promise<Learner> {
  const name = `studyloop ${ROOT.pathname}`;
  const notebook = (): Storage => globalThis.localStorage;
  const store = await openStore(folding, { name, indexedDB: () => globalThis.indexedDB, channel: (of) => new BroadcastChannel(of), notebook, calm });
  const { timeZone: zone } = Intl.DateTimeFormat().resolvedOptions();
  const now = (): number => Date.now();
  const today = (): Day => dayOf(now(), zone);
  const newId = (): string => crypto.randomUUID();
  return {
    ...site,
    store,
    desk: new Desk(name, notebook),
    zone,
    now,
    today,
    newId,
    dayStart: () => startOfDay(today(), zone),
    rows: async () => new Map((await store.rows()).map((row) => [row.card, row])),
    settings: async () => readSettings(await store.others()),
    set: async (setting, value) => void (await store.append([{ type: "setting", id: newId(), at: now(), name: setting, value }])),
    append: (...events) => store.append(events),
  };
}

/** The learner of this page; the store is opened at the first call. */
export const learner: () => Promise<Learner> = once(open);

/** The scheduler for what a learner chose. */
export function schedulerFor({ retention, interview }: Settings, zone: string): Scheduler {
  const sound = retention > 0 && retention < 1 ? retention : DEFAULTS.retention;
  return makeScheduler({ retention: sound, interview: interview === null ? null : startOfDay(interview, zone) });
}
