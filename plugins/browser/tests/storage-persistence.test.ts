import assert from "node:assert/strict";
import { test } from "node:test";

import { estimate, requestPersistence } from "../src/storage/persistence.ts";

const manager = (answers: Partial<StorageManager>): StorageManager => ({ persisted: async () => false, ...answers }) as StorageManager;
const fails = (): Promise<never> => Promise.reject(new TypeError("not here"));

test("storage that is kept already is not asked for again", async () => {
  let asked = 0;
  const storage = manager({ persisted: async () => true, persist: async () => { asked += 1; return true; } });
  assert.deepEqual([await requestPersistence(storage), asked], ["persisted", 0]);
});

test("the browser's answer is told as it is", async () => {
  assert.equal(await requestPersistence(manager({ persist: async () => true })), "persisted");
  assert.equal(await requestPersistence(manager({ persist: async () => false })), "refused");
});

test("a learner who has not answered is not waited for", async () => {
  assert.equal(await requestPersistence(manager({ persist: () => new Promise(() => {}) }), 1), "asked");
});

test("a browser that does not say gets no promise made in its name", async () => {
  assert.equal(await requestPersistence(undefined), "unknown");
  assert.equal(await requestPersistence(manager({ persisted: fails })), "unknown");
  assert.equal(await requestPersistence(manager({ persist: fails })), "unknown");
  assert.equal(await requestPersistence({} as StorageManager), "unknown");
});

test("room is told in bytes, or not at all", async () => {
  assert.deepEqual(await estimate(manager({ estimate: async () => ({ usage: 5, quota: 100 }) })), { used: 5, quota: 100 });
  assert.equal(await estimate(manager({ estimate: async () => ({}) })), null);
  assert.equal(await estimate(manager({ estimate: fails })), null);
  assert.equal(await estimate(undefined), null);
});
