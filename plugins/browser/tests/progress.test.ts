import assert from "node:assert/strict";
import { test } from "node:test";

import { addDays } from "../src/domain/days.ts";
import type { LogEvent } from "../src/domain/events.ts";
import { readFollowed } from "../src/domain/followed.ts";
import { catchUp, type Choice, schedulePlan } from "../src/domain/plan.ts";
import { progressOf, todayOf } from "../src/domain/progress.ts";
import { readSettings } from "../src/domain/settings.ts";
import { planOf } from "./plans.ts";

const MONDAY = "2026-11-23";
/** An hour a day for a week, in tasks of an hour. */
const PLAN = planOf("week", [7, 7], [["60r", "60c", "60c", "60c", "60o", "60o", "60o"]]);
const CHOICE: Choice = { start: MONDAY, interview: null, hoursPerWeek: 0, daysOff: "", today: MONDAY, since: 0, ticks: new Map(), resumed: [] };

const tick = (at: number, task: string, on = true): LogEvent => ({ type: "tick", id: `t${at}`, at, task, on });
const set = (at: number, name: string, value: string | null): LogEvent => ({ type: "setting", id: `s${at}`, at, name, value });

test("a tick counts from when it was first set, and not when it was taken back", () => {
  const { ticks } = readFollowed([tick(3, "a"), tick(1, "a"), tick(2, "b"), tick(4, "b", false), tick(5, "c"), tick(6, "c", false), tick(7, "c")]);
  assert.deepEqual([...ticks], [["a", 1], ["c", 7]]);
});

test("planning anew can be taken back, and ends with another plan or start", () => {
  const log = [set(1, "plan", "weeks"), set(2, "planStart", MONDAY), set(5, "planResumed", "2026-11-26"), set(6, "planResumed", "2026-11-28")];
  assert.deepEqual(readFollowed(log), { since: 2, ticks: new Map(), resumed: [{ at: 5, day: "2026-11-26" }, { at: 6, day: "2026-11-28" }] });
  assert.deepEqual(readFollowed([...log, set(7, "planResumed", null)]).resumed, [{ at: 5, day: "2026-11-26" }]);
  assert.deepEqual(readFollowed([...log, set(8, "planStart", "2027-01-04")]), { since: 8, ticks: new Map(), resumed: [] });
  assert.deepEqual(readFollowed([...log, set(9, "planResumed", "someday")]).resumed.length, 2);
});

test("before anything is chosen all ticks are older than the plan", () => {
  assert.equal(readFollowed([tick(1, "a")]).since, Infinity);
});

test("settings that are days are days", () => {
  assert.equal(readSettings([set(1, "planStart", MONDAY), set(2, "planStart", "2026-02-30")]).planStart, MONDAY);
  assert.equal(readSettings([set(1, "plan", "weeks")]).plan, "weeks");
});

test("today holds the day's session, the next one, and what should be finished and is not", () => {
  const schedule = schedulePlan(PLAN, CHOICE);
  const { session, next, overdue } = todayOf(schedule, new Map([["1-2", 5]]), addDays(MONDAY, 3));
  assert.deepEqual(session?.tasks.map(({ task }) => task.key), ["1-4"]);
  assert.equal(next?.day, addDays(MONDAY, 4));
  assert.deepEqual(overdue.map(({ key }) => key), ["1-1", "1-3"]);
});

test("on a day off there is no session, after the end no next one", () => {
  const schedule = schedulePlan(PLAN, { ...CHOICE, daysOff: "3" });
  assert.equal(todayOf(schedule, new Map(), "2026-11-25").session, null);
  const after = todayOf(schedule, new Map(), "2027-01-01");
  assert.deepEqual([after.session, after.next, after.overdue.length], [null, null, 7]);
});

test("planned against done counts tasks and minutes, and today is not yet late", () => {
  const schedule = schedulePlan(PLAN, CHOICE);
  assert.deepEqual(progressOf(PLAN, schedule, new Map([["1-1", 5], ["1-7", 6]]), addDays(MONDAY, 3)), {
    planned: { tasks: 3, minutes: 180 },
    done: { tasks: 2, minutes: 120 },
    left: { tasks: 5, minutes: 300 },
    total: { tasks: 7, minutes: 420 },
  });
});

test("after planning anew nothing is overdue, what was dropped is not left, and work done ahead counts as planned", () => {
  const today = addDays(MONDAY, 3);
  const choice = { ...CHOICE, interview: addDays(MONDAY, 7), today, ticks: new Map([["1-6", 5]]) };
  const { schedule, dropped } = catchUp(PLAN, choice, 1000);
  assert.deepEqual(dropped.map(({ key }) => key), ["1-3", "1-4"]);
  assert.deepEqual(todayOf(schedule, choice.ticks, today).overdue, []);
  const { planned, done, left } = progressOf(PLAN, schedule, choice.ticks, today);
  assert.deepEqual([planned.tasks, done.tasks, left.tasks], [1, 1, 4]);
});
