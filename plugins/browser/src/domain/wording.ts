/** Amounts and days as learners read them. Pure. */

import type { Day } from "./days.ts";

/** `1 task`, `3 tasks`; `plural` for a noun that takes more than an s. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number.toLocaleString("en-GB")} ${number === 1 ? noun : plural}`;
}

/** `45 min`, `3 h`, `3 h 30 min`; minutes are rounded. */
export function hours(minutes: number): string {
  const whole = Math.round(minutes);
  const parts = [whole >= 60 && `${Math.floor(whole / 60)} h`, (whole % 60 || whole < 60) && `${whole % 60} min`];
  return parts.filter(Boolean).join(" ");
}

/** `Mon 23 Nov`; without the weekday `23 Nov`. */
export function shortDay(day: Day, weekday = true): string {
  const shown = { timeZone: "UTC", day: "numeric", month: "short" } as const;
  // Some languages of the platform put a comma behind the weekday.
  return new Intl.DateTimeFormat("en-GB", weekday ? { ...shown, weekday: "short" } : shown).format(Date.parse(day)).replace(",", "");
}
