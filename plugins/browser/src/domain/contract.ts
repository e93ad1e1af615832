/**
 * The JSON the site publishes under `assets/data/`, as types. The published schemas are `studyloop/export/schema/*.schema.json`.
 * Pure: nothing is fetched here. The site and its data are made together and the tests hold every file to its schema and to
 * `decoders.ts`, so a page only asks whether a file is of the version it knows: ten thousand cards cost little then.
 */

import { unpack, type PackedIndex } from "./packed-index.ts";

export const INDEX_VERSION = 3;
export const TOPIC_VERSION = 1;
export const PLANS_VERSION = 1;

export type CardKind = "question" | "recall" | "cloze";

/** A card in the index. Guide cards have neither level nor minutes. */
export interface CardEntry {
  /** Its present id: its anchor, and where its content is found in the topic's file. */
  readonly id: string;
  /** Its identity, the id it was first released under: what history hangs on. */
  readonly key: string;
  /** Siblings share it: the key of the question, for it and its cards; a guide's card has its own. */
  readonly group: string;
  readonly kind: CardKind;
  readonly topic: string;
  readonly component: string;
  readonly level: string | null;
  readonly minutes: number | null;
  readonly roles: readonly string[];
  /** Plan slices such as `8-week/week-01`: a plan's id and a period's slug. */
  readonly slices: readonly string[];
  /** Place in study order; cards stand in this order. */
  readonly position: number;
  readonly hash: string;
  /** From the site's root: page and anchor. */
  readonly page: string;
  /** The front as one line of plain text, at most 100 characters; formulas and code stay as written. */
  readonly title: string;
}

/** A topic or guide in the index; `file` is the path of its cards from the site's root. */
export interface TopicEntry {
  readonly id: string;
  readonly title: string;
  readonly component: string;
  readonly kind: "topic" | "guide";
  /** From the site's root, without an anchor. */
  readonly page: string;
  readonly file: string;
  readonly cards: number;
}

/** A card that is asked no more; `date` is an ISO day, `replacedBy` are ids of cards, topics or guides. */
export interface RetiredEntry {
  readonly key: string;
  readonly date: string;
  readonly reason: string;
  readonly replacedBy: readonly string[];
}

export interface Index {
  readonly version: typeof INDEX_VERSION;
  readonly subject: string;
  /** The latest release, for example `2026.11.21`; null before the first. */
  readonly release: string | null;
  /** Address of a new report, with `{id}`, `{version}` and `{title}` to be replaced percent-encoded; null where the repository is unknown. */
  readonly report: string | null;
  readonly cards: readonly CardEntry[];
  readonly topics: readonly TopicEntry[];
  readonly retired: readonly RetiredEntry[];
}

/** A card's content; `front` and `back` are HTML, `back` is empty for a cloze card. */
export interface CardContent {
  readonly id: string;
  readonly kind: CardKind;
  readonly hash: string;
  readonly front: string;
  readonly back: string;
}

export interface TopicFile {
  readonly version: typeof TOPIC_VERSION;
  readonly topic: string;
  readonly cards: readonly CardContent[];
}

/**
 * `cards` works with questions or cards of this site, `reading` only with guides, `own` with neither: mocks, textbooks,
 * reviews. `kept` is what the plan's author would drop last.
 */
export type TaskKind = "cards" | "reading" | "own" | "kept";

/** One thing to do; `key` stays when the task is reworded or moved, as far as possible. `page` is from the site's root. */
export interface PlanTask {
  readonly key: string;
  readonly text: string;
  readonly minutes: number;
  readonly kind: TaskKind;
  readonly links: readonly { readonly title: string; readonly page: string }[];
}

/** A week or a pair of days; `cards` are keys, in study order. */
export interface PlanPeriod {
  readonly slug: string;
  readonly name: string;
  readonly title: string;
  readonly focus: string;
  readonly output: string;
  readonly tasks: readonly PlanTask[];
  readonly cards: readonly string[];
}

/** A plan; `hours` are the least and most for one period, `stretch` its longer versions in weeks. */
export interface Plan {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly page: string;
  readonly unit: "week" | "days";
  readonly hours: readonly [number, number];
  readonly stretch: readonly number[];
  readonly periods: readonly PlanPeriod[];
}

export interface PlansFile {
  readonly version: typeof PLANS_VERSION;
  readonly plans: readonly Plan[];
}

/** One sentence that names the place, for example `index.cards[3].level: expected an id, got 7`. */
export class ContractError extends Error {
  override readonly name = "ContractError";
}

function trust<T>(value: unknown, place: string, version: number): T {
  const found = (value as { version?: unknown } | null | undefined)?.version;
  if (found !== version) throw new ContractError(`${place}.version: expected ${version}, got ${JSON.stringify(found) ?? "nothing"}`);
  return value as T;
}

/** `assets/data/index.json`, parsed. Throws `ContractError` when it is of another version. */
export const trustIndex = (value: unknown): Index => unpack(trust<PackedIndex>(value, "index", INDEX_VERSION));

/** One of `assets/data/topics/*.json`, parsed. Throws `ContractError` when it is of another version. */
export const trustTopic = (value: unknown): TopicFile => trust(value, "topic", TOPIC_VERSION);

/** `assets/data/plans.json`, parsed. Throws `ContractError` when it is of another version. */
export const trustPlans = (value: unknown): PlansFile => trust(value, "plans", PLANS_VERSION);
