/**
 * A plan on dates: which task on which day, what does not fit, and what missed days change.
 * Pure and deterministic: the same plan and choice give the same schedule. How a day is cut is in `layout.ts`,
 * how far somebody is in `progress.ts`.
 * A tick moves nothing: only planning anew (`catchUp`) does, so that what stands on today's list stays there.
 */

import type { Plan, PlanTask } from "./contract.ts";
import { addDays, type Day, inWords, weekdayOf } from "./days.ts";
import type { Followed } from "./followed.ts";
import { fit, type Item, layOut, type Piece, sum } from "./layout.ts";

/** What a learner chose, days being valid ones (`isDay`); see `settings.ts` for `daysOff` and for 0 hours, which is the plan's own pace. */
export interface Choice extends Followed {
  /** Null with an interview: worked back from it, but never before today. Null without one: today. */
  readonly start: Day | null;
  /** Everything ends the day before. */
  readonly interview: Day | null;
  readonly hoursPerWeek: number;
  readonly daysOff: string;
  readonly today: Day;
}

/** A day's work; `number` counts from 1. */
export interface Session {
  readonly number: number;
  readonly day: Day;
  readonly tasks: readonly Piece[];
  readonly minutes: number;
}

/**
 * `starts` is to be kept as the plan's start when it was worked back, or it would move on with every day.
 * `dropped` did not fit, in the plan's order; `warnings` are sentences; `ends` is the last session's day.
 */
export interface Schedule {
  readonly plan: string;
  readonly starts: Day;
  readonly ends: Day | null;
  readonly sessions: readonly Session[];
  readonly dropped: readonly PlanTask[];
  readonly warnings: readonly string[];
}

/** What planning anew changes: the day on which each open task was to be finished and is now. */
export interface CaughtUp {
  readonly schedule: Schedule;
  readonly moved: readonly { readonly task: PlanTask; readonly from: Day; readonly to: Day }[];
  /** What fitted before and does not now. */
  readonly dropped: readonly PlanTask[];
}

const NOTHING = 1e-9;

/** Hours a week with which a plan takes so many weeks. */
export function hoursFor(plan: Plan, weeks: number): number {
  return sum(plan.periods.flatMap((period) => period.tasks)) / 60 / weeks;
}

/**
 * Lays a plan out. With hours a week, no week holds more; with an interview and the plan's own pace, the work is spread
 * evenly until then, up to the most hours the plan asks for. What does not fit is dropped (see `fit`).
 */
export function schedulePlan(plan: Plan, choice: Choice): Schedule {
  const { interview, daysOff, today } = choice;
  const free = (day: Day): boolean => !daysOff.includes(String(weekdayOf(day)));
  const perWeek = [0, 1, 2, 3, 4, 5, 6].filter((weekday) => !daysOff.includes(String(weekday))).length;
  const nothing = { plan: plan.id, starts: choice.start ?? today, ends: null, sessions: [] };
  if (!perWeek) return { ...nothing, dropped: [], warnings: ["Every day is a day off: take one back to get a plan."] };

  // Less than an hour a week is no pace: a plan would take years.
  const asked = choice.hoursPerWeek > 0 ? (Math.max(1, choice.hoursPerWeek) * 60) / perWeek : null;
  const perPeriod = plan.unit === "week" ? perWeek : 2;
  const most = asked ?? (plan.hours[1] * 60) / perPeriod;
  const open = (at: number): Item[] =>
    plan.periods.flatMap((period) =>
      period.tasks
        .filter((task) => !((choice.ticks.get(task.key) ?? Infinity) < at))
        .map((task) => ({ task, period: period.slug, days: asked ? task.minutes / asked : (perPeriod * task.minutes) / sum(period.tasks) })),
    );
  const length = (items: readonly Item[]): number => items.reduce((total, { days }) => total + days, 0);
  const needed = (items: readonly Item[]): number => Math.ceil(length(items) - NOTHING);

  const warnings: string[] = [];
  const all = open(choice.since);
  let starts = choice.start ?? today;
  if (choice.start === null && interview !== null) {
    starts = interview;
    for (let left = needed(all); left > 0; ) if (free((starts = addDays(starts, -1)))) left--;
    if (starts < today) warnings.push(`At this pace the plan would have begun on ${inWords(starts)}.`);
    if (starts < today) starts = today;
  }

  const laid: { day: Day; tasks: Piece[] }[] = [];
  let dropped: readonly PlanTask[] = [];
  const legs = [{ at: choice.since, day: starts }, ...choice.resumed];
  for (const [place, leg] of legs.entries()) {
    const from = leg.day > starts ? leg.day : starts;
    let items = place ? open(leg.at) : all;
    const days: Day[] = [];
    const enough = interview === null ? needed(items) : Infinity;
    for (let day = from; days.length < enough && (interview === null || day < interview); day = addDays(day, 1)) if (free(day)) days.push(day);
    dropped = [];
    if (interview !== null) ({ kept: items, dropped } = fit(items, days.length * most));
    while (laid.length && (laid.at(-1) as { day: Day }).day >= from) laid.pop();
    laid.push(...layOut(items, days, interview !== null && !asked ? days.length / length(items) : 1));
    if (place === legs.length - 1 && !days.length && dropped.length) warnings.push("No study day is left before the interview.");
  }
  const sessions = laid.map(({ day, tasks }, place) => ({ number: place + 1, day, tasks, minutes: sum(tasks) }));
  return { plan: plan.id, starts, ends: sessions.at(-1)?.day ?? null, sessions, dropped, warnings };
}

/** "I missed days": what is open is laid out anew from today; `at` is now. To keep it, log the setting `planResumed` with today. */
export function catchUp(plan: Plan, choice: Choice, at: number): CaughtUp {
  const before = schedulePlan(plan, choice);
  const schedule = schedulePlan(plan, { ...choice, start: before.starts, resumed: [...choice.resumed, { at, day: choice.today }] });
  const was = lastDays(before);
  const is = lastDays(schedule);
  const moved: { task: PlanTask; from: Day; to: Day }[] = [];
  for (const task of plan.periods.flatMap((period) => period.tasks)) {
    const from = was.get(task.key);
    const to = is.get(task.key);
    // What ends before today is not laid out again: it is done, or dropped.
    if (from && to && from !== to && to >= choice.today) moved.push({ task, from, to });
  }
  return { schedule, moved, dropped: schedule.dropped.filter((task) => !before.dropped.includes(task)) };
}

/** The day on which each task is to be finished, by its key. */
export function lastDays(schedule: Schedule): ReadonlyMap<string, Day> {
  return new Map(schedule.sessions.flatMap(({ day, tasks }) => tasks.map(({ task }) => [task.key, day] as const)));
}
