/**
 * The index as it is published: cards as columns, values that repeat written once. Ten thousand cards are read within a few
 * hundredths of a second on a slow phone, a tenth of what a list of them takes. Pure.
 */

import type { CardEntry, Index, INDEX_VERSION, RetiredEntry, TopicEntry } from "./contract.ts";

/** What many cards have in common. */
export type Traits = Pick<CardEntry, "kind" | "level" | "minutes" | "roles" | "slices">;

/** The same place in each column is the same card; numbers are places, but for `position`. */
export interface Columns {
  readonly id: readonly string[];
  /** Places of cards that have another key than their id, and the key. */
  readonly renamed: readonly (readonly [number, string])[];
  /** The card whose key is the group. */
  readonly group: readonly number[];
  readonly topic: readonly number[];
  readonly traits: readonly number[];
  readonly position: readonly number[];
  readonly hash: readonly string[];
  readonly title: readonly string[];
}

export interface PackedIndex {
  readonly version: typeof INDEX_VERSION;
  readonly subject: string;
  readonly release: string | null;
  readonly report: string | null;
  readonly topics: readonly TopicEntry[];
  readonly traits: readonly Traits[];
  readonly cards: Columns;
  readonly retired: readonly RetiredEntry[];
}

/** The index with its cards one by one. */
export function unpack({ traits, cards: columns, ...rest }: PackedIndex): Index {
  const keys = [...columns.id];
  for (const [place, key] of columns.renamed) keys[place] = key;
  const cards = columns.id.map((id, at): CardEntry => {
    const { id: topic, component, page } = rest.topics[columns.topic[at]!]!;
    const { kind, level, minutes, roles, slices } = traits[columns.traits[at]!]!;
    return {
      id,
      key: keys[at]!,
      group: keys[columns.group[at]!]!,
      kind,
      topic,
      component,
      level,
      minutes,
      roles,
      slices,
      position: columns.position[at]!,
      hash: columns.hash[at]!,
      page: `${page}#${id}`,
      title: columns.title[at]!,
    };
  });
  return { ...rest, cards };
}
