/**
 * The log: everything a learner did, as events that are only ever added. State is a fold of it.
 * Pure: ids and times are given. Times are milliseconds since 1970; a `card` is the card's key in the index.
 */

export const EVENT_VERSION = 1;

/** 1 again, 2 hard, 3 good, 4 easy. */
export type Rating = 1 | 2 | 3 | 4;

interface Base {
  /** Unique over all devices. */
  readonly id: string;
  /** When it happened. */
  readonly at: number;
}

/** A card was answered; `took` is milliseconds from showing the front to the rating. */
export interface ReviewEvent extends Base {
  readonly type: "review";
  readonly card: string;
  readonly rating: Rating;
  readonly took: number;
}

/** The review `of` did not happen. */
export interface UndoEvent extends Base {
  readonly type: "undo";
  readonly card: string;
  readonly of: string;
}

/** A card is put away or taken back, marked or unmarked, added to or removed from the learner's own drill. */
export interface FlagEvent extends Base {
  readonly type: "suspend" | "mark" | "add";
  readonly card: string;
  readonly on: boolean;
}

/** A task of a plan is done or not; `task` is its key in `plans.json`. */
export interface TickEvent extends Base {
  readonly type: "tick";
  readonly task: string;
  readonly on: boolean;
}

/** A setting has a new value (see `settings.ts`); the latest wins. */
export interface SettingEvent extends Base {
  readonly type: "setting";
  readonly name: string;
  readonly value: string | number | boolean | null;
}

export type CardEvent = ReviewEvent | UndoEvent | FlagEvent;
export type LogEvent = CardEvent | TickEvent | SettingEvent;

/** The order of the fold: by time, then by id, so that two devices agree. */
export function inOrder(a: LogEvent, b: LogEvent): number {
  return a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** Whether an event is about one card. */
export function isCardEvent(event: LogEvent): event is CardEvent {
  return "card" in event;
}
