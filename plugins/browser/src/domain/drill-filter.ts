/** What to drill, as the address of the page says it: `?component=genai&only=marked`. Pure. */

import type { CardEntry } from "./contract.ts";
import { EVERYTHING, selects, type DrillFilter } from "./queue.ts";

export const DRILL_FIELDS = Object.keys(EVERYTHING) as readonly (keyof DrillFilter)[];

/** The filter of an address; what no card answers to asks for nothing. */
export function readDrillFilter(search: string, cards: readonly CardEntry[]): DrillFilter {
  const given = new URLSearchParams(search);
  const filter: Record<string, string> = { ...EVERYTHING };
  for (const field of DRILL_FIELDS) {
    const value = given.get(field) ?? "";
    const alone = { ...EVERYTHING, [field]: value } as DrillFilter;
    const known = field === "only" ? value === "marked" || value === "added" : value && cards.some((card) => selects(alone)(card, undefined));
    if (known) filter[field] = value;
  }
  return filter as unknown as DrillFilter;
}

/** The address's query with this filter in place of its own; everything else in it stays. */
export function writeDrillFilter(filter: DrillFilter, search: string): string {
  const query = new URLSearchParams(search);
  for (const field of DRILL_FIELDS) {
    if (filter[field]) query.set(field, filter[field]);
    else query.delete(field);
  }
  // A slash needs no escape in a query, and pages and plan slices are made of them.
  const text = query.toString().replaceAll("%2F", "/");
  return text && `?${text}`;
}

export const isEverything = (filter: DrillFilter): boolean => DRILL_FIELDS.every((field) => !filter[field]);
