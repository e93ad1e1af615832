/**
 * Full decoders of the published JSON: every field checked, nothing unknown passed. They cost too much for a page with ten
 * thousand cards, so the tests hold the files to them and pages use `trustIndex` and its like. A decoder throws
 * `ContractError`, which names the place that is wrong. Pure.
 */

import {
  type CardContent, type CardKind, ContractError, type Index, INDEX_VERSION, type Plan, type PlanPeriod,
  PLANS_VERSION, type PlansFile, type PlanTask, type RetiredEntry, TOPIC_VERSION, type TopicEntry, type TopicFile,
} from "./contract.ts";
import { type Columns, type PackedIndex, type Traits, unpack } from "./packed-index.ts";

type Decoder<T> = (value: unknown, place: string) => T;

const LONGEST_TITLE = 100;
const ID = /^[a-z0-9][a-z0-9-]*$/;
const HASH = /^[0-9a-f]{16}$/;
const PAGE = /^([^\s#?/]+\/)*$/;
const FROM_ROOT = /^([^\s#?/]+\/)*(#[a-z0-9][a-z0-9-]*)?$/;
const FILE = /^assets\/data\/topics\/[a-z0-9][a-z0-9-]*\.json$/;
const SLICE = /^[a-z0-9][a-z0-9-]*\/[a-z0-9][a-z0-9-]*$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TASK = /^[^\s/]+(\/[^\s/]+)+$/;

function describe(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "string") return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  return typeof value === "object" ? "an object" : `${String(value)}`;
}

function fail(place: string, expected: string, value: unknown): never {
  throw new ContractError(`${place}: expected ${expected}, got ${describe(value)}`);
}

const string: Decoder<string> = (value, place) =>
  typeof value === "string" ? value : fail(place, "a string", value);

const text: Decoder<string> = (value, place) =>
  typeof value === "string" && value !== "" ? value : fail(place, "a text that is not empty", value);

const matching = (pattern: RegExp, noun: string): Decoder<string> => (value, place) =>
  typeof value === "string" && pattern.test(value) ? value : fail(place, noun, value);

const whole = (least: number): Decoder<number> => (value, place) =>
  Number.isInteger(value) && (value as number) >= least
    ? (value as number)
    : fail(place, `a whole number of at least ${least}`, value);

const oneOf = <T extends string | number>(...choices: readonly T[]): Decoder<T> => (value, place) =>
  choices.find((choice) => choice === value) ?? fail(place, choices.join(" or "), value);

const orNull = <T>(decoder: Decoder<T>): Decoder<T | null> => (value, place) =>
  value === null ? null : decoder(value, place);

const list = <T>(decoder: Decoder<T>): Decoder<readonly T[]> => (value, place) =>
  Array.isArray(value)
    ? value.map((item, at) => decoder(item, `${place}[${at}]`))
    : fail(place, "a list", value);

const record = <T>(fields: { readonly [K in keyof T]: Decoder<T[K]> }): Decoder<T> => (value, place) => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) fail(place, "an object", value);
  const source = value as Record<string, unknown>;
  for (const key of Object.keys(source)) {
    if (!Object.hasOwn(fields, key)) throw new ContractError(`${place}.${key}: not a known field`);
  }
  const result: Partial<T> = {};
  for (const key of Object.keys(fields) as (keyof T & string)[]) {
    result[key] = fields[key](source[key], `${place}.${key}`);
  }
  return result as T;
};

const id = matching(ID, "an id");
const hash = matching(HASH, "16 lower-case hexadecimal digits");
const kind = oneOf<CardKind>("question", "recall", "cloze");
const page = matching(FROM_ROOT, "a page of this site");
const minutes = whole(1);

const title: Decoder<string> = (value, place) =>
  [...text(value, place)].length <= LONGEST_TITLE ? (value as string) : fail(place, `at most ${LONGEST_TITLE} characters`, value);

const pair: Decoder<readonly [number, number]> = (value, place) => {
  const [low, high, ...more] = list(whole(0))(value, place);
  return low !== undefined && high !== undefined && !more.length ? [low, high] : fail(place, "two numbers", value);
};

const renamed: Decoder<readonly [number, string]> = (value, place) => {
  const [at, key, ...more] = Array.isArray(value) ? value : [];
  return more.length ? fail(place, "a place and a key", value) : [whole(0)(at, `${place}[0]`), id(key, `${place}[1]`)];
};

const index = record<PackedIndex>({
  version: oneOf(INDEX_VERSION),
  subject: text,
  release: orNull(text),
  report: orNull(text),
  topics: list(
    record<TopicEntry>({
      id,
      title: text,
      component: id,
      kind: oneOf("topic", "guide"),
      page: matching(PAGE, "a page of this site"),
      file: matching(FILE, "a file under assets/data/topics/"),
      cards: whole(0),
    }),
  ),
  traits: list(
    record<Traits>({ kind, level: orNull(id), minutes: orNull(minutes), roles: list(id), slices: list(matching(SLICE, "a plan and a period")) }),
  ),
  cards: record<Columns>({
    id: list(id),
    renamed: list(renamed),
    group: list(whole(0)),
    topic: list(whole(0)),
    traits: list(whole(0)),
    position: list(whole(0)),
    hash: list(hash),
    title: list(title),
  }),
  retired: list(record<RetiredEntry>({ key: id, date: matching(DATE, "a date"), reason: text, replacedBy: list(id) })),
});

/** That columns are of one length, and that no place lies outside what it is a place in. */
function fits({ topics, traits, cards }: PackedIndex): void {
  const { length } = cards.id;
  for (const [name, column] of Object.entries(cards) as [keyof Columns, readonly unknown[]][]) {
    if (name !== "renamed" && column.length !== length) throw new ContractError(`index.cards.${name}: expected ${length} entries, got ${column.length}`);
  }
  const inside = (name: string, places: readonly number[], many: number): void => {
    const wrong = places.find((place) => place >= many);
    if (wrong !== undefined) throw new ContractError(`index.cards.${name}: expected places below ${many}, got ${wrong}`);
  };
  inside("group", cards.group, length);
  inside("renamed", cards.renamed.map(([place]) => place), length);
  inside("topic", cards.topic, topics.length);
  inside("traits", cards.traits, traits.length);
}

const topicFile = record<TopicFile>({
  version: oneOf(TOPIC_VERSION),
  topic: id,
  cards: list(record<CardContent>({ id, kind, hash, front: text, back: string })),
});

const task = record<PlanTask>({
  key: matching(TASK, "a plan and a task"),
  text,
  minutes,
  kind: oneOf("cards", "reading", "own", "kept"),
  links: list(record<PlanTask["links"][number]>({ title, page })),
});

const plansFile = record<PlansFile>({
  version: oneOf(PLANS_VERSION),
  plans: list(
    record<Plan>({
      id,
      title: text,
      summary: text,
      page,
      unit: oneOf("week", "days"),
      hours: pair,
      stretch: list(whole(1)),
      periods: list(record<PlanPeriod>({ slug: id, name: text, title: text, focus: text, output: text, tasks: list(task), cards: list(id) })),
    }),
  ),
});

/** Decodes `assets/data/index.json`. Throws `ContractError`. */
export function decodeIndex(value: unknown): Index {
  const packed = index(value, "index");
  fits(packed);
  return unpack(packed);
}

/** Decodes one of `assets/data/topics/*.json`. Throws `ContractError`. */
export function decodeTopic(value: unknown): TopicFile {
  return topicFile(value, "topic");
}

/** Decodes `assets/data/plans.json`. Throws `ContractError`. */
export function decodePlans(value: unknown): PlansFile {
  return plansFile(value, "plans");
}
