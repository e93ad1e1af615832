/** Where a learner says that a card is wrong. Pure. */

import type { CardEntry, Index } from "./contract.ts";

/** The address of a report about this card, filled in; null where nobody can be told. The hash says which wording was seen. */
export function reportAddress({ report, release }: Pick<Index, "report" | "release">, { id, title, hash }: Pick<CardEntry, "id" | "title" | "hash">): string | null {
  if (report === null) return null;
  const fill = new Map([["id", id], ["title", title], ["version", `${release ?? "none yet"} (${hash})`]]);
  return report.replace(/\{(\w+)\}/g, (whole, name: string) => (fill.has(name) ? encodeURIComponent(fill.get(name)!) : whole));
}
