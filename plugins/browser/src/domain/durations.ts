/** Lengths of time in milliseconds, and how they are said. Pure; a local day may be an hour longer or shorter (`days.ts`). */

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const MONTH = (365.25 / 12) * DAY;

/** A wait in words, for example `10 min`, `5 h`, `3 d`, `2 mo`, `1.5 y`; at least `1 min`. */
export function describeInterval(ms: number): string {
  const whole = (unit: number): number => Math.round(ms / unit);
  if (whole(MINUTE) < 60) return `${Math.max(1, whole(MINUTE))} min`;
  if (whole(HOUR) < 24) return `${whole(HOUR)} h`;
  if (whole(DAY) < 31) return `${whole(DAY)} d`;
  if (whole(MONTH) < 12) return `${whole(MONTH)} mo`;
  return `${Math.round(ms / MONTH / 1.2) / 10} y`;
}
