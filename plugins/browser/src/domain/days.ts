/**
 * Days as a learner counts them: ISO days (`2026-12-24`) and their arithmetic, and the way from and to instants.
 * Pure: instants are milliseconds since 1970, a zone is an IANA name (`Europe/Berlin`). No clock, no zone of the device.
 * A zone nobody knows is a RangeError.
 */

import { DAY, HOUR, MINUTE } from "./durations.ts";

/** An ISO day; as text, days sort as they follow each other. */
export type Day = string;

/** A learner's day begins at four in the morning by the clock: who drills past midnight is still in yesterday's. */
export const ROLLOVER = 4 * HOUR;

/** Whether a text is a day of the calendar: `2026-02-29` is none. */
export function isDay(text: string): text is Day {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && addDays(text, 0) === text;
}

export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(day) + count * DAY).toISOString().slice(0, 10);
}

/** How many days `to` lies after `from`; negative when before. */
export function daysBetween(from: Day, to: Day): number {
  return (Date.parse(to) - Date.parse(from)) / DAY;
}

/** 0 (Sunday) to 6 (Saturday). */
export function weekdayOf(day: Day): number {
  return new Date(day).getUTCDay();
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** What calendar and clock show there, as if that were UTC. */
function wallOf(at: number, zone: string): number {
  let clock = clocks.get(zone);
  if (!clock) {
    const two = "2-digit";
    clock = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone, calendar: "gregory", numberingSystem: "latn", hourCycle: "h23",
      year: "numeric", month: two, day: two, hour: two, minute: two, second: two,
    });
    clocks.set(zone, clock);
  }
  const found: Record<string, number> = {};
  for (const { type, value } of clock.formatToParts(at)) found[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = found;
  // The clock shows whole seconds; the milliseconds are the same everywhere.
  return Date.UTC(year, month - 1, day, hour, minute, second) + (((at % 1000) + 1000) % 1000);
}

/** The first instant at which the clock there shows `wall`, or the end of the gap where it leaps over that. */
function instantOf(wall: number, zone: string): number {
  // No zone is further than 14 hours from UTC: between these two lies every instant that can show `wall`.
  let before = wall - 15 * HOUR;
  let after = wall + 15 * HOUR;
  // The clock was ahead of UTC by the one or by the other; where it was set back, both fit and the earlier counts.
  const shown = [before, after].map((at) => wall - (wallOf(at, zone) - at)).filter((at) => wallOf(at, zone) === wall);
  if (shown.length) return Math.min(...shown);
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (wallOf(middle, zone) < wall) before = middle;
    else after = middle;
  }
  return after;
}

/** The day in which an instant lies for a learner there; `rollover` milliseconds after midnight by the clock, it begins. */
export function dayOf(at: number, zone: string, rollover = ROLLOVER): Day {
  return new Date(wallOf(at, zone) - rollover).toISOString().slice(0, 10);
}

/** The first instant of a day. */
export function startOfDay(day: Day, zone: string, rollover = ROLLOVER): number {
  return instantOf(Date.parse(day) + rollover, zone);
}

/** The instant at which the clock there shows `minutes` after midnight of that calendar day. */
export function timeOn(day: Day, minutes: number, zone: string): number {
  return instantOf(Date.parse(day) + minutes * MINUTE, zone);
}

/** `dayOf` for many instants: quick as long as they come in order, since it asks the zone once a day only. */
export function dayReader(zone: string, rollover = ROLLOVER): (at: number) => Day {
  let day = "";
  let from = Infinity;
  let until = -Infinity;
  return (at) => {
    if (at < from || at >= until) {
      day = dayOf(at, zone, rollover);
      from = at;
      until = startOfDay(addDays(day, 1), zone, rollover);
    }
    return day;
  };
}

/** A day as people write it: `24 December 2026`. */
export function inWords(day: Day): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", dateStyle: "long" }).format(Date.parse(day));
}
