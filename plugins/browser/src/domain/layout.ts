/**
 * How tasks fill days: what fits, and where a long task is cut. Pure; which days there are is decided in `plan.ts`.
 */

import type { PlanTask } from "./contract.ts";
import type { Day } from "./days.ts";

/** A task, its period's slug, and how many study days it takes at the chosen pace. */
export interface Item {
  readonly task: PlanTask;
  readonly period: string;
  readonly days: number;
}

/** A task, or the part of it that one session holds; `part` counts from 1. */
export interface Piece {
  readonly task: PlanTask;
  readonly period: string;
  readonly minutes: number;
  readonly part: number;
  readonly parts: number;
}

/** A task is cut on multiples of `ROUND` minutes, and nothing shorter than `LEAST` is cut off. */
const ROUND = 5;
const LEAST = 15;
const NOTHING = 1e-9;

/** What goes first when time is short: cards come again in the drill anyway; mocks and debriefs are one's own and come nowhere else; what the author keeps goes last. */
const WORTH = { cards: 0, reading: 1, own: 2, kept: 3 };

export const sum = (things: readonly { readonly minutes: number }[]): number => things.reduce((total, { minutes }) => total + minutes, 0);

/**
 * What of these fits into so many minutes. Dropped are tasks with cards, then reading, then one's own work; of one kind
 * the shortest first, since a plan gives most time to what matters most; of one length the latest first.
 */
export function fit(items: readonly Item[], minutes: number): { kept: Item[]; dropped: readonly PlanTask[] } {
  const least = [...items].reverse().sort((a, b) => WORTH[a.task.kind] - WORTH[b.task.kind] || a.task.minutes - b.task.minutes);
  const out = new Set<Item>();
  let total = sum(items.map(({ task }) => task));
  for (const item of least) {
    if (total <= minutes + NOTHING) break;
    out.add(item);
    total -= item.task.minutes;
  }
  // The last to go was perhaps so long that what went before it fits again.
  for (const item of [...out].reverse()) {
    if (total + item.task.minutes > minutes + NOTHING) continue;
    out.delete(item);
    total += item.task.minutes;
  }
  return { kept: items.filter((item) => !out.has(item)), dropped: items.filter((item) => out.has(item)).map(({ task }) => task) };
}

/** Fills the days in the items' order, each item taking `scale` times its days; days that get nothing are left out. */
export function layOut(items: readonly Item[], days: readonly Day[], scale: number): { day: Day; tasks: Piece[] }[] {
  const tasks = days.map((): Piece[] => []);
  let from = 0;
  for (const { task, period, days: wanted } of items) {
    const until = from + wanted * scale;
    const pieces: { place: number; minutes: number }[] = [];
    let cut = 0;
    for (let place = Math.floor(from); cut < task.minutes; place++) {
      const next = place + 1 < until ? snap(((place + 1 - from) / (until - from)) * task.minutes, task.minutes) : task.minutes;
      if (next > cut) pieces.push({ place: Math.min(place, days.length - 1), minutes: next - cut });
      cut = next;
    }
    pieces.forEach(({ place, minutes }, at) => tasks[place]?.push({ task, period, minutes, part: at + 1, parts: pieces.length }));
    from = until;
  }
  return days.map((day, place) => ({ day, tasks: tasks[place] ?? [] })).filter((session) => session.tasks.length);
}

function snap(cut: number, minutes: number): number {
  const round = Math.round(cut / ROUND) * ROUND;
  return round < LEAST ? 0 : minutes - round < LEAST ? minutes : round;
}
