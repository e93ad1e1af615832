import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";

import type { LogEvent } from "../src/domain/events.ts";
import { VERSION } from "../src/storage/database.ts";
import type { Store } from "../src/storage/store.ts";
import { byCard, fillUp, heard, onSite, review, rowsOf, type Site } from "./storage-fakes.ts";

const r1 = review("r1", "a", 10);
const r2 = review("r2", "a", 86_400_000, 4);

/** A connection of a page that is not ours. */
const foreign = (site: Site, version: number): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = site.factory.open(site.name, version);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const refusals: readonly [string, () => IDBFactory | undefined][] = [
  ["is missing", () => undefined],
  ["is forbidden", () => { throw new DOMException("not in this window", "SecurityError"); }],
  ["is refused", () => ({ open: () => { throw new DOMException("not in private mode", "InvalidStateError"); } }) as unknown as IDBFactory],
];

for (const [how, indexedDB] of refusals) {
  test(`where the database ${how}, everything works in memory and says so`, () =>
    onSite(async (site) => {
      const log = await site.open({ indexedDB });
      assert.equal(log.trouble, "blocked");
      await log.append([r1]);
      await log.setNote("backup", "1");
      assert.deepEqual([await log.events(), await log.rows(), await log.countReviews()], [[r1], rowsOf([r1]), 1]);
      assert.equal(await log.note("backup"), "1");
      await log.erase();
      assert.deepEqual([await log.events(), log.trouble], [[], "blocked"]);
    }));
}

test("on a full device the session goes on in memory, with everything that was kept before", (context) =>
  onSite(async (site) => {
    const log = await site.open();
    await log.append([r1]);
    fillUp(context.mock);
    assert.deepEqual(await log.append([r2]), rowsOf([r1, r2]));
    assert.equal(log.trouble, "full");
    assert.deepEqual([await log.events(), await log.rows(), await log.countReviews()], [[r1, r2], rowsOf([r1, r2]), 2]);
  }));

test("what a full device refused is kept with the next append that succeeds", (context) =>
  onSite(async (site) => {
    const log = await site.open();
    const full = fillUp(context.mock);
    await log.append([r1]);
    await log.append([r2]);
    full.restore();
    const r3 = review("r3", "b", 20);
    await log.append([r3]);
    assert.equal(log.trouble, null);
    const next = await site.open();
    assert.deepEqual(await next.events(), [r1, r3, r2]);
  }));

test("a transaction that fails leaves neither an event without its row nor a row without its event", (context) =>
  onSite(async (site) => {
    const log = await site.open();
    const full = fillUp(context.mock);
    await log.append([r1, r2, review("r3", "b", 20)]);
    full.restore();
    const next = await site.open();
    assert.deepEqual([await next.events(), await next.rows(), await next.countReviews()], [[], [], 0]);
  }));

/** A device so full that the database cannot even be read, as Chromium behaves on a full disk. */
function lock(context: TestContext, site: Site): { restore(): void } {
  const message = "IO error: 000003.log: FILE_ERROR_NO_SPACE (ChromeMethodBFE: 3::WritableFileAppend::8)";
  const mocks = [
    context.mock.method(IDBDatabase.prototype, "transaction", () => { throw new DOMException(message, "UnknownError"); }),
    context.mock.method(site.factory, "open", () => { throw new DOMException("Internal error opening backing store", "UnknownError"); }),
  ];
  return { restore: () => mocks.forEach(({ mock }) => mock.restore()) };
}

test("where a full disk cannot be read either, the session goes on from the rows it has seen", (context) =>
  onSite(async (site) => {
    const log = await site.open();
    const other = review("r0", "b", 5);
    await log.append([r1, other]);
    log.close();
    const tab = await site.open();
    await tab.rows();
    const locked = lock(context, site);
    const r3 = review("r3", "a", 3 * 86_400_000, 1);
    assert.deepEqual(await tab.append([r2]), rowsOf([r1, r2]));
    assert.equal(tab.trouble, "full");
    await tab.append([r3]);
    const [undone] = await tab.append([{ id: "u1", type: "undo", card: "a", of: "r3", at: r3.at + 1 }]);
    assert.deepEqual(undone, rowsOf([r1, r2])[0]);
    assert.deepEqual(byCard(await tab.rows()), rowsOf([r1, r2, other]));
    locked.restore();
    while (tab.trouble) {
      await tab.append([]);
      await new Promise((resolve) => setTimeout(resolve));
    }
    assert.deepEqual((await tab.events()).map(({ id }) => id), ["r0", "r1", "r2", "r3", "u1"]);
  }));

/** Two tabs, the first of which has kept an answer only in memory; `there` then does something, of which `here` hears. */
const afterFull = (context: TestContext, act: (there: Store) => Promise<unknown>, look: (here: Store, there: Store) => Promise<void>) =>
  onSite(async (site) => {
    const [here, there] = [await site.open(), await site.open()];
    const full = fillUp(context.mock);
    await here.append([r1]);
    full.restore();
    const word = heard(here);
    await act(there);
    await word;
    await look(here, there);
  });

test("a tab on a full device still sees what another tab kept", (context) =>
  afterFull(
    context,
    (there) => there.append([r2]),
    async (here) => assert.deepEqual(await here.events(), [r1, r2]),
  ));

test("what a full device refused is gone too when everything is erased elsewhere", (context) =>
  afterFull(
    context,
    (there) => there.erase(),
    async (here, there) => {
      await here.append([r2]);
      assert.deepEqual(await there.events(), [r2]);
    },
  ));

test("a database that does not open in time is not waited for, and takes everything when it opens", () =>
  onSite(async (site) => {
    const holder = await foreign(site, VERSION);
    site.factory.deleteDatabase(site.name);
    const log = await site.open({ patience: 20 });
    assert.equal(log.trouble, "blocked");
    await log.append([r1]);
    const word = heard(log);
    holder.close();
    assert.deepEqual(await word, ["a"]);
    assert.equal(log.trouble, null);
    const next = await site.open();
    assert.deepEqual(await next.events(), [r1]);
  }));

test("a database of a newer version is left alone", () =>
  onSite(async (site) => {
    (await foreign(site, VERSION + 1)).close();
    const log = await site.open();
    await log.append([r1]);
    assert.equal(log.trouble, "newer");
    assert.deepEqual(await log.events(), [r1]);
  }));

test("a tab makes way for a newer version, keeps what it knows, and hands over what it cannot keep", (context) =>
  onSite(async (site) => {
    const log = await site.open();
    await log.append([r1]);
    const channel = new BroadcastChannel(site.name);
    context.after(() => channel.close());
    const word = new Promise<unknown>((resolve) => (channel.onmessage = (message) => resolve((message as MessageEvent).data)));
    const newer = await foreign(site, VERSION + 1);
    await log.append([r2]);
    assert.equal(log.trouble, "newer");
    assert.deepEqual(await log.events(), [r1, r2]);
    assert.deepEqual(await word, { keep: [r2] });
    newer.close();
  }));

test("a tab keeps what an older one cannot, and shows it", (context) =>
  onSite(async (site) => {
    const log = await site.open();
    const word = heard(log);
    const channel = new BroadcastChannel(site.name);
    context.after(() => channel.close());
    channel.postMessage({ keep: [r1] satisfies LogEvent[] });
    assert.deepEqual(await word, ["a"]);
    assert.deepEqual(await log.events(), [r1]);
  }));

for (const name of ["InvalidStateError", "UnknownError"]) {
  test(`a connection lost with ${name} is made anew, unseen`, (context) =>
    onSite(async (site) => {
      const log = await site.open();
      context.mock.method(IDBDatabase.prototype, "transaction", () => { throw new DOMException("connection lost", name); }, { times: 1 });
      await log.append([r1]);
      assert.equal(log.trouble, null);
      assert.equal(await (await site.open()).countReviews(), 1);
    }));
}

test("events that cannot be kept anywhere are a fault of the caller", () =>
  onSite(async (site) => {
    const log = await site.open();
    await assert.rejects(log.append([{ ...r1, card: null as unknown as string }]), { name: "DataError" });
    assert.equal(log.trouble, null);
  }));
