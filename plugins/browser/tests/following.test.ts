import assert from "node:assert/strict";
import { test } from "node:test";

import type { Plan } from "../src/domain/contract.ts";
import { addDays, weekdayOf } from "../src/domain/days.ts";
import { readFollowed } from "../src/domain/followed.ts";
import { choiceOf, follow, type Wanted, weeksOf } from "../src/domain/following.ts";
import { hoursFor, schedulePlan } from "../src/domain/plan.ts";
import { DEFAULTS, readSettings, type Settings } from "../src/domain/settings.ts";
import type { LogEvent } from "../src/domain/events.ts";

const TODAY = "2026-11-23"; // a Monday
const NOW = Date.parse("2026-11-23T09:00:00Z");

const PLAN: Plan = {
  id: "plan", title: "A plan", summary: "", page: "plans/plan/", unit: "week", hours: [20, 30], stretch: [12, 16],
  periods: Array.from({ length: 8 }, (_, week) => ({
    slug: `week-0${week + 1}`, name: `Week ${week + 1}`, title: `Part ${week + 1}`, focus: "", output: "", cards: [],
    tasks: Array.from({ length: 6 }, (_, at) => ({ key: `plan/${week}-${at}`, text: `Task ${at}.`, minutes: 240, kind: "own" as const, links: [] })),
  })),
};
const NOTHING = readFollowed([]);
const settingsOf = (given: Partial<Settings>): Settings => ({ ...DEFAULTS, ...given });
const wantedOf = (given: Partial<Wanted>): Wanted => ({ start: TODAY, interview: null, hours: 0, daysOff: "", ...given });

/** The settings after a choice was logged. */
function logged(settings: Settings, changes: ReturnType<typeof follow>["changes"]): { settings: Settings; events: LogEvent[] } {
  const before = Object.entries(settings).map(([name, value], at) => ({ type: "setting", id: `a${at}`, at: 0, name, value }) as LogEvent);
  const events = [...before, ...changes.map(([name, value], at) => ({ type: "setting", id: `b${at}`, at: NOW, name, value }) as LogEvent)];
  return { settings: readSettings(events), events };
}

test("what a choice promised is what its settings give", () => {
  for (const wanted of [wantedOf({}), wantedOf({ hours: 13, daysOff: "06" }), wantedOf({ start: null, interview: "2027-02-10" })]) {
    const { schedule, changes } = follow(PLAN, settingsOf({}), NOTHING, wanted, TODAY, NOW);
    const { settings, events } = logged(settingsOf({}), changes);
    assert.deepEqual(schedulePlan(PLAN, choiceOf(settings, readFollowed(events), TODAY)), schedule);
  }
});

test("a plan worked back from an interview ends the day before it and keeps its start when days go by", () => {
  const { schedule, changes } = follow(PLAN, settingsOf({}), NOTHING, wantedOf({ start: null, interview: "2027-02-10" }), TODAY, NOW);
  assert.equal(schedule.ends, "2027-02-09");
  const { settings, events } = logged(settingsOf({}), changes);
  assert.equal(settings.planStart, schedule.starts);
  assert.deepEqual(schedulePlan(PLAN, choiceOf(settings, readFollowed(events), addDays(TODAY, 9))), schedule);
});

test("the hours said for twelve and sixteen weeks make the plan that long", () => {
  for (const weeks of PLAN.stretch) {
    const { schedule } = follow(PLAN, settingsOf({}), NOTHING, wantedOf({ hours: Math.ceil(hoursFor(PLAN, weeks)) }), TODAY, NOW);
    const found = weeksOf(schedule).at(-1)?.number ?? 0;
    assert.ok(found <= weeks && found > weeks - 2, `${found} weeks instead of ${weeks}`);
  }
});

test("other days off or hours keep the start and what was planned anew; another start does not", () => {
  const following = settingsOf({ plan: "plan", planStart: TODAY });
  const names = (wanted: Wanted): string[] => follow(PLAN, following, NOTHING, wanted, TODAY, NOW).changes.map(([name]) => name);
  assert.deepEqual(names(wantedOf({ daysOff: "0" })), ["daysOff"]);
  assert.deepEqual(names(wantedOf({ hours: 10 })), ["planHours"]);
  assert.deepEqual(names(wantedOf({ start: "2026-11-30" })), ["planStart"]);
  assert.deepEqual(names(wantedOf({})), []);
});

test("an interview that lies before the plan's start does not count", () => {
  const { schedule } = follow(PLAN, settingsOf({}), NOTHING, wantedOf({ interview: "2026-11-20" }), TODAY, NOW);
  assert.deepEqual(schedule, follow(PLAN, settingsOf({}), NOTHING, wantedOf({}), TODAY, NOW).schedule);
});

test("weeks are seven days from the plan's first one and hold every session once", () => {
  const { schedule } = follow(PLAN, settingsOf({}), NOTHING, wantedOf({ start: "2026-11-25", daysOff: "03" }), TODAY, NOW);
  const weeks = weeksOf(schedule);
  assert.deepEqual(weeks.flatMap(({ sessions }) => sessions), schedule.sessions);
  for (const { first, last, sessions } of weeks) {
    assert.equal(weekdayOf(first), weekdayOf("2026-11-25"));
    assert.equal(last, addDays(first, 6));
    assert.ok(sessions.every(({ day }) => first <= day && day <= last));
  }
});
