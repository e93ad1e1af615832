import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import { inOrder, type LogEvent } from "../src/domain/events.ts";
import { folding } from "../src/domain/fold.ts";
import { MemoryLog } from "../src/storage/memory-log.ts";
import type { Log } from "../src/storage/store.ts";
import { byCard, logs, MARKING, newSite, NOON, onSite, review, rowsOf } from "./storage-fakes.ts";

const tick: LogEvent = { id: "t1", type: "tick", task: "task", on: true, at: NOON };
const setting: LogEvent = { id: "s1", type: "setting", name: "newPerDay", value: 5, at: NOON - 1 };

/** Both homes of the log keep the same rules. */
const homes: readonly [string, (work: (log: Log) => Promise<void>) => Promise<void>][] = [
  ["the database", (work) => onSite(async (site) => work(await site.open()))],
  ["memory", (work) => work(new MemoryLog(folding))],
];

for (const [home, withLog] of homes) {
  test(`what is appended to ${home} can be read, in the order of the fold`, () =>
    withLog(async (log) => {
      const events = [review("r2", "a", 20), review("r1", "a", 10, 1), tick, setting, review("r3", "b", 20)];
      await log.append(events);
      assert.deepEqual(await log.events(), [...events].sort(inOrder));
      assert.deepEqual(await log.events(NOON + 10), [review("r1", "a", 10, 1), review("r2", "a", 20), review("r3", "b", 20)]);
      assert.deepEqual(await log.eventsOf("a"), [review("r1", "a", 10, 1), review("r2", "a", 20)]);
      assert.deepEqual(await log.others(), [setting, tick]);
      assert.equal(await log.countReviews(), 3);
      assert.deepEqual(byCard(await log.rows()), rowsOf(events));
    }));

  test(`appending to ${home} returns the rows that changed, and only those`, () =>
    withLog(async (log) => {
      await log.append([review("r1", "a", 10), review("r2", "b", 10)]);
      assert.deepEqual(await log.append([tick, review("r3", "b", 90)]), rowsOf([review("r2", "b", 10), review("r3", "b", 90)]));
    }));

  test(`${home} passes over ids it knows, also within one append`, () =>
    withLog(async (log) => {
      await log.append([review("r1", "a", 10), review("r1", "a", 10)]);
      assert.deepEqual(await log.append([review("r1", "a", 99, 1)]), []);
      assert.deepEqual(await log.events(), [review("r1", "a", 10)]);
      assert.equal(await log.countReviews(), 1);
    }));

  test(`an undo in ${home} leaves the row as if the review had not been, but for its place in time`, () =>
    withLog(async (log) => {
      const [before] = await log.append([review("r1", "a", 10)]);
      await log.append([review("r2", "a", 20, 1)]);
      const [row] = await log.append([{ id: "u1", type: "undo", card: "a", of: "r2", at: NOON + 30 }]);
      assert.deepEqual(row?.memory, before?.memory);
    }));

  test(`an undo that comes to ${home} before its review still counts`, () =>
    withLog(async (log) => {
      await log.append([{ id: "u1", type: "undo", card: "a", of: "r1", at: NOON }]);
      const [row] = await log.append([review("r1", "a", 10)]);
      assert.equal(row?.memory, null);
    }));

  test(`a log merged in ${home} is the fold of the union, however the events come`, () =>
    fc.assert(
      fc.asyncProperty(logs(3), (parts) =>
        withLog(async (log) => {
          for (const part of parts) await log.append(part);
          const all = new Map(parts.flat().map((event) => [event.id, event]));
          assert.deepEqual(await log.events(), [...all.values()].sort(inOrder));
          assert.deepEqual(byCard(await log.rows()), rowsOf(parts.flat()));
          assert.equal(await log.countReviews(), [...all.values()].filter(({ type }) => type === "review").length);
        }),
      ),
      { numRuns: 60 },
    ));

  test(`a note in ${home} is its newest value, and erasing removes all`, () =>
    withLog(async (log) => {
      await log.setNote("backup", "1");
      await log.setNote("backup", "2");
      assert.equal(await log.note("backup"), "2");
      await log.append([review("r1", "a", 10), tick]);
      await log.erase();
      assert.deepEqual([await log.rows(), await log.events(), await log.others(), await log.countReviews(), await log.note("backup")], [[], [], [], 0, undefined]);
    }));
}

test("a large import passes over known ids", () =>
  onSite(async (site) => {
    const log = await site.open();
    const many = Array.from({ length: 500 }, (_, n) => review(`r${n}`, `card-${n % 7}`, n * 60_000));
    await log.append(many.slice(0, 3));
    await log.append(many);
    assert.equal(await log.countReviews(), 500);
    assert.deepEqual(byCard(await log.rows()), rowsOf(many));
  }));

test("what was appended is there when the site is opened again", () =>
  onSite(async (site) => {
    const first = await site.open();
    await first.append([review("r1", "a", 10), tick]);
    first.close();
    const second = await site.open();
    assert.deepEqual(await second.events(), [tick, review("r1", "a", 10)]);
    assert.deepEqual(await second.rows(), rowsOf([review("r1", "a", 10)]));
  }));

test("sites of one origin do not see each other", async () => {
  const one = newSite();
  const other = newSite(one.factory);
  await (await one.open()).append([review("r1", "a", 10)]);
  assert.deepEqual(await (await other.open()).events(), []);
  one.closing();
  other.closing();
});

test("another version of the folding makes all rows anew, over several chunks, and keeps the log", () =>
  onSite(async (site) => {
    const events = Array.from({ length: 9000 }, (_, n) => review(`r${n}`, n < 5000 ? "long" : `card-${n % 40}`, n * 60_000));
    const before = await site.open();
    await before.append(events);
    before.close();
    const after = await site.open({}, MARKING);
    assert.deepEqual(byCard(await after.rows()), rowsOf(events).map((row) => ({ ...row, marked: true })));
    assert.equal(await after.countReviews(), events.length);
  }));

test("rows of two versions of the folding are all made anew", () =>
  onSite(async (site) => {
    const older = await site.open();
    await older.append([review("r1", "a", 10), review("r2", "b", 10)]);
    await site.open({}, MARKING);
    await older.append([review("r3", "b", 20)]);
    const newer = await site.open({}, MARKING);
    assert.deepEqual((await newer.rows()).map(({ marked }) => marked), [true, true]);
  }));

test("a folding that fails changes nothing and is not taken for a full device", () =>
  onSite(async (site) => {
    const failing = { ...folding, foldCard: () => { throw new Error("a fault of ours"); } };
    const log = await site.open({}, failing);
    await assert.rejects(log.append([review("r1", "a", 10)]), /a fault of ours/);
    assert.equal(log.trouble, null);
    assert.deepEqual(await log.events(), []);
  }));
