/**
 * A learner at work: which card is shown, what was done about it, and its way into the log.
 * An answer counts at once and is kept in the background. What must not live here: the page.
 */

import type { CardRow, Memory } from "../../domain/card-row.ts";
import type { CardContent, CardEntry, Index } from "../../domain/contract.ts";
import { addDays, dayOf, startOfDay, type Day } from "../../domain/days.ts";
import { DAY, MINUTE } from "../../domain/durations.ts";
import type { CardEvent, Rating, ReviewEvent } from "../../domain/events.ts";
import { folding } from "../../domain/fold.ts";
import { nextUp } from "../../domain/next-up.ts";
import { buildQueue, selects, type DrillFilter, type Queue, type QueueItem } from "../../domain/queue.ts";
import type { Scheduler } from "../../domain/scheduler.ts";
import { answer, putAway, renew, start, undo, type Session } from "../../domain/session.ts";
import type { Settings } from "../../domain/settings.ts";
import { schedulerFor, type Learner } from "../learner.ts";

const LONGEST = 10 * MINUTE;
/** How many cards ahead the files are fetched. */
const AHEAD = 40;

export class Sitting {
  readonly me: Learner;
  readonly index: Index;
  rows: Map<string, CardRow>;
  settings: Settings;
  filter: DrillFilter;
  session!: Session;
  /** What the day's queue left for another day. */
  later!: Queue["later"];
  /** Events that could not be kept yet, for a reason that is no trouble of the device. */
  unkept: readonly CardEvent[] = [];
  readonly #told: () => void;
  readonly #files: ReadonlyMap<string, string>;
  #scheduler!: Scheduler;
  #day!: Day;
  #cap = 0;
  #stale = false;
  /** The sitting before the last card was put away, as long as that can be taken back. */
  #before: Session | null = null;

  /** `told` is called when an event was kept or could not be, or something happened in another tab; `first` is the card that was shown when the learner left. */
  constructor(me: Learner, index: Index, rows: Map<string, CardRow>, settings: Settings, filter: DrillFilter, told: () => void, first?: string) {
    this.me = me;
    this.index = index;
    this.rows = rows;
    this.settings = settings;
    this.filter = filter;
    this.#told = told;
    this.#files = new Map(index.topics.map(({ id, file }) => [id, file]));
    this.begin(0, first);
  }

  get shown(): QueueItem | null {
    return this.session.shown;
  }

  get drilled(): boolean {
    for (const row of this.rows.values()) if (row.memory) return true;
    return false;
  }

  get canUndo(): boolean {
    return this.#before !== null || this.session.answered !== null;
  }

  rowOf(card: CardEntry): CardRow | undefined {
    return this.rows.get(card.key);
  }

  /** A new sitting with what is to be done today, with `more` new cards than the day's cap, and `first` before the others if it is among them. */
  begin(more = 0, first?: string): void {
    const { me } = this;
    this.#scheduler = schedulerFor(this.settings, me.zone);
    if (more) this.#cap = this.#capFor(more);
    this.#day = me.today();
    const queue = this.#queue(this.#cap);
    this.later = queue.later;
    this.session = start(queue, me.now(), first);
    this.#before = null;
    this.#fetchAhead();
  }

  /** The shown card stays; what comes after it is what is to be done as things are now. */
  refresh(): void {
    const { shown } = this.session;
    const queue = this.#queue(this.#cap);
    this.#day = this.me.today();
    this.later = queue.later;
    this.session = renew(this.session, queue, (shown && this.rowOf(shown.card)?.memory) ?? null, this.me.now());
    this.#fetchAhead();
  }

  /** After an hour in another tab, or a night: brings the queue up to date if the day is another. Says whether it was. */
  newDay(): boolean {
    if (this.#day === this.me.today()) return false;
    this.#cap = 0;
    this.refresh();
    return true;
  }

  /** Another tab changed these cards, or erased everything (null). */
  async elsewhere(cards: readonly string[] | null): Promise<void> {
    const [rows, settings] = await Promise.all([this.me.rows(), this.me.settings()]);
    this.rows = rows;
    this.settings = settings;
    if (cards === null) return this.begin();
    this.#scheduler = schedulerFor(settings, this.me.zone);
    this.#stale = true;
    this.refresh();
  }

  /** How long until the card comes again after each rating, in milliseconds. */
  waits(): Readonly<Record<Rating, number>> {
    const now = this.me.now();
    const memories = this.#scheduler.preview(this.shown!.memory, now);
    const wait = (memory: Memory): number => this.#scheduler.dueOf(memory, now) - now;
    return { 1: wait(memories[1]), 2: wait(memories[2]), 3: wait(memories[3]), 4: wait(memories[4]) };
  }

  rate(rating: Rating, took: number): void {
    const { card } = this.shown!;
    const event: ReviewEvent = { type: "review", ...this.#stamp(), card: card.key, rating, took: Math.round(Math.min(LONGEST, took)) };
    this.session = answer(this.session, event);
    this.#before = null;
    this.#keep(event);
    this.#fetchAhead();
  }

  /** Takes the last answer back, or brings back the card put away since; says what it was. */
  undo(): "answer" | "suspend" | null {
    if (this.#before) {
      this.session = this.#before;
      this.#before = null;
      this.flag("suspend", false);
      return "suspend";
    }
    const undone = undo(this.session, this.me.newId(), this.me.now());
    if (!undone) return null;
    this.session = undone.session;
    this.#keep(undone.event);
    return "answer";
  }

  /** The shown card will not be asked any more. */
  suspend(): void {
    const before = this.session;
    this.flag("suspend", true);
    this.skip();
    this.#before = before;
  }

  /** Goes on without the shown card; nothing is kept of it. */
  skip(): void {
    this.session = putAway(this.session, this.shown!.card.key, this.me.now());
    this.#before = null;
  }

  flag(type: "suspend" | "mark", on: boolean): void {
    this.#keep({ type, ...this.#stamp(), card: this.shown!.card.key, on });
  }

  /** The content of a card. Rejects where it cannot be had. */
  async content(card: CardEntry): Promise<CardContent> {
    const { cards } = await this.me.topic(this.#files.get(card.topic) ?? "");
    const found = cards.find(({ id }) => id === card.id);
    if (!found) throw new Error(`${card.id} is not in its file.`);
    return found;
  }

  /** The next day on which cards of this filter come again, and how many. */
  next(): { readonly at: number; readonly cards: number } | null {
    const { me } = this;
    const now = me.now();
    const endOfDay = (at: number): number => startOfDay(addDays(dayOf(at, me.zone), 1), me.zone);
    return nextUp(this.index.cards, this.rows, selects(this.filter), (memory) => this.#scheduler.dueOf(memory, now), me.dayStart() + DAY, endOfDay);
  }

  /** The first card of the day after this one, and when that begins; null when there is none. */
  ahead(): { readonly item: QueueItem; readonly from: number } | null {
    const { me } = this;
    const from = startOfDay(addDays(me.today(), 1), me.zone);
    const { shown } = start(this.#queue(0, from, from), from);
    return shown && { item: shown, from };
  }

  /** How many of `more` new cards there would be; those whose sibling had its turn today wait all the same. */
  offer(more: number): number {
    return this.#queue(this.#capFor(more)).fresh.length;
  }

  /** The cap that leaves room for `more` new cards today. */
  #capFor(more: number): number {
    const dayStart = this.me.dayStart();
    const today = [...this.rows.values()].filter(({ memory }) => memory && memory.first >= dayStart).length;
    return Math.max(today, this.settings.newPerDay) + more;
  }

  #queue(cap: number, now = this.me.now(), dayStart = this.me.dayStart()): Queue {
    const { index, rows, filter, settings } = this;
    const newPerDay = Math.max(cap, settings.newPerDay);
    return buildQueue({ cards: index.cards, rows, filter, scheduler: this.#scheduler, newPerDay, now, dayStart });
  }

  #stamp(): { readonly id: string; readonly at: number } {
    return { id: this.me.newId(), at: this.me.now() };
  }

  /** Into the log in the background; what failed is tried again with the next. */
  #keep(event: CardEvent): void {
    // Only the card's whole history says what an undo leaves.
    if (event.type !== "undo") this.rows.set(event.card, folding.advance(this.rows.get(event.card), event));
    const sent = [...this.unkept, event];
    this.unkept = [];
    this.me.append(...sent).then(
      (rows) => {
        for (const row of rows) if ((this.rows.get(row.card)?.lastAt ?? 0) <= row.lastAt) this.rows.set(row.card, row);
        if (event.type === "undo" && this.#stale) this.refresh();
        this.#told();
      },
      () => {
        this.unkept = [...sent, ...this.unkept];
        this.#told();
      },
    );
  }

  /** The files of the next cards, so that they show at once, and without a network. */
  #fetchAhead(): void {
    const { queue, at, held } = this.session;
    const topics = new Set([...held, ...queue.slice(at, at + AHEAD)].map(({ card }) => card.topic));
    for (const topic of topics) this.me.topic(this.#files.get(topic) ?? "").catch(() => undefined);
  }
}
