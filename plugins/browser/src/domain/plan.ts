/**
 * A plan on dates: which task on which day, what does not fit, and what missed days change.
 * Pure and deterministic: the same plan and choice give the same schedule. How a day is cut is in `layout.ts`,
 * how far somebody is in `progress.ts`.
 * A tick moves nothing: only planning anew (`catchUp`) does, so that what stands on today's list stays there.
 */

import type { Plan, PlanPeriod, PlanTask } from "./contract.ts";
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

/** Hours a week with which a plan takes so many weeks. */
export function hoursFor(plan: Plan, weeks: number): number {
  return sum(plan.periods.flatMap((period) => period.tasks)) / 60 / weeks;
}

/**
 * Lays a plan out. With hours a week, no week holds more; with an interview and the plan's own pace, the work is spread
 * evenly until then, up to the most hours the plan asks for. What does not fit is dropped (see `fit`).
 */
export function schedulePlan(plan: Plan, choice: Choice): Schedule {
  const { interview, today } = choice;
  const isFree = (day: Day): boolean => !choice.daysOff.includes(String(weekdayOf(day)));
  const freeDays = [0, 1, 2, 3, 4, 5, 6].filter((weekday) => !choice.daysOff.includes(String(weekday))).length;
  if (!freeDays) {
    const warnings = ["Every day is a day off: take one back to get a plan."];
    return { plan: plan.id, starts: choice.start ?? today, ends: null, sessions: [], dropped: [], warnings };
  }
  const pace = paceOf(plan, choice.hoursPerWeek, freeDays);
  const warnings: string[] = [];

  const all = openAt(plan, choice, choice.since, pace);
  let starts = choice.start ?? today;
  if (choice.start === null && interview !== null) {
    const wanted = workBack(interview, wholeDays(all), isFree);
    if (wanted < today) warnings.push(`At this pace the plan would have begun on ${inWords(wanted)}.`);
    starts = wanted < today ? today : wanted;
  }

  let laid: { day: Day; tasks: Piece[] }[] = [];
  let dropped: readonly PlanTask[] = [];
  let room = 0;
  for (const [place, leg] of [{ at: choice.since, day: starts }, ...choice.resumed].entries()) {
    const from = leg.day > starts ? leg.day : starts;
    const open = place ? openAt(plan, choice, leg.at, pace) : all;
    const days = studyDays(from, interview, interview === null ? wholeDays(open) : Infinity, isFree);
    const { kept, dropped: out } = interview === null ? { kept: open, dropped: [] } : fit(open, days.length * pace.most);
    const scale = interview !== null && !pace.fixed ? days.length / lengthOf(kept) : 1;
    laid = [...laid.filter(({ day }) => day < from), ...layOut(kept, days, scale)];
    dropped = out;
    room = days.length;
  }
  if (dropped.length && !room) warnings.push("No study day is left before that day.");
  const sessions = laid.map(({ day, tasks }, place) => ({ number: place + 1, day, tasks, minutes: sum(tasks) }));
  return { plan: plan.id, starts, ends: sessions.at(-1)?.day ?? null, sessions, dropped, warnings };
}

/** How many study days a task takes, and the most minutes of one; `fixed` when the learner chose the hours. */
interface Pace {
  readonly fixed: boolean;
  readonly most: number;
  readonly daysOf: (task: PlanTask, period: PlanPeriod) => number;
}

function paceOf(plan: Plan, hoursPerWeek: number, freeDays: number): Pace {
  if (hoursPerWeek > 0) {
    // Less than an hour a week is no pace: a plan would take years.
    const most = (Math.max(1, hoursPerWeek) * 60) / freeDays;
    return { fixed: true, most, daysOf: (task) => task.minutes / most };
  }
  const perPeriod = plan.unit === "week" ? freeDays : 2;
  return { fixed: false, most: (plan.hours[1] * 60) / perPeriod, daysOf: (task, period) => (perPeriod * task.minutes) / sum(period.tasks) };
}

/** Tasks that were not done at that instant, in order. */
function openAt(plan: Plan, { ticks }: Choice, at: number, pace: Pace): Item[] {
  return plan.periods.flatMap((period) =>
    period.tasks
      .filter(({ key }) => (ticks.get(key) ?? Infinity) >= at)
      .map((task) => ({ task, period: period.slug, days: pace.daysOf(task, period) })),
  );
}

const lengthOf = (items: readonly Item[]): number => items.reduce((total, { days }) => total + days, 0);

/** Sums of fractions may end a hair above a whole number. */
const wholeDays = (items: readonly Item[]): number => Math.ceil(lengthOf(items) - 1e-9);

/** The first of so many study days that end before the interview. */
function workBack(interview: Day, count: number, isFree: (day: Day) => boolean): Day {
  let day = interview;
  for (let left = count; left > 0; ) {
    day = addDays(day, -1);
    if (isFree(day)) left--;
  }
  return day;
}

/** At most `count` study days, all before `until`. */
function studyDays(from: Day, until: Day | null, count: number, isFree: (day: Day) => boolean): Day[] {
  const days: Day[] = [];
  for (let day = from; days.length < count && (until === null || day < until); day = addDays(day, 1)) {
    if (isFree(day)) days.push(day);
  }
  return days;
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
