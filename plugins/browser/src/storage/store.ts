/**
 * Where the log is kept. Implemented over IndexedDB and, where that is refused, in memory.
 * What must not live here: scheduling; the fold is handed in.
 */

import type { CardRow } from "../domain/card-row.ts";
import type { CardEvent, LogEvent } from "../domain/events.ts";

/** How a card's row follows from the row before and one event, or from all its events when one came late. */
export interface Folding {
  /** Changes when rows must be made anew, for example with another version of the scheduler. */
  readonly version: string;
  advance(row: CardRow | undefined, event: CardEvent): CardRow;
  foldCard(events: readonly CardEvent[]): CardRow;
}

/** Why nothing is kept on this device: the storage is blocked, full, or of a newer version of the site. */
export type Trouble = "blocked" | "full" | "newer";

/** The log and what is folded from it, in one place. */
export interface Log {
  /** All folded rows. */
  rows(): Promise<readonly CardRow[]>;
  /** All ticks and settings, in order: they are few. */
  others(): Promise<readonly LogEvent[]>;
  /** The log, in order: the whole, or what happened at or after `since` (milliseconds since 1970). */
  events(since?: number): Promise<readonly LogEvent[]>;
  /** The events of one card, in order. */
  eventsOf(card: string): Promise<readonly CardEvent[]>;
  /** Number of reviews in the log. */
  countReviews(): Promise<number>;
  /** Adds events and brings their rows up to date in one transaction; known ids are passed over. Returns the rows that changed. */
  append(events: readonly LogEvent[]): Promise<readonly CardRow[]>;
  /** Small values of this device that are no part of the log: when it was last backed up, for example. */
  note(name: string): Promise<string | undefined>;
  setNote(name: string, value: string): Promise<void>;
  /** Removes everything. */
  erase(): Promise<void>;
}

/** A log that outlives trouble: what the device refuses lives in memory, and is tried again with the next `append`. */
export interface Store extends Log {
  /** Null while everything is kept on the device; else why this session lives in memory only. After `erase`: why the device was not reached. */
  readonly trouble: Trouble | null;
  /**
   * Called when another tab appended (with the changed cards; none when it was a tick or a setting) or erased (with null), and when the device
   * could be reached after all (with all cards). Returns how to stop listening.
   */
  onElsewhere(listener: (cards: readonly string[] | null) => void): () => void;
  close(): void;
}
