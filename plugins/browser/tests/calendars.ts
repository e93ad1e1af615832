/** Reads a list of cases (plan, choice without maps, calendar options) from standard input; prints each schedule and its calendar. */

import { readFileSync } from "node:fs";

import type { Plan } from "../src/domain/contract.ts";
import { type CalendarOptions, toCalendar } from "../src/domain/ics.ts";
import { type Choice, schedulePlan } from "../src/domain/plan.ts";

interface Case {
  readonly plan: Plan;
  readonly choice: Omit<Choice, "ticks" | "since">;
  readonly options: CalendarOptions;
}

const cases = JSON.parse(readFileSync(0, "utf8")) as readonly Case[];
const answers = cases.map(({ plan, choice, options }) => {
  const schedule = schedulePlan(plan, { ...choice, since: 0, ticks: new Map() });
  return { sessions: schedule.sessions, calendar: toCalendar(schedule, options) };
});
process.stdout.write(JSON.stringify(answers));
