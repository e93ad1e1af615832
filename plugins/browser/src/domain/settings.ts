/**
 * What a learner chose, read from setting events: the latest value of each name, else the default. Pure.
 */

import { isDay } from "./days.ts";
import type { LogEvent } from "./events.ts";
import { inOrder } from "./events.ts";

/** Every setting with its default. Dates are ISO days (`2026-12-24`) or null. */
export const DEFAULTS = {
  /** New cards a day. */
  newPerDay: 15,
  /** The share of cards to be recalled when due. */
  retention: 0.9,
  /** Two buttons (again, good) instead of four. */
  twoButtons: false,
  /** Question cards are answered aloud first. */
  speakFirst: true,
  interview: null as string | null,
  /** The plan that is followed, its first day, hours a week, days off as digits 0 (Sunday) to 6. */
  plan: null as string | null,
  planStart: null as string | null,
  /** The day on which what was open was planned anew; all of them count, see `followed.ts`. */
  planResumed: null as string | null,
  planHours: 0,
  daysOff: "",
} as const satisfies Readonly<Record<string, string | number | boolean | null>>;

export type SettingName = keyof typeof DEFAULTS;
export type Settings = { readonly [K in SettingName]: Widen<(typeof DEFAULTS)[K]> };
type Widen<T> = T extends number ? number : T extends boolean ? boolean : T extends string ? string : T;

/** Which of them are days: another text would be no date to count from. */
const DAYS: readonly string[] = ["interview", "planStart", "planResumed"] satisfies SettingName[];

const isSetting = (name: string): name is SettingName => Object.hasOwn(DEFAULTS, name);

/** Settings after these events; values of an unknown name or another type, and days that are none, are passed over. */
export function readSettings(events: Iterable<LogEvent>): Settings {
  const found: Record<string, unknown> = { ...DEFAULTS };
  for (const event of [...events].sort(inOrder)) {
    if (event.type !== "setting" || !isSetting(event.name)) continue;
    const usual: unknown = DEFAULTS[event.name];
    const fits = usual === null ? event.value === null || (typeof event.value === "string" && (!DAYS.includes(event.name) || isDay(event.value))) : typeof event.value === typeof usual;
    if (fits) found[event.name] = event.value;
  }
  return found as unknown as Settings;
}
