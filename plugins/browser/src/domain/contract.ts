/**
 * The JSON the site publishes under `assets/data/`, as types and as decoders.
 * The published schemas are `studyloop/export/schema/*.schema.json`; both sides are tested on one fixture.
 * Pure: nothing is fetched here. A decoder throws `ContractError`, which names the place that is wrong.
 */

export const VERSION = 1;

export type CardKind = "question" | "recall" | "cloze";

/** A card in the index. `minutes` is minutes; `position` is its place in study order; guide cards have neither level nor minutes. */
export interface CardEntry {
  readonly id: string;
  readonly kind: CardKind;
  readonly topic: string;
  readonly component: string;
  readonly level: string | null;
  readonly minutes: number | null;
  readonly position: number;
  readonly hash: string;
  readonly page: string;
}

/** A topic or guide in the index; `file` is the path of its cards from the site's root. */
export interface TopicEntry {
  readonly id: string;
  readonly title: string;
  readonly component: string;
  readonly kind: "topic" | "guide";
  readonly file: string;
  readonly cards: number;
}

export interface Index {
  readonly version: 1;
  readonly subject: string;
  readonly cards: readonly CardEntry[];
  readonly topics: readonly TopicEntry[];
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
  readonly version: 1;
  readonly topic: string;
  readonly cards: readonly CardContent[];
}

/** One sentence that names the place, for example `cards[3].level: expected a string, got a number`. */
export class ContractError extends Error {
  override readonly name = "ContractError";
}

type Decoder<T> = (value: unknown, place: string) => T;

const ID = /^[a-z0-9][a-z0-9-]*$/;
const HASH = /^[0-9a-f]{16}$/;
const PAGE = /^([^\s#?/]+\/)*#[a-z0-9][a-z0-9-]*$/;
const FILE = /^assets\/data\/topics\/[a-z0-9][a-z0-9-]*\.json$/;

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

const index = record<Index>({
  version: oneOf(VERSION),
  subject: text,
  cards: list(
    record<CardEntry>({
      id,
      kind,
      topic: id,
      component: id,
      level: orNull(id),
      minutes: orNull(whole(1)),
      position: whole(0),
      hash,
      page: matching(PAGE, "a page and an anchor"),
    }),
  ),
  topics: list(
    record<TopicEntry>({
      id,
      title: text,
      component: id,
      kind: oneOf("topic", "guide"),
      file: matching(FILE, "a file under assets/data/topics/"),
      cards: whole(0),
    }),
  ),
});

const topicFile = record<TopicFile>({
  version: oneOf(VERSION),
  topic: id,
  cards: list(record<CardContent>({ id, kind, hash, front: text, back: string })),
});

/** Decodes `assets/data/index.json`. Throws `ContractError`. */
export function decodeIndex(value: unknown): Index {
  return index(value, "index");
}

/** Decodes one of `assets/data/topics/*.json`. Throws `ContractError`. */
export function decodeTopic(value: unknown): TopicFile {
  return topicFile(value, "topic");
}
