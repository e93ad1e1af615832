import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import type { Plan, PlanTask } from "../src/domain/contract.ts";
import { addDays, daysBetween, weekdayOf } from "../src/domain/days.ts";
import { catchUp, type Choice, hoursFor, lastDays, type Schedule, schedulePlan } from "../src/domain/plan.ts";
import { fit } from "../src/domain/layout.ts";
import { anyPlan, EIGHT_WEEKS, planOf, TWO_WEEKS } from "./plans.ts";

const MONDAY = "2026-11-23";
const CHOICE: Choice = { start: MONDAY, interview: null, hoursPerWeek: 0, daysOff: "", today: MONDAY, since: 0, ticks: new Map(), resumed: [] };

const tasksOf = (plan: Plan): PlanTask[] => plan.periods.flatMap((period) => [...period.tasks]);
const minutesOf = (tasks: readonly { readonly minutes: number }[]): number => tasks.reduce((sum, one) => sum + one.minutes, 0);
const laid = (schedule: Schedule): string[] => [...lastDays(schedule).keys()];

const day = fc.integer({ min: 0, max: 3000 }).map((count) => addDays("2026-01-01", count));
const anyChoice = fc
  .record({
    start: fc.option(day),
    interview: fc.option(day),
    hoursPerWeek: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 60 })),
    daysOff: fc.uniqueArray(fc.constantFrom("0", "1", "2", "3", "4", "5", "6"), { maxLength: 6 }).map((days) => days.join("")),
    today: day,
  })
  // Nobody plans for years; the rule would hold, but take its time.
  .filter(({ start, interview, today }) => !interview || daysBetween(start ?? today, interview) < 400)
  .map((chosen): Choice => ({ ...CHOICE, ...chosen }));

test("every task is laid out whole and in order, or dropped", () => {
  fc.assert(
    fc.property(anyPlan, anyChoice, (plan, choice) => {
      const schedule = schedulePlan(plan, choice);
      const pieces = schedule.sessions.flatMap((session) => [...session.tasks]);
      const dropped = schedule.dropped.map(({ key }) => key);
      assert.deepEqual(laid(schedule), tasksOf(plan).map(({ key }) => key).filter((key) => !dropped.includes(key)));
      for (const task of tasksOf(plan)) {
        const own = pieces.filter((piece) => piece.task === task);
        if (dropped.includes(task.key)) assert.equal(own.length, 0);
        else assert.equal(minutesOf(own), task.minutes);
        assert.deepEqual(own.map(({ part }) => part), own.map((_, at) => at + 1));
        assert.ok(own.every(({ parts, minutes }) => parts === own.length && minutes > 0));
      }
    }),
  );
});

test("sessions are numbered, follow each other, begin with the start, end before the interview and leave days off alone", () => {
  fc.assert(
    fc.property(anyPlan, anyChoice, (plan, choice) => {
      const { sessions, starts, ends } = schedulePlan(plan, choice);
      sessions.forEach((session, at) => {
        assert.equal(session.number, at + 1);
        assert.equal(session.minutes, minutesOf(session.tasks));
        assert.ok(session.day >= starts && session.day > (sessions[at - 1]?.day ?? ""));
        assert.ok(choice.interview === null || session.day < choice.interview);
        assert.ok(!choice.daysOff.includes(String(weekdayOf(session.day))));
      });
      assert.equal(ends, sessions.at(-1)?.day ?? null);
      if (choice.start === null) assert.ok(starts >= choice.today);
    }),
  );
});

test("no stretch of days holds more than the hours a week that were chosen, but for half an hour where a task is not cut", () => {
  fc.assert(
    fc.property(anyPlan, anyChoice, fc.integer({ min: 1, max: 60 }), (plan, choice, hoursPerWeek) => {
      const { sessions, starts } = schedulePlan(plan, { ...choice, hoursPerWeek });
      const aDay = (hoursPerWeek * 60) / (7 - choice.daysOff.length);
      let total = 0;
      for (const session of sessions) {
        total += session.minutes;
        let days = 0;
        for (let one = starts; one <= session.day; one = addDays(one, 1)) if (!choice.daysOff.includes(String(weekdayOf(one)))) days++;
        assert.ok(total <= days * aDay + 30, `${total} minutes by day ${days} at ${aDay} a day`);
      }
    }),
  );
});

test("long tasks are cut on fives, and nothing shorter than a quarter of an hour is cut off", () => {
  fc.assert(
    fc.property(anyPlan, anyChoice, fc.integer({ min: 4, max: 40 }), (plan, choice, hoursPerWeek) => {
      for (const { minutes, part, parts } of schedulePlan(plan, { ...choice, hoursPerWeek }).sessions.flatMap(({ tasks }) => tasks)) {
        assert.ok(parts === 1 || minutes >= 15, `a part of ${minutes} minutes`);
        assert.ok(part === parts || minutes % 5 === 0, `a cut after ${minutes} minutes`);
      }
    }),
  );
});

test("less than an hour a week counts as an hour", () => {
  assert.deepEqual(schedulePlan(TWO_WEEKS, { ...CHOICE, hoursPerWeek: 0.001 }), schedulePlan(TWO_WEEKS, { ...CHOICE, hoursPerWeek: 1 }));
});

test("at its own pace a plan by weeks takes a week a period, days off or none", () => {
  for (const daysOff of ["", "06", "12345"]) {
    for (const { day: when, tasks } of schedulePlan(EIGHT_WEEKS, { ...CHOICE, daysOff }).sessions) {
      const week = Math.floor(daysBetween(MONDAY, when) / 7);
      for (const { period } of tasks) assert.equal(period, EIGHT_WEEKS.periods[week]?.slug, `${when} with ${daysOff} off`);
    }
  }
});

test("at its own pace a plan by pairs of days takes two study days a period", () => {
  const free = schedulePlan(TWO_WEEKS, CHOICE);
  assert.deepEqual(free.sessions.map(({ day: when }) => when), Array.from({ length: 14 }, (_, at) => addDays(MONDAY, at)));
  const weekdays = schedulePlan(TWO_WEEKS, { ...CHOICE, daysOff: "06" });
  assert.equal(weekdays.sessions.length, 14);
  assert.equal(weekdays.ends, addDays(MONDAY, 17));
  weekdays.sessions.forEach(({ tasks }, at) => tasks.forEach(({ period }) => assert.equal(period, TWO_WEEKS.periods[Math.floor(at / 2)]?.slug)));
});

test("with fewer hours a week eight weeks become twelve or sixteen", () => {
  for (const weeks of [12, 16]) {
    for (const daysOff of ["", "0", "06"]) {
      const { ends } = schedulePlan(EIGHT_WEEKS, { ...CHOICE, hoursPerWeek: hoursFor(EIGHT_WEEKS, weeks), daysOff });
      const days = daysBetween(MONDAY, ends ?? MONDAY) + 1;
      assert.ok(days > weeks * 7 - 4 && days <= weeks * 7, `${days} days for ${weeks} weeks without ${daysOff}`);
    }
  }
});

test("worked back from an interview the last session is on the study day before, and there is time for all", () => {
  const choice = { ...CHOICE, start: null, interview: "2027-03-01", daysOff: "0" };
  const schedule = schedulePlan(EIGHT_WEEKS, choice);
  assert.equal(schedule.ends, "2027-02-27", "the 28th is a Sunday");
  assert.equal(schedule.starts, "2027-01-04");
  assert.deepEqual([schedule.dropped, schedule.warnings], [[], []]);
  assert.deepEqual(schedulePlan(EIGHT_WEEKS, { ...choice, start: schedule.starts, today: "2027-01-20" }), schedule, "once kept, the start stays");
});

test("too late for its own pace a plan says so, and is laid out from today up to the most hours it asks for", () => {
  const schedule = schedulePlan(EIGHT_WEEKS, { ...CHOICE, start: null, interview: addDays(MONDAY, 49) });
  assert.equal(schedule.starts, MONDAY);
  assert.deepEqual(schedule.warnings, ["At this pace the plan would have begun on 16 November 2026."]);
  assert.deepEqual(schedule.dropped, [], "seven weeks hold it at 28 hours");
  const shorter = schedulePlan(EIGHT_WEEKS, { ...CHOICE, start: null, interview: addDays(MONDAY, 42) });
  assert.ok(minutesOf(shorter.sessions) <= 6 * 30 * 60 && minutesOf(shorter.sessions) > 6 * 30 * 60 - 120);
  assert.equal(minutesOf(shorter.sessions) + minutesOf(shorter.dropped), minutesOf(tasksOf(EIGHT_WEEKS)));
});

test("between a start and an interview the plan's own pace is spread evenly", () => {
  const { sessions } = schedulePlan(EIGHT_WEEKS, { ...CHOICE, interview: addDays(MONDAY, 112) });
  assert.equal(sessions.at(-1)?.day, addDays(MONDAY, 111));
  const inWeek = (week: number): number => minutesOf(sessions.filter(({ day: when }) => Math.floor(daysBetween(MONDAY, when) / 7) === week));
  for (let week = 0; week < 16; week++) assert.ok(Math.abs(inWeek(week) - 740) < 130, `week ${week}: ${inWeek(week)} minutes`);
});

test("what is dropped would not fit, and cards go before reading before one's own work, the shortest first", () => {
  const plan = planOf("week", [10, 10], [["100c", "60c", "90r", "200o"], ["60c", "120c", "30r", "240o"]]);
  const at = (hours: number): string[] => schedulePlan(plan, { ...CHOICE, hoursPerWeek: hours, interview: addDays(MONDAY, 7) }).dropped.map(({ key }) => key);
  assert.deepEqual(at(15), []);
  assert.deepEqual(at(14), ["2-1"], "of two equally long the later");
  assert.deepEqual(at(13), ["1-2", "2-1"]);
  assert.deepEqual(at(12), ["1-1", "1-2", "2-1"]);
  assert.deepEqual(at(12.4), ["1-1", "2-1"], "with the longer one gone a short one fits again");
  assert.deepEqual(at(8), ["1-1", "1-2", "1-3", "2-1", "2-2"]);
  assert.deepEqual(at(4), ["1-1", "1-2", "1-3", "1-4", "2-1", "2-2", "2-3"]);
  fc.assert(
    fc.property(anyPlan, anyChoice, fc.integer({ min: 1, max: 40 }), (any, choice, hoursPerWeek) => {
      const { sessions, dropped, starts } = schedulePlan(any, { ...choice, hoursPerWeek });
      if (choice.interview === null) return assert.deepEqual(dropped, []);
      let room = -minutesOf(sessions);
      for (let one = starts; one < choice.interview; one = addDays(one, 1)) if (!choice.daysOff.includes(String(weekdayOf(one)))) room += (hoursPerWeek * 60) / (7 - choice.daysOff.length);
      for (const task of dropped) assert.ok(task.minutes > room - 1e-6, `${task.minutes} minutes fit into ${room}`);
    }),
  );
});

test("a plan without a day to study on is empty and says why", () => {
  const off = schedulePlan(TWO_WEEKS, { ...CHOICE, daysOff: "0123456" });
  assert.deepEqual([off.sessions, off.ends, off.warnings], [[], null, ["Every day is a day off: take one back to get a plan."]]);
  const late = schedulePlan(TWO_WEEKS, { ...CHOICE, interview: MONDAY });
  assert.deepEqual([late.sessions, late.warnings], [[], ["No study day is left before that day."]]);
  assert.equal(late.dropped.length, tasksOf(TWO_WEEKS).length);
  const short = schedulePlan(planOf("days", [1, 1], [["300c"]]), { ...CHOICE, interview: addDays(MONDAY, 1) });
  assert.deepEqual([short.dropped.length, short.warnings], [1, []], "there is a day, but the task is too long for it");
});

test("leap days are days", () => {
  const days = schedulePlan(TWO_WEEKS, { ...CHOICE, start: "2028-02-20" }).sessions.map(({ day: when }) => when);
  assert.deepEqual(days.slice(8, 11), ["2028-02-28", "2028-02-29", "2028-03-01"]);
  assert.equal(days.at(-1), "2028-03-04");
});

test("ticking moves nothing, but what was done before the plan was chosen is not laid out", () => {
  const plain = schedulePlan(EIGHT_WEEKS, { ...CHOICE, since: 100 });
  assert.deepEqual(schedulePlan(EIGHT_WEEKS, { ...CHOICE, since: 100, ticks: new Map([["1-1", 100], ["1-2", 5000]]) }), plain);
  const known = schedulePlan(EIGHT_WEEKS, { ...CHOICE, since: 100, ticks: new Map([["1-1", 99]]) });
  assert.deepEqual(laid(known), laid(plain).filter((key) => key !== "1-1"));
});

test("without an interview missed days push what is open on, and nothing is dropped", () => {
  const today = addDays(MONDAY, 5);
  const ticks = new Map([["1-1", 10], ["1-2", 20]]);
  const before = schedulePlan(TWO_WEEKS, { ...CHOICE, today, ticks });
  const { schedule, moved, dropped } = catchUp(TWO_WEEKS, { ...CHOICE, today, ticks }, 1000);
  assert.deepEqual([dropped, schedule.dropped], [[], []]);
  assert.deepEqual(schedule.sessions.slice(0, 5), before.sessions.slice(0, 5), "what was planned stays on record");
  const open = tasksOf(TWO_WEEKS).map(({ key }) => key).filter((key) => !ticks.has(key));
  const again = schedule.sessions.slice(5).flatMap((session) => session.tasks.map(({ task }) => task.key));
  assert.deepEqual([...new Set(again)], open);
  assert.deepEqual(moved.map(({ task }) => task.key), open);
  assert.ok(moved.every(({ from, to }) => from < to && to >= today));
});

test("before an interview missed days drop what matters least and say so", () => {
  const choice = { ...CHOICE, interview: addDays(MONDAY, 14), today: addDays(MONDAY, 4), ticks: new Map([["1-1", 10]]) };
  assert.deepEqual(schedulePlan(TWO_WEEKS, choice).dropped, []);
  const { schedule, dropped, moved } = catchUp(TWO_WEEKS, choice, 1000);
  assert.ok(dropped.length > 0 && dropped.every(({ kind }) => kind === "cards"));
  const open = minutesOf(tasksOf(TWO_WEEKS)) - 60;
  const left = minutesOf(schedule.sessions.filter(({ day: when }) => when >= choice.today));
  assert.equal(left, open - minutesOf(dropped));
  assert.ok(left <= 10 * 240, "ten days of at most eight hours for two");
  assert.equal(schedule.ends, addDays(MONDAY, 13));
  assert.ok(moved.every(({ task, to }) => !dropped.includes(task) && to >= choice.today));
});

test("what was dropped before is not said again", () => {
  const choice = { ...CHOICE, interview: addDays(MONDAY, 9), today: addDays(MONDAY, 2) };
  const before = schedulePlan(TWO_WEEKS, choice).dropped;
  const { schedule, dropped } = catchUp(TWO_WEEKS, choice, 1000);
  assert.ok(before.length > 0 && dropped.length > 0 && !dropped.some((task) => before.includes(task)));
  assert.ok(dropped.every((task) => schedule.dropped.includes(task)));
});

test("planning anew before the plan has begun leaves its start alone", () => {
  const early = { at: 10, day: addDays(MONDAY, -5) };
  assert.deepEqual(schedulePlan(TWO_WEEKS, { ...CHOICE, resumed: [early] }), schedulePlan(TWO_WEEKS, CHOICE));
});

test("a day's new plan stays as it is whatever is ticked later, and the next one builds on it", () => {
  const first = { at: 1000, day: addDays(MONDAY, 5) };
  const choice = { ...CHOICE, resumed: [first], ticks: new Map([["1-1", 10]]) };
  const once = schedulePlan(TWO_WEEKS, choice);
  assert.deepEqual(schedulePlan(TWO_WEEKS, { ...choice, ticks: new Map([["1-1", 10], ["1-2", 1000]]) }), once);
  const { schedule } = catchUp(TWO_WEEKS, { ...choice, today: addDays(MONDAY, 8), ticks: new Map([["1-1", 10], ["1-2", 1000]]) }, 2000);
  assert.deepEqual(schedule.sessions.slice(0, 8), once.sessions.slice(0, 8));
  assert.ok(!schedule.sessions.slice(8).some(({ tasks }) => tasks.some(({ task }) => task.key === "1-2")));
});

test("planning anew keeps the day off, the interview and every open task, whatever was missed", () => {
  fc.assert(
    fc.property(anyPlan, anyChoice, fc.integer({ min: 0, max: 60 }), fc.nat(5), (plan, choice, later, done) => {
      const starts = schedulePlan(plan, choice).starts;
      const ticks = new Map(tasksOf(plan).slice(0, done).map(({ key }) => [key, 10]));
      const today = addDays(starts, later);
      const { schedule, moved } = catchUp(plan, { ...choice, start: starts, today, ticks }, 1000);
      assert.ok(moved.every(({ task, from, to }) => from !== to && to >= today && !schedule.dropped.includes(task)));
      const fresh = schedule.sessions.filter(({ day: when }) => when >= today);
      const again = new Set(fresh.flatMap((session) => session.tasks.map(({ task }) => task)));
      for (const task of tasksOf(plan)) assert.equal(again.has(task) || schedule.dropped.includes(task), !ticks.has(task.key), task.key);
      for (const { day: when } of fresh) assert.ok(!choice.daysOff.includes(String(weekdayOf(when))) && (!choice.interview || when < choice.interview));
    }),
  );
});

test("what the author keeps is dropped last, whatever it links to and however short it is", () => {
  const items = planOf("week", [1, 2], [["30k", "90c", "60r", "120o"]]).periods[0]!.tasks.map((task) => ({ task, period: "p", days: 1 }));
  assert.deepEqual(fit(items, 150).kept.map(({ task }) => task.kind), ["kept", "own"]);
  assert.deepEqual(fit(items, 30).kept.map(({ task }) => task.kind), ["kept"]);
});
