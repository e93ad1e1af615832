import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import { addDays, dayOf, dayReader, daysBetween, isDay, startOfDay, timeOn, weekdayOf } from "../src/domain/days.ts";

const HOUR = 3_600_000;
const ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Apia", "UTC"];
const at = (text: string): number => Date.parse(text);

const zone = fc.constantFrom(...ZONES);
const instant = fc.integer({ min: at("2009-01-01T00:00Z"), max: at("2040-01-01T00:00Z") });
const day = fc.integer({ min: 0, max: 11_000 }).map((count) => addDays("2010-01-01", count));

test("a day begins at four in the morning by the clock", () => {
  assert.equal(dayOf(at("2026-11-21T03:59:59.999+01:00"), "Europe/Berlin"), "2026-11-20");
  assert.equal(dayOf(at("2026-11-21T04:00:00+01:00"), "Europe/Berlin"), "2026-11-21");
  assert.equal(dayOf(at("2026-11-21T03:59:59+05:30"), "Asia/Kolkata"), "2026-11-20");
  assert.equal(dayOf(at("2026-11-21T00:00:00+05:30"), "Asia/Kolkata", 0), "2026-11-21");
});

test("one instant lies in different days of different zones", () => {
  const when = at("2026-06-15T02:00:00Z");
  assert.equal(dayOf(when, "America/New_York"), "2026-06-14");
  assert.equal(dayOf(when, "UTC"), "2026-06-14", "two at night");
  assert.equal(dayOf(when, "Pacific/Apia"), "2026-06-15");
});

test("it is four by the clock when a day begins, on the days the clock is set too", () => {
  for (const [where, when] of [
    ["Europe/Berlin", "2026-03-29T04:00:00+02:00"],
    ["Europe/Berlin", "2026-10-25T04:00:00+01:00"],
    ["America/New_York", "2026-03-08T04:00:00-04:00"],
    ["America/New_York", "2026-11-01T04:00:00-05:00"],
  ] as const) {
    assert.equal(startOfDay(when.slice(0, 10), where), at(when), when);
  }
});

test("days last 23 and 25 hours when the clock is set, else 24", () => {
  const hours = (which: string, where: string): number => (startOfDay(addDays(which, 1), where) - startOfDay(which, where)) / HOUR;
  assert.equal(hours("2026-03-28", "Europe/Berlin"), 23);
  assert.equal(hours("2026-10-24", "Europe/Berlin"), 25);
  assert.equal(hours("2026-03-07", "America/New_York"), 23);
  assert.equal(hours("2026-10-31", "America/New_York"), 25);
  assert.equal(hours("2026-03-28", "Asia/Kolkata"), 24);
});

test("a time the clock shows twice is the first, one it leaps over is the end of the gap", () => {
  assert.equal(timeOn("2026-10-25", 150, "Europe/Berlin"), at("2026-10-25T02:30:00+02:00"));
  assert.equal(timeOn("2026-03-29", 150, "Europe/Berlin"), at("2026-03-29T03:00:00+02:00"));
  assert.equal(timeOn("2026-11-01", 90, "America/New_York"), at("2026-11-01T01:30:00-04:00"));
});

test("the day Samoa left out has no midnight, and the next begins in its place", () => {
  const leap = at("2011-12-30T10:00:00Z");
  assert.equal(dayOf(leap - 1, "Pacific/Apia", 0), "2011-12-29");
  assert.equal(dayOf(leap, "Pacific/Apia", 0), "2011-12-31");
  assert.equal(startOfDay("2011-12-30", "Pacific/Apia", 0), leap);
  assert.equal(startOfDay("2011-12-31", "Pacific/Apia", 0), leap);
});

test("a day is found again from its first instant, and the instant before is another day", () => {
  fc.assert(
    fc.property(day, zone, (which, where) => {
      fc.pre(which !== "2011-12-30" || where !== "Pacific/Apia");
      const first = startOfDay(which, where);
      assert.equal(dayOf(first, where), which);
      assert.ok(dayOf(first - 1, where) < which);
    }),
  );
});

test("days never run backwards", () => {
  fc.assert(
    fc.property(instant, fc.integer({ min: 0, max: 48 * HOUR }), zone, (when, later, where) => {
      assert.ok(dayOf(when, where) <= dayOf(when + later, where));
    }),
  );
});

test("the reader of many instants says what is said of each alone", () => {
  fc.assert(
    fc.property(fc.array(instant, { maxLength: 30 }), zone, (when, where) => {
      const near = when.flatMap((one) => [one, one + HOUR, one + 20 * HOUR]);
      const read = dayReader(where);
      assert.deepEqual(near.map(read), near.map((one) => dayOf(one, where)));
    }),
  );
});

test("leap days are counted", () => {
  assert.equal(addDays("2028-02-28", 1), "2028-02-29");
  assert.equal(addDays("2028-02-29", 366), "2029-03-01");
  assert.equal(addDays("2100-02-28", 1), "2100-03-01");
  assert.equal(daysBetween("2028-02-01", "2028-03-01"), 29);
  assert.equal(weekdayOf("2028-02-29"), 2);
});

test("adding and counting days are each other's opposite", () => {
  fc.assert(fc.property(day, fc.integer({ min: -4000, max: 4000 }), (which, count) => assert.equal(daysBetween(which, addDays(which, count)), count)));
});

test("only days of the calendar are days", () => {
  for (const good of ["2028-02-29", "2026-12-31"]) assert.ok(isDay(good), good);
  for (const bad of ["2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "2026-04-31", "", "tomorrow", "2026-12-24T00:00"]) assert.ok(!isDay(bad), bad);
});

test("a zone nobody knows is refused", () => {
  assert.throws(() => dayOf(0, "Mars/Olympus"), RangeError);
});
