/** The whole schedule of a followed plan, folded by week, and what does not fit into it. */

import type { Plan } from "../../domain/contract.ts";
import type { Day } from "../../domain/days.ts";
import { weeksOf } from "../../domain/following.ts";
import type { Schedule } from "../../domain/plan.ts";
import { count, hours, shortDay } from "../../domain/wording.ts";
import { make } from "../make.ts";
import { pieceList } from "./ticks.ts";

export function weekList(plan: Plan, schedule: Schedule, ticks: ReadonlyMap<string, number>, today: Day): HTMLElement {
  const titles = new Map(plan.periods.map(({ slug, title }) => [slug, title]));
  const weeks = weeksOf(schedule).map(({ number, first, last, sessions }) => {
    const pieces = sessions.flatMap(({ tasks }) => tasks);
    const about = [...new Set(pieces.map(({ period }) => titles.get(period)))].join("; ");
    const time = hours(sessions.reduce((sum, { minutes }) => sum + minutes, 0));
    const now = first <= today && today <= last ? " (this week)" : "";
    return make(
      "details",
      { class: "sl-part", id: `sl-week-${number}` },
      make("summary", {}, `Week ${number}${now}: ${about} `, make("span", { class: "sl-tiny" }, `${shortDay(first, false)} to ${shortDay(last, false)}, ${time}`)),
      make("div", { class: "sl-body" }, ...sessions.flatMap((session) => [make("h4", {}, `${shortDay(session.day)}: ${hours(session.minutes)}`), pieceList(session.tasks, ticks, `s${session.number}`)])),
    );
  });
  return make("div", {}, ...weeks, droppedList(schedule));
}

function droppedList({ dropped }: Schedule): HTMLElement | null {
  if (!dropped.length) return null;
  return make(
    "details",
    { class: "sl-part", id: "sl-dropped" },
    make("summary", {}, `Left out: ${count(dropped.length, "task")} that ${dropped.length === 1 ? "does" : "do"} not fit`),
    make("ul", { class: "sl-body" }, ...dropped.map(({ text, minutes }) => make("li", {}, `${text} `, make("span", { class: "sl-tiny" }, hours(minutes))))),
  );
}
