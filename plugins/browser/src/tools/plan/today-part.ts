/** Today's part of a followed plan: its tasks, what is late, and planned against done. */

import type { Plan } from "../../domain/contract.ts";
import { type Day, inWords } from "../../domain/days.ts";
import type { Schedule } from "../../domain/plan.ts";
import { progressOf, todayOf } from "../../domain/progress.ts";
import { count, hours, shortDay } from "../../domain/wording.ts";
import { ROOT } from "../learner.ts";
import { make } from "../make.ts";
import { pieceList, taskItem } from "./ticks.ts";

type Ticks = ReadonlyMap<string, number>;

/** Today's tasks, or when the next ones come. */
export function todayTasks(plan: Plan, schedule: Schedule, ticks: Ticks, today: Day): (HTMLElement | null)[] {
  const { session, next } = todayOf(schedule, ticks, today);
  if (session) {
    const period = plan.periods.find(({ slug }) => slug === session.tasks[0]?.period);
    const drill = period?.cards.length ? make("p", {}, make("a", { href: new URL(`drill/?slice=${plan.id}/${period.slug}`, ROOT).href }, `Drill the cards of this part: ${period.title}`)) : null;
    return [make("p", {}, `${count(session.tasks.length, "task")}, ${hours(session.minutes)}.`), pieceList(session.tasks, ticks, "today"), drill];
  }
  const then = next ? `The next tasks come on ${inWords(next.day)}: ${hours(next.minutes)}.` : "The plan is over.";
  return [make("p", {}, today < schedule.starts ? `The plan begins on ${inWords(schedule.starts)}.` : `No tasks today. ${then}`)];
}

/** Open tasks of earlier days; null when there are none. */
export function lateTasks(schedule: Schedule, ticks: Ticks, today: Day, ...more: HTMLElement[]): HTMLElement | null {
  const { overdue } = todayOf(schedule, ticks, today);
  if (!overdue.length) return null;
  return make(
    "div",
    { class: "sl-late" },
    make(
      "details",
      { id: "sl-late" },
      make("summary", {}, `${count(overdue.length, "task")} of earlier days ${overdue.length === 1 ? "is" : "are"} open`),
      make("ul", { class: "sl-ticked" }, ...overdue.map((task) => taskItem(task, false, "late"))),
    ),
    ...more,
  );
}

/** Planned against done, as two bars with their amounts in words. */
export function progressBars(plan: Plan, schedule: Schedule, ticks: Ticks, today: Day): HTMLElement {
  const { planned, done, left, total } = progressOf(plan, schedule, ticks, today);
  const bar = (name: string, { minutes, tasks }: { minutes: number; tasks: number }): HTMLElement =>
    make("label", {}, make("span", {}, `${name}: ${hours(minutes)}, ${count(tasks, "task")}`), make("progress", { max: total.minutes, value: minutes }));
  return make("div", { class: "sl-bars" }, bar("Planned until yesterday", planned), bar("Done", done), make("p", { class: "sl-tiny" }, `Left: ${hours(left.minutes)} of ${hours(total.minutes)}${schedule.ends ? `, until ${shortDay(schedule.ends)}` : ""}.`));
}
