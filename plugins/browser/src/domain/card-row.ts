/**
 * What the log says about one card, folded. Pure; the folding itself is in `fold.ts`.
 */

/**
 * FSRS' memory of a card; `first`, `last` and `due` in milliseconds since 1970, `stability` in days.
 * It follows from the reviews alone: in state 2, `due` is for a recall of 90 %, and `Scheduler.dueOf` says
 * when the card is due for this learner.
 */
export interface Memory {
  readonly due: number;
  /** When it was first answered: a day's new cards are counted by it. */
  readonly first: number;
  readonly last: number;
  readonly stability: number;
  readonly difficulty: number;
  /** 1 learning, 2 review, 3 relearning. */
  readonly state: 1 | 2 | 3;
  /** The number of the present learning step. */
  readonly step: number;
  readonly reps: number;
  readonly lapses: number;
}

/** One row of the folded state. `memory` is null until the first review; `lastAt` and `lastId` are those of its newest event. */
export interface CardRow {
  readonly card: string;
  readonly memory: Memory | null;
  readonly suspended: boolean;
  readonly marked: boolean;
  readonly added: boolean;
  readonly lastAt: number;
  readonly lastId: string;
}
