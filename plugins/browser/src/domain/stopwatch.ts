/** How long something took, without the time it was laid aside. Pure; all times in milliseconds. */

export interface Stopwatch {
  /** What ran before the last stop. */
  readonly sum: number;
  /** Since when it runs; null while it stands. */
  readonly since: number | null;
}

export const STANDING: Stopwatch = { sum: 0, since: null };

export const run = (watch: Stopwatch, now: number): Stopwatch => (watch.since === null ? { ...watch, since: now } : watch);

export const stop = (watch: Stopwatch, now: number): Stopwatch => ({ sum: elapsed(watch, now), since: null });

/** A clock that was set back takes nothing away. */
export const elapsed = ({ sum, since }: Stopwatch, now: number): number => sum + (since === null ? 0 : Math.max(0, now - since));

/** As on a clock, for example `0:07` or `12:30`. */
export function clockText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
