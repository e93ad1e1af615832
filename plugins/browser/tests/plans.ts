/** Plans for tests: the two shapes the site has, and any others. */

import fc from "fast-check";

import type { Plan, PlanTask, TaskKind } from "../src/domain/contract.ts";

/** A plan of tasks given as minutes and the first letter of their kind, one list a period: `[["120r", "60c"], ["90o"]]`. */
export function planOf(unit: Plan["unit"], hours: readonly [number, number], periods: readonly (readonly string[])[]): Plan {
  const kinds: Record<string, TaskKind> = { c: "cards", r: "reading", o: "own", k: "kept" };
  return {
    id: unit === "week" ? "weeks" : "pairs",
    title: "A plan",
    summary: "A plan.",
    page: "plans/a-plan/",
    unit,
    hours,
    stretch: [],
    periods: periods.map((tasks, at) => ({
      slug: `period-${at + 1}`,
      name: `Period ${at + 1}`,
      title: `Part ${at + 1}`,
      focus: "Focus.",
      output: "Output.",
      cards: [],
      tasks: tasks.map(
        (task, number): PlanTask => ({
          key: `${at + 1}-${number + 1}`,
          text: `Task ${number + 1} of part ${at + 1}`,
          minutes: Number.parseInt(task, 10),
          kind: kinds[task.slice(-1)] ?? "own",
          links: [],
        }),
      ),
    })),
  };
}

export const EIGHT_WEEKS = planOf("week", [20, 30], [
  ["120r", "240c", "270c", "300c", "330c", "60o", "150o"],
  ["270c", "150c", "330c", "300c", "60o", "90o", "150o"],
  ["300o", "210c", "120c", "330c", "180c", "90o", "150o"],
  ["180c", "270o", "210c", "360c", "240c", "180o"],
  ["120r", "330c", "330c", "330c", "150c", "240o"],
  ["240c", "240c", "120c", "240c", "240c", "210c", "210o"],
  ["300o", "300c", "240r", "300c", "120o", "270c", "150o"],
  ["300r", "240c", "300o", "180o", "240o", "150o", "120o"],
]);

export const TWO_WEEKS = planOf("days", [6, 8], [
  ["60r", "150c", "150c", "60r"],
  ["60r", "120c", "120c", "60c", "40o"],
  ["40r", "130c", "130c", "40c", "40o"],
  ["60r", "110c", "130c", "60c", "40o"],
  ["130c", "110c", "130c", "40o"],
  ["120c", "90o", "120c", "60c", "40o"],
  ["100c", "100c", "100c", "60o", "30o"],
]);

const task = fc.tuple(fc.integer({ min: 1, max: 400 }), fc.constantFrom("c", "r", "o")).map(([minutes, kind]) => `${minutes}${kind}`);

/** Any plan. */
export const anyPlan = fc
  .tuple(fc.constantFrom<Plan["unit"]>("week", "days"), fc.integer({ min: 1, max: 20 }), fc.array(fc.array(task, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 6 }))
  .map(([unit, hours, periods]) => planOf(unit, [hours, hours + 5], periods));
