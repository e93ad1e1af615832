/**
 * One sitting with a queue: which card is shown, what an answer leads to, and how to go back.
 * Pure: every function gives a new session and leaves the old one as it was; an answer costs the logarithm of the
 * queue's length. What must not live here: what is in the queue (`queue.ts`), and keeping events (`storage/`).
 */

import type { Memory } from "./card-row.ts";
import type { Rating, ReviewEvent, UndoEvent } from "./events.ts";
import { add, rest, type Heap } from "./heap.ts";
import type { Queue, QueueItem } from "./queue.ts";
import { review } from "./scheduler.ts";

/** A sitting. The page reads `shown`; the rest is for the functions below. */
export interface Session {
  /** The card to answer; null when nothing is left. */
  readonly shown: QueueItem | null;
  /** Due cards, then new ones; those before `at` have left. */
  readonly queue: readonly QueueItem[];
  readonly at: number;
  /** Cards that were passed over so that siblings stay apart. */
  readonly held: readonly QueueItem[];
  readonly learning: Heap<QueueItem> | null;
  /** The group of the card shown before. */
  readonly group: string | null;
  /** Keys of cards that were put away; they stay away after an undo. */
  readonly away: readonly string[];
  /** The last answer, what was asked, and the sitting before it; null at the start. */
  readonly answered: { readonly event: ReviewEvent; readonly item: QueueItem; readonly before: Session } | null;
}

/** What is left to do, with the card that is shown. */
export interface Left {
  readonly learning: number;
  readonly due: number;
  readonly fresh: number;
}

export interface Summary {
  readonly answers: number;
  readonly cards: number;
  /** Cards answered for the first time. */
  readonly fresh: number;
  /** Milliseconds from fronts to ratings. */
  readonly took: number;
  readonly ratings: Readonly<Record<Rating, number>>;
  /** Answers to cards that were due, and how many of these were recalled. */
  readonly due: number;
  readonly recalled: number;
  /** Answers by component, in the order of their names; `again` of them were not recalled. */
  readonly components: readonly { readonly component: string; readonly answers: number; readonly again: number }[];
}

/** The heap without the first item before `until` that passes, and that item. */
function take(heap: Heap<QueueItem> | null, until: number, passes: (item: QueueItem) => boolean): [QueueItem, Heap<QueueItem> | null] | null {
  if (!heap || heap.priority > until) return null;
  if (passes(heap.item)) return [heap.item, rest(heap)];
  const found = take(rest(heap), until, passes);
  return found && [found[0], add(found[1], heap.item, heap.priority)];
}

/** Shows the next card: never a sibling of the last one while there is another card. */
function next(session: Session, now: number): Session {
  const { queue, group, away } = session;
  const stays = (item: QueueItem): boolean => !away.includes(item.card.key);
  const other = (item: QueueItem): boolean => item.card.group !== group && stays(item);

  const ripe = take(session.learning, now, other);
  if (ripe) return { ...session, shown: ripe[0], learning: ripe[1] };

  let { at } = session;
  const held = session.held.filter(stays);
  let place = held.findIndex(other);
  while (place < 0 && at < queue.length) {
    const item = queue[at++]!;
    if (stays(item)) held.push(item);
    if (other(item)) place = held.length - 1;
  }
  if (place >= 0) return { ...session, shown: held[place]!, at, held: held.filter((_, index) => index !== place) };

  const early = take(session.learning, Infinity, other);
  if (early) return { ...session, shown: early[0], learning: early[1], at, held };
  if (held[0]) return { ...session, shown: held[0], at, held: held.slice(1) };
  const last = take(session.learning, Infinity, stays);
  return { ...session, shown: last && last[0], learning: last && last[1], at, held };
}

const EMPTY: Session = { shown: null, queue: [], at: 0, held: [], learning: null, group: null, away: [], answered: null };

/** The first card of a queue; `wanted` if that card is in it. */
export function start(queue: Queue, now: number, wanted?: string): Session {
  const first = wanted !== undefined && [...queue.learning, ...queue.due, ...queue.fresh].find(({ card }) => card.key === wanted);
  if (first) return renew({ ...EMPTY, shown: first }, queue, first.memory, now);
  let learning: Heap<QueueItem> | null = null;
  for (const item of queue.learning) learning = add(learning, item, item.memory.due);
  return next({ ...EMPTY, queue: [...queue.due, ...queue.fresh], learning }, now);
}

/**
 * The sitting with another queue, because of what happened elsewhere: the shown card stays, with its `memory` as it is now,
 * and what was answered can still be taken back.
 */
export function renew(session: Session, queue: Queue, memory: Memory | null, now: number): Session {
  const shown = session.shown && { ...session.shown, memory };
  const stays = ({ card }: QueueItem): boolean => card.key !== shown?.card.key;
  const begun = start({ ...queue, learning: queue.learning.filter(stays), due: queue.due.filter(stays), fresh: queue.fresh.filter(stays) }, now);
  const { group, away, answered } = session;
  if (!shown) return { ...begun, group, away, answered };
  const held = begun.shown ? [begun.shown, ...begun.held] : begun.held;
  return { ...begun, shown, held, group, away, answered };
}

/** The sitting after the shown card was answered. Throws when the event is about another card. */
export function answer(session: Session, event: ReviewEvent): Session {
  const item = shownFor(session, event.card);
  const memory = review(item.memory, event.rating, event.at);
  return next(
    {
      ...session,
      group: item.card.group,
      learning: memory.state === 2 ? session.learning : add(session.learning, { card: item.card, memory }, memory.due),
      answered: { event, item, before: session },
    },
    event.at,
  );
}

/** The sitting without the shown card, which was suspended instead of answered. Throws when another card is shown. */
export function putAway(session: Session, card: string, now: number): Session {
  const item = shownFor(session, card);
  return next({ ...session, group: item.card.group, away: [...session.away, card] }, now);
}

function shownFor(session: Session, card: string): QueueItem {
  if (session.shown?.card.key !== card) throw new Error(`${card} is not the card that is shown.`);
  return session.shown;
}

/** The sitting before the last answer, and the event to keep; null when there is no answer to take back. */
export function undo(session: Session, id: string, now: number): { readonly session: Session; readonly event: UndoEvent } | null {
  if (!session.answered) return null;
  const { event: { id: of, at, card }, before } = session.answered;
  const away = session.away.filter((key) => key !== card);
  // After its review even when the clock was set back: an undo that is older would be folded too early.
  return { session: { ...before, away }, event: { type: "undo", id, at: Math.max(now, at + 1), card, of } };
}

/** What is left to do, with the card that is shown. */
export function left({ shown, queue, at, held, learning }: Session): Left {
  const sum = { learning: learning ? learning.size : 0, due: 0, fresh: 0 };
  const firstFresh = firstWithoutMemory(queue, at);
  sum.due = firstFresh - at;
  sum.fresh = queue.length - firstFresh;
  for (const item of shown ? [shown, ...held] : held) sum[!item.memory ? "fresh" : item.memory.state === 2 ? "due" : "learning"] += 1;
  return sum;
}

function firstWithoutMemory(queue: readonly QueueItem[], from: number): number {
  let low = from;
  let high = queue.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (queue[middle]!.memory) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What was done in this sitting; answers that were undone do not count. */
export function summary(session: Session): Summary {
  const ratings: Record<Rating, number> = { 1: 0, 2: 0, 3: 0, 4: 0 };
  const cards = new Set<string>();
  const components = new Map<string, { component: string; answers: number; again: number }>();
  const sum = { answers: 0, fresh: 0, took: 0, due: 0, recalled: 0 };
  for (let answered = session.answered; answered; answered = answered.before.answered) {
    const { event: { rating, took }, item: { card, memory } } = answered;
    const recalled = rating > 1;
    sum.answers += 1;
    sum.took += took;
    ratings[rating] += 1;
    cards.add(card.key);
    if (!memory) sum.fresh += 1;
    if (memory?.state === 2) {
      sum.due += 1;
      if (recalled) sum.recalled += 1;
    }
    const its = components.get(card.component) ?? { component: card.component, answers: 0, again: 0 };
    components.set(card.component, { ...its, answers: its.answers + 1, again: its.again + (recalled ? 0 : 1) });
  }
  const byName = [...components.values()].sort((a, b) => (a.component < b.component ? -1 : 1));
  return { ...sum, cards: cards.size, ratings, components: byName };
}
