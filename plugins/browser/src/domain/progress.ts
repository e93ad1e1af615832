/**
 * How far somebody is with a plan: what is on today, planned against done. Pure.
 */

import type { Plan, PlanTask } from "./contract.ts";
import type { Day } from "./days.ts";
import { lastDays, type Schedule, type Session } from "./plan.ts";

/** Tasks and their minutes. */
export interface Amount {
  readonly tasks: number;
  readonly minutes: number;
}

/** Today's session, if there is one; the next after it; and open tasks that were to be finished before today. */
export function todayOf(
  schedule: Schedule,
  ticks: ReadonlyMap<string, number>,
  today: Day,
): { session: Session | null; next: Session | null; overdue: readonly PlanTask[] } {
  const { sessions } = schedule;
  const last = lastDays(schedule);
  const tasks = new Map(sessions.flatMap((session) => session.tasks.map(({ task }) => [task.key, task] as const)));
  return {
    session: sessions.find(({ day }) => day === today) ?? null,
    next: sessions.find(({ day }) => day > today) ?? null,
    overdue: [...tasks.values()].filter(({ key }) => !ticks.has(key) && (last.get(key) as Day) < today && !schedule.dropped.some((task) => task.key === key)),
  };
}

/**
 * Planned against done: `planned` was to be finished before today (what is not laid out since it was done before counts too);
 * `done` is ticked; `left` is neither done nor dropped; `total` is the whole plan.
 */
export function progressOf(
  plan: Plan,
  schedule: Schedule,
  ticks: ReadonlyMap<string, number>,
  today: Day,
): { planned: Amount; done: Amount; left: Amount; total: Amount } {
  const all = plan.periods.flatMap((period) => period.tasks);
  const out = new Set(schedule.dropped.map(({ key }) => key));
  const last = lastDays(schedule);
  const amount = (wanted: (key: string) => boolean): Amount => {
    const tasks = all.filter(({ key }) => wanted(key));
    return { tasks: tasks.length, minutes: tasks.reduce((minutes, task) => minutes + task.minutes, 0) };
  };
  return {
    planned: amount((key) => !out.has(key) && (last.get(key) ?? "") < today),
    done: amount((key) => ticks.has(key)),
    left: amount((key) => !ticks.has(key) && !out.has(key)),
    total: amount(() => true),
  };
}
