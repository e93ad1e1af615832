import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import { type CalendarOptions, toCalendar } from "../src/domain/ics.ts";
import { catchUp, type Choice, schedulePlan } from "../src/domain/plan.ts";
import { EIGHT_WEEKS, planOf, TWO_WEEKS } from "./plans.ts";

const MONDAY = "2026-11-23";
const CHOICE: Choice = { start: MONDAY, interview: null, hoursPerWeek: 0, daysOff: "", today: MONDAY, since: 0, ticks: new Map(), resumed: [] };
const OPTIONS: CalendarOptions = { stamp: Date.parse("2026-11-21T07:30:00Z"), name: "Interview plan", uidHost: "example.org", time: null, url: null };
const SCHEDULE = schedulePlan(TWO_WEEKS, CHOICE);

const unfolded = (text: string): string[] => text.replaceAll("\r\n ", "").split("\r\n");
const values = (text: string, property: string): string[] =>
  unfolded(text).filter((line) => line.startsWith(property)).map((line) => line.slice(property.length + 1));

/** A schedule of one session, whose one task has this text. */
function withText(text: string): string {
  const plan = planOf("days", [1, 1], [["90c"]]);
  const [period] = plan.periods;
  const [task] = period?.tasks ?? [];
  assert.ok(period && task);
  return toCalendar(schedulePlan({ ...plan, periods: [{ ...period, tasks: [{ ...task, text }] }] }, { ...CHOICE, hoursPerWeek: 20 }), OPTIONS);
}

test("a calendar of one whole day", () => {
  assert.equal(
    withText("Read; write, and say \\o/"),
    [
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//Studyloop//Plan//EN",
      "CALSCALE:GREGORIAN",
      "NAME:Interview plan",
      "X-WR-CALNAME:Interview plan",
      "BEGIN:VEVENT",
      "UID:pairs-1@example.org",
      "DTSTAMP:20261121T073000Z",
      "DTSTART;VALUE=DATE:20261123",
      "DTEND;VALUE=DATE:20261124",
      "TRANSP:TRANSPARENT",
      "SUMMARY:Interview plan: 1 h 30 min",
      "DESCRIPTION:- Read\\; write\\, and say \\\\o/ (1 h 30 min)",
      "END:VEVENT",
      "END:VCALENDAR",
      "",
    ].join("\r\n"),
  );
});

test("no line is longer than 75 octets, none is cut within a character, and unfolding gives the text back", () => {
  const texts = fc.string({ unit: fc.constantFrom("a", " ", "é", "→", "𝛽", "👩🏽‍💻", "-"), maxLength: 300 });
  fc.assert(
    fc.property(texts, (text) => {
      const calendar = withText(text);
      for (const line of calendar.split("\r\n")) {
        assert.ok(Buffer.byteLength(line) <= 75, line);
        assert.equal(Buffer.from(line).toString(), line);
      }
      assert.deepEqual(values(calendar, "DESCRIPTION"), [`- ${text} (1 h 30 min)`]);
    }),
  );
});

test("no text can begin a line of its own or bring a control character along", () => {
  const texts = fc.string({ unit: fc.constantFrom("a", "\r", "\n", "\u0000", "\u0007", "\u007f", "\u0085", ":", ";", "END"), maxLength: 60 });
  fc.assert(
    fc.property(texts, (text) => {
      const calendar = withText(text);
      assert.equal(unfolded(calendar).length, 17);
      assert.doesNotMatch(calendar.replaceAll("\r\n", ""), /\p{Cc}/u);
    }),
  );
});

test("there is one event a session, each with an id of its own", () => {
  const text = toCalendar(SCHEDULE, OPTIONS);
  const ids = values(text, "UID");
  assert.equal(ids.length, SCHEDULE.sessions.length);
  assert.equal(new Set(ids).size, ids.length);
  assert.deepEqual(values(text, "DTSTART;VALUE=DATE"), SCHEDULE.sessions.map(({ day }) => day.replaceAll("-", "")));
});

test("ids stay when the plan begins on another day or is planned anew, and differ between plans", () => {
  const ids = (schedule = SCHEDULE): string[] => values(toCalendar(schedule, { ...OPTIONS, stamp: OPTIONS.stamp + 1000 }), "UID");
  assert.deepEqual(ids(schedulePlan(TWO_WEEKS, { ...CHOICE, start: "2027-01-01" })), ids());
  const { schedule } = catchUp(TWO_WEEKS, { ...CHOICE, today: "2026-11-26" }, 1000);
  assert.deepEqual(ids(schedule).slice(0, 14), ids());
  assert.ok(!ids(schedulePlan(EIGHT_WEEKS, CHOICE)).some((id) => ids().includes(id)));
});

test("the calendar's name is text as RFC 7986 has it", () => {
  const text = toCalendar(SCHEDULE, { ...OPTIONS, name: "Now, or never; \\" });
  for (const property of ["NAME", "X-WR-CALNAME"]) assert.deepEqual(values(text, property), ["Now\\, or never\\; \\\\"]);
});

test("timed events begin at the time by the clock, before and after it is set", () => {
  const starts = (zone: string, start: string): string[] => {
    const schedule = schedulePlan(TWO_WEEKS, { ...CHOICE, start });
    return values(toCalendar(schedule, { ...OPTIONS, time: { minutes: 19 * 60, zone } }), "DTSTART").slice(0, 2);
  };
  assert.deepEqual(starts("Europe/Berlin", "2026-03-28"), ["20260328T180000Z", "20260329T170000Z"]);
  assert.deepEqual(starts("America/New_York", "2026-10-31"), ["20261031T230000Z", "20261102T000000Z"]);
  assert.deepEqual(starts("Asia/Kolkata", "2028-02-28"), ["20280228T133000Z", "20280229T133000Z"]);
  assert.deepEqual(starts("Pacific/Apia", "2027-01-01"), ["20270101T060000Z", "20270102T060000Z"]);
});

test("timed events last as long as their session", () => {
  const text = toCalendar(SCHEDULE, { ...OPTIONS, time: { minutes: 8 * 60, zone: "UTC" } });
  const time = (value: string): number => Date.parse(value.replace(/^(....)(..)(..T..)(..)/, "$1-$2-$3:$4:"));
  const ends = values(text, "DTEND").map(time);
  assert.deepEqual(values(text, "DTSTART").map((start, at) => ((ends[at] ?? 0) - time(start)) / 60_000), SCHEDULE.sessions.map(({ minutes }) => minutes));
});

test("tasks of several sessions say which part it is", () => {
  const text = values(toCalendar(schedulePlan(EIGHT_WEEKS, CHOICE), OPTIONS), "DESCRIPTION")[0];
  assert.equal(text, "- Task 1 of part 1 (2 h)\\n- Task 2 of part 1 (1 h 30 min\\, part 1 of 2)");
});

test("the plan's page is named where it is known", () => {
  assert.equal(values(toCalendar(SCHEDULE, { ...OPTIONS, url: "https://example.org/plans/" }), "URL")[0], "https://example.org/plans/");
  assert.deepEqual(values(toCalendar(SCHEDULE, OPTIONS), "URL"), []);
});
