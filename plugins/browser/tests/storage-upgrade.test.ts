import assert from "node:assert/strict";
import { test } from "node:test";

import { folding } from "../src/domain/fold.ts";
import { VERSION } from "../src/storage/database.ts";
import { NOON, onSite, review, rowsOf } from "./storage-fakes.ts";

const r1 = review("r1", "a", 10);
const tick = { id: "t1", type: "tick", task: "task", on: true, at: NOON } as const;

/** How each version of the database looked, with one review, one tick and one note. Written once and never changed: learners have these. */
const versions: readonly ((database: IDBDatabase) => void)[] = [
  (database) => {
    const histories = database.createObjectStore("histories", { keyPath: "card" });
    histories.createIndex("last", "last");
    const others = database.createObjectStore("others", { keyPath: "id" });
    const rows = database.createObjectStore("rows", { keyPath: "card" });
    const state = database.createObjectStore("state");
    const notes = database.createObjectStore("notes");
    histories.add({ card: "a", last: r1.at, events: [r1] });
    rows.add(folding.foldCard([r1]));
    others.add(tick);
    state.add({ folding: folding.version, reviews: 1 }, "state");
    notes.add("2026-01-05", "backup");
  },
];

test("every version of the database has a fixture", () => {
  assert.equal(versions.length, VERSION);
});

for (const [index, make] of versions.entries()) {
  test(`a log of database version ${index + 1} opens whole and goes on`, () =>
    onSite(async (site) => {
      await new Promise<void>((resolve, reject) => {
        const request = site.factory.open(site.name, index + 1);
        request.onupgradeneeded = () => make(request.result);
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          request.result.close();
          resolve();
        };
      });
      const log = await site.open();
      assert.deepEqual([await log.events(), await log.others(), await log.rows()], [[tick, r1], [tick], rowsOf([r1])]);
      assert.equal(await log.note("backup"), "2026-01-05");
      const r2 = review("r2", "a", 86_400_000);
      assert.deepEqual(await log.append([r2]), rowsOf([r1, r2]));
      assert.deepEqual([await log.events(NOON + 1), await log.eventsOf("a"), await log.countReviews()], [[r1, r2], [r1, r2], 2]);
    }));
}
