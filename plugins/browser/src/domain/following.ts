/**
 * From what a learner chose to a plan's dates: which choice the settings make, and which settings a choice makes. Pure.
 * What must not live here: the laying out of tasks (`plan.ts`).
 */

import type { Plan } from "./contract.ts";
import { addDays, type Day, daysBetween } from "./days.ts";
import type { Followed } from "./followed.ts";
import { type Choice, type Schedule, schedulePlan, type Session } from "./plan.ts";
import type { SettingName, Settings } from "./settings.ts";

/** What a form asks for; `start` null works back from the interview, 0 `hours` is the plan's own pace. */
export interface Wanted {
  readonly start: Day | null;
  readonly interview: Day | null;
  readonly hours: number;
  readonly daysOff: string;
}

/** An interview that lies before the plan's start was another one. */
function choice(followed: Followed, { start, interview, hours, daysOff }: Wanted, today: Day): Choice {
  const ahead = interview !== null && interview > (start ?? today) ? interview : null;
  return { ...followed, start, interview: ahead, hoursPerWeek: hours, daysOff, today };
}

/** The choice that stands in the settings. */
export function choiceOf({ planStart, interview, planHours, daysOff }: Settings, followed: Followed, today: Day): Choice {
  return choice(followed, { start: planStart, interview, hours: planHours, daysOff }, today);
}

/** What following the plan in this way would give, and the settings to log for it at `now`. */
export function follow(
  plan: Plan,
  settings: Settings,
  followed: Followed,
  wanted: Wanted,
  today: Day,
  now: number,
): { schedule: Schedule; changes: readonly (readonly [SettingName, string | number | null])[] } {
  const same = settings.plan === plan.id && wanted.start !== null && wanted.start === settings.planStart;
  const schedule = schedulePlan(plan, choice(same ? followed : { ...followed, since: now, resumed: [] }, wanted, today));
  const all = [
    ["plan", plan.id],
    // Worked back, the start is fixed from now on.
    ["planStart", schedule.starts],
    ["planHours", wanted.hours],
    ["daysOff", wanted.daysOff],
    ["interview", wanted.interview],
  ] as const;
  // Working back lays out anew what is open, also where the start comes out as it was.
  return { schedule, changes: all.filter(([name, value]) => settings[name] !== value || (name === "planStart" && wanted.start === null)) };
}

/** Seven days of a schedule; `number` counts from 1. */
export interface Week {
  readonly number: number;
  readonly first: Day;
  readonly last: Day;
  readonly sessions: readonly Session[];
}

/** The sessions by weeks that begin with the plan's first day; weeks without any are left out. */
export function weeksOf({ starts, sessions }: Schedule): readonly Week[] {
  const weeks = new Map<number, Session[]>();
  for (const session of sessions) {
    const place = Math.floor(daysBetween(starts, session.day) / 7);
    weeks.set(place, [...(weeks.get(place) ?? []), session]);
  }
  return [...weeks].map(([place, its]) => ({ number: place + 1, first: addDays(starts, 7 * place), last: addDays(starts, 7 * place + 6), sessions: its }));
}
