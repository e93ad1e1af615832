import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import type { CardEvent, Rating } from "../src/domain/events.ts";
import { DAY, HOUR, MINUTE } from "../src/domain/durations.ts";
import { foldAll } from "../src/domain/fold.ts";
import { add, rest, type Heap } from "../src/domain/heap.ts";
import { answer, left, putAway, start, summary, undo, type Session } from "../src/domain/session.ts";
import { card, NOON, queueOf, rating, reviewed, type Day } from "./drill-kit.ts";

const at = (day: Day): Session => start(queueOf(day), NOON);
const shown = (session: Session): string | undefined => session.shown?.card.key;
const rate = (session: Session, given: Rating, now: number): Session => answer(session, { ...reviewed(shown(session)!, now, given), took: 1000 });

/** Answers as told, a second apart, and says what was shown each time and at the end. */
function play(session: Session, ...ratings: readonly Rating[]): [Session, (string | undefined)[]] {
  const seen = [shown(session)];
  ratings.forEach((given, place) => {
    session = rate(session, given, NOON + (place + 1) * 1000);
    seen.push(shown(session));
  });
  return [session, seen];
}

const known = (key: string): CardEvent => reviewed(key, NOON - 8 * DAY, 4);

/** Days with due, learning and new cards of groups that overlap. */
const days: fc.Arbitrary<Day> = fc
  .array(fc.record({ group: fc.nat(4), was: fc.constantFrom("new", "due", "learning") }), { maxLength: 12 })
  .map((drafts) => ({
    cards: drafts.map(({ group }, place) => card(`c${place}`, { group: `g${group}` })),
    events: drafts.flatMap(({ was }, place) => (was === "new" ? [] : [was === "due" ? known(`c${place}`) : reviewed(`c${place}`, NOON - HOUR)])),
  }));

test("due cards come before new ones", () => {
  const [, seen] = play(at({ cards: ["n", "d", "m", "e"].map((key) => card(key)), events: [known("d"), known("e")] }), 3, 3, 4, 4);
  assert.deepEqual(seen, ["d", "e", "n", "m", undefined]);
});

test("a card in learning comes back as soon as it is due", () => {
  let session = at({ cards: ["a", "b", "c"].map((key) => card(key)) });
  session = rate(session, 1, NOON);
  assert.equal(shown(session), "b");
  session = rate(session, 4, NOON + MINUTE);
  assert.equal(shown(session), "a");
});

test("a card in learning comes back early when nothing else is left", () => {
  const [session, seen] = play(at({ cards: [card("a"), card("b")] }), 1, 4, 3, 3);
  assert.deepEqual(seen, ["a", "b", "a", "a", undefined]);
  assert.equal(session.shown, null);
});

test("the earliest card in learning comes first", () => {
  const [, seen] = play(at({ cards: ["a", "b", "c"].map((key) => card(key)) }), 3, 1, 4, 4);
  assert.deepEqual(seen, ["a", "b", "c", "b", "a"]);
});

test("an empty queue shows nothing", () => {
  const session = at({ cards: [] });
  assert.deepEqual([session.shown, left(session), undo(session, "u", NOON)], [null, { learning: 0, due: 0, fresh: 0 }, null]);
});

test("no sibling follows a sibling while another card is left", () => {
  fc.assert(fc.property(days, fc.array(fc.tuple(rating, fc.nat(600)), { maxLength: 40 }), (day, answers) => {
    let session = at(day);
    let now = NOON;
    for (const [given, seconds] of answers) {
      if (!session.shown) break;
      const before = session;
      session = rate(session, given, (now += seconds * 1000));
      if (session.shown?.card.group !== before.shown?.card.group) continue;
      for (let rest = session; rest.shown; rest = putAway(rest, shown(rest)!, now)) {
        assert.equal(rest.shown.card.group, before.shown?.card.group);
      }
    }
  }));
});

test("every card of the queue is shown, and a session of good answers ends", () => {
  fc.assert(fc.property(days, (day) => {
    const queue = queueOf(day);
    const keys = [...queue.learning, ...queue.due, ...queue.fresh].map((item) => item.card.key);
    const seen = new Set<string>();
    let session = start(queue, NOON);
    for (let now = NOON; session.shown; now += 1000) {
      assert.ok(now < NOON + 3000 * (keys.length + 1));
      seen.add(shown(session)!);
      session = rate(session, 3, now);
    }
    assert.deepEqual([...seen].sort(), keys.sort());
  }));
});

test("what is left counts every card once until it has left", () => {
  fc.assert(fc.property(days, (day) => {
    let session = at(day);
    for (let now = NOON; session.shown; now += 1000) {
      const before = left(session);
      session = rate(session, 4, now);
      const after = left(session);
      assert.equal(after.learning + after.due + after.fresh, before.learning + before.due + before.fresh - 1);
    }
    assert.deepEqual(left(session), { learning: 0, due: 0, fresh: 0 });
  }));
  assert.deepEqual(left(at({ cards: ["d", "n", "l"].map((key) => card(key)), events: [known("d"), reviewed("l", NOON - HOUR)] })), { learning: 1, due: 1, fresh: 1 });
});

test("the memory in the session is the one the log folds to", () => {
  fc.assert(fc.property(days, fc.array(rating, { maxLength: 30 }), (day, ratings) => {
    const events = [...(day.events ?? [])];
    let session = at(day);
    ratings.forEach((given, place) => {
      if (!session.shown) return;
      assert.deepEqual(session.shown.memory, foldAll(events).get(shown(session)!)?.memory ?? null);
      session = rate(session, given, NOON + place * 1000);
      events.push(session.answered!.event);
    });
  }));
});

test("undoing every answer leads back to the start, and the log to where it was", () => {
  fc.assert(fc.property(days, fc.array(rating, { maxLength: 20 }), (day, ratings) => {
    const first = at(day);
    const events = [...(day.events ?? [])];
    let session = first;
    ratings.forEach((given, place) => {
      if (!session.shown) return;
      session = rate(session, given, NOON + place * 1000);
      events.push(session.answered!.event);
    });
    for (let place = 0; session.answered; place += 1) {
      const undone = undo(session, `undo ${place}`, NOON + DAY);
      assert.ok(undone);
      ({ session } = undone);
      events.push(undone.event);
    }
    assert.deepEqual(session, first);
    const before = foldAll(day.events ?? []);
    for (const [key, row] of foldAll(events)) assert.deepEqual(row.memory, before.get(key)?.memory ?? null);
  }));
});

test("an undo is later than what it undoes, whatever the clock says", () => {
  const [session] = play(at({ cards: [card("a")] }), 3);
  assert.deepEqual(undo(session, "u", NOON - DAY)?.event, { type: "undo", id: "u", at: NOON + 1001, card: "a", of: `a@${NOON + 1000}` });
});

test("a card that was put away does not come again, not even after an undo", () => {
  let session = at({ cards: ["a", "b", "c"].map((key) => card(key)) });
  session = putAway(rate(session, 4, NOON), "b", NOON);
  assert.equal(shown(session), "c");
  session = undo(session, "u", NOON)!.session;
  assert.equal(shown(session), "a");
  assert.deepEqual(play(session, 4, 4)[1], ["a", "c", undefined]);
});

test("an answer to a card that is not shown is refused", () => {
  assert.throws(() => answer(at({ cards: [card("a")] }), reviewed("b", NOON)), /b is not the card that is shown/);
  assert.throws(() => putAway(at({ cards: [] }), "a", NOON));
});

test("the summary counts answers, first answers, recalled due cards, time and components", () => {
  const cards = [card("d"), card("e"), card("n", { component: "people" })];
  const [session] = play(at({ cards, events: [known("d"), known("e")] }), 3, 1, 4, 3);
  assert.deepEqual(summary(session), {
    answers: 4, cards: 3, fresh: 1, took: 4000, ratings: { 1: 1, 2: 0, 3: 2, 4: 1 }, due: 2, recalled: 1,
    components: [{ component: "concepts", answers: 3, again: 1 }, { component: "people", answers: 1, again: 0 }],
  });
  assert.equal(summary(undo(session, "u", NOON)!.session).answers, 3);
});

test("a heap gives its items in order stays shallow, and is not changed by giving them", () => {
  fc.assert(fc.property(fc.array(fc.integer()), (numbers) => {
    const full = numbers.reduce<Heap<number> | null>((heap, number) => add(heap, number, number), null);
    for (let turn = 0; turn < 2; turn += 1) {
      const taken: number[] = [];
      for (let heap = full; heap; heap = rest(heap)) {
        assert.equal(heap.size, numbers.length - taken.length);
        taken.push(heap.item);
        assert.ok(heap.rank <= Math.log2(heap.size + 1));
        assert.ok((heap.left?.rank ?? 0) >= (heap.right?.rank ?? 0));
      }
      assert.deepEqual(taken, [...numbers].sort((a, b) => a - b));
    }
  }));
});
