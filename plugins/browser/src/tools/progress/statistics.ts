/** Statistics: what comes due, reviews by day, how much was remembered, each component's cards. */

import { addDays, dayReader } from "../../domain/days.ts";
import { componentStates, dueForecast, ENOUGH, MATURE, type Rate, retention, reviewsByDay } from "../../domain/stats.ts";
import { count, hours, shortDay } from "../../domain/wording.ts";
import { schedulerFor } from "../learner.ts";
import { make } from "../make.ts";
import { bar, columns, part, type Seen, table } from "./part.ts";

const AHEAD = 14; // days
const BACK = 30; // days
const MEMORY = 90; // days that count for retention

export function statisticsPart(seen: Seen): HTMLElement {
  if (!seen.reviews.length) return part("sl-statistics", "Statistics", make("p", {}, "Nothing to count yet: drill first."));
  return part("sl-statistics", "Statistics", ...dueChart(seen), ...reviewChart(seen), ...memoryTable(seen), cardTable(seen));
}

function dueChart({ on, index, settings, rows, today }: Seen): HTMLElement[] {
  const scheduler = schedulerFor(settings, on.zone);
  const now = on.now();
  const live = index.cards.flatMap(({ key }) => {
    const row = rows.get(key);
    return row?.memory ? [{ ...row, memory: { ...row.memory, due: scheduler.dueOf(row.memory, now) } }] : [];
  });
  const { days, overdue, of } = dueForecast(live, today, AHEAD, dayReader(on.zone));
  const soon = days.reduce((sum, { due }) => sum + due, 0);
  return [
    columns(
      `Cards due in the next ${AHEAD} days`,
      ["Day", "Cards due"],
      days.map(({ day, due }, at) => ({ day: shortDay(day), short: at % 2 ? "" : String(Number(day.slice(8))), value: due })),
    ),
    make("p", { class: "sl-tiny" }, `${soon} of ${count(of, "card")} in these days; ${overdue ? `${overdue} more ${overdue === 1 ? "was" : "were"} due before` : "none is late"}.`),
  ];
}

function reviewChart({ on, reviews, today }: Seen): HTMLElement[] {
  const days = reviewsByDay(reviews, today, BACK, dayReader(on.zone));
  const sum = (of: (day: (typeof days)[number]) => number): number => days.reduce((total, day) => total + of(day), 0);
  const active = days.filter((day) => day.reviews).length;
  return [
    columns(
      `Reviews in the last ${BACK} days`,
      ["Day", "Reviews"],
      days.map(({ day, reviews: value }, at) => ({ day: shortDay(day), short: (BACK - 1 - at) % 7 ? "" : String(Number(day.slice(8))), value })),
    ),
    make("p", { class: "sl-tiny" }, `${count(sum((day) => day.reviews), "review")} on ${count(active, "day")}, ${hours(sum((day) => day.minutes))}; ${sum((day) => day.again)} answered “again”.`),
  ];
}

function rateText({ share, recalled, of }: Rate): string {
  return share === null ? `not enough data (${of})` : `${Math.round(100 * share)} % (${recalled} of ${of})`;
}

function memoryTable({ on, index, reviews, today, title }: Seen): HTMLElement[] {
  const components = new Map(index.cards.map(({ key, component }) => [key, component]));
  const rates = retention(reviews, addDays(today, 1 - MEMORY), dayReader(on.zone), (card) => components.get(card) ?? null);
  return [
    table(
      `Remembered when asked, last ${MEMORY} days`,
      ["Component", "Young", "Mature"],
      [...rates].map(([component, { young, mature }]) => [component ? title(component) : "All cards", rateText(young), rateText(mature)]),
    ),
    make("p", { class: "sl-tiny" }, `Counted is the first answer of a day to a card from an earlier day. A card is mature when it was away for ${MATURE} days or more. Fewer than ${ENOUGH} answers say nothing.`),
  ];
}

function cardTable({ index, rows, title }: Seen): HTMLElement {
  return table(
    "Where the cards stand",
    ["Component", "Mature", "Young", "New", "Put away"],
    componentStates(index.cards, rows).map(({ component, cards, fresh, young, mature, suspended }) => [
      title(component), bar(mature, cards), bar(young, cards), bar(fresh, cards), String(suspended),
    ]),
  );
}
