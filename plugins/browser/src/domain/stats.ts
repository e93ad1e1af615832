/**
 * What the log and its rows say in numbers: what comes due, reviews by day, how much was remembered, each component's state.
 * Pure: which day an instant lies in is asked of `dayOf` (see `dayReader`). Every share comes with the number it is taken
 * from, and is null where that is too small to mean anything.
 */

import type { CardRow } from "./card-row.ts";
import { addDays, type Day, daysBetween } from "./days.ts";
import type { LogEvent, ReviewEvent } from "./events.ts";
import { inOrder } from "./events.ts";

type DayOf = (at: number) => Day;

/** A share of fewer cases than this says more about chance than about memory. */
export const ENOUGH = 20;
/** A card that was away for so many days is mature. */
export const MATURE = 21;

/** `recalled` of `of`; `share` is their quotient, null when `of` is below `ENOUGH`. */
export interface Rate {
  readonly recalled: number;
  readonly of: number;
  readonly share: number | null;
}

/** True retention, by how long the card had been away: young below `MATURE` days, mature from then on. */
export interface Retention {
  readonly young: Rate;
  readonly mature: Rate;
  readonly all: Rate;
}

/** `minutes` is the time from front to rating. */
export interface ReviewDay {
  readonly day: Day;
  readonly reviews: number;
  readonly again: number;
  readonly minutes: number;
}

/** Cards of a component: `fresh` were never reviewed, `mature` are stable for `MATURE` days or more, `young` are all others; `suspended` are in none of them. */
export interface ComponentState {
  readonly component: string;
  readonly cards: number;
  readonly fresh: number;
  readonly young: number;
  readonly mature: number;
  readonly suspended: number;
}

/** Reviews that were not undone, in order. */
export function reviewsOf(events: readonly LogEvent[]): ReviewEvent[] {
  const undone = new Set(events.map((event) => (event.type === "undo" ? event.of : "")));
  return events.filter((event): event is ReviewEvent => event.type === "review" && !undone.has(event.id)).sort(inOrder);
}

/** Cards due on each of `count` days from today, each counted once; `overdue` were due before, `of` counts these and all later ones. */
export function dueForecast(
  rows: readonly CardRow[],
  today: Day,
  count: number,
  dayOf: DayOf,
): { days: readonly { readonly day: Day; readonly due: number }[]; overdue: number; of: number } {
  const days = Array.from({ length: count }, (_, at) => ({ day: addDays(today, at), due: 0 }));
  // In order, since that is quick with `dayReader`.
  const dues = rows.flatMap(({ memory, suspended }) => (memory && !suspended ? [memory.due] : [])).sort((a, b) => a - b);
  let overdue = 0;
  for (const due of dues) {
    const after = daysBetween(today, dayOf(due));
    const place = days[after];
    if (place) place.due++;
    else if (after < 0) overdue++;
  }
  return { days, overdue, of: dues.length };
}

/** One entry for each of `count` days that end with today. */
export function reviewsByDay(reviews: readonly ReviewEvent[], today: Day, count: number, dayOf: DayOf): readonly ReviewDay[] {
  const first = addDays(today, 1 - count);
  const days = Array.from({ length: count }, (_, at) => ({ day: addDays(first, at), reviews: 0, again: 0, minutes: 0 }));
  for (const { at, rating, took } of reviews) {
    const place = days[daysBetween(first, dayOf(at))];
    if (!place) continue;
    place.reviews++;
    if (rating === 1) place.again++;
    place.minutes += took / 60_000;
  }
  return days;
}

/**
 * How much was remembered, by component; "" holds all. Counted is the first review of a card on a day from `since` on, if it was
 * reviewed on a day before: what comes again within a day tests no memory. `reviews` stand in order; `componentOf` is null for cards
 * that are no more, which count in "" only.
 */
export function retention(
  reviews: readonly ReviewEvent[],
  since: Day,
  dayOf: DayOf,
  componentOf: (card: string) => string | null,
): ReadonlyMap<string, Retention> {
  const last = new Map<string, Day>();
  const counts = new Map<string, [number, number, number, number]>();
  for (const { at, card, rating } of reviews) {
    const day = dayOf(at);
    const before = last.get(card);
    last.set(card, day);
    if (before === undefined || day <= before || day < since) continue;
    const mature = daysBetween(before, day) >= MATURE ? 2 : 0;
    for (const component of new Set(["", componentOf(card) ?? ""])) {
      const count = counts.get(component) ?? [0, 0, 0, 0];
      count[mature + 1]!++;
      if (rating > 1) count[mature]!++;
      counts.set(component, count);
    }
  }
  if (!counts.size) counts.set("", [0, 0, 0, 0]);
  return new Map(
    [...counts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([component, [young, ofYoung, mature, ofMature]]) => [
        component,
        { young: rate(young, ofYoung), mature: rate(mature, ofMature), all: rate(young + mature, ofYoung + ofMature) },
      ]),
  );
}

/** Where each component's cards stand, sorted by component; `rows` are by card. */
export function componentStates(
  cards: readonly { readonly key: string; readonly component: string }[],
  rows: ReadonlyMap<string, CardRow>,
): readonly ComponentState[] {
  const states = new Map<string, { -readonly [K in keyof ComponentState]: ComponentState[K] }>();
  for (const { key, component } of cards) {
    const row = rows.get(key);
    const state = states.get(component) ?? { component, cards: 0, fresh: 0, young: 0, mature: 0, suspended: 0 };
    states.set(component, state);
    state.cards++;
    state[row?.suspended ? "suspended" : !row?.memory ? "fresh" : row.memory.stability < MATURE ? "young" : "mature"]++;
  }
  return [...states.values()].sort((a, b) => (a.component < b.component ? -1 : 1));
}

function rate(recalled: number, of: number): Rate {
  return { recalled, of, share: of < ENOUGH ? null : recalled / of };
}
