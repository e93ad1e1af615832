import assert from "node:assert/strict";
import { test } from "node:test";

import { Journal, type Notebook } from "../src/storage/journal.ts";
import { fillUp, onSite, review } from "./storage-fakes.ts";

/** A browser's `localStorage`, as far as it is used. */
class Pages implements Notebook {
  readonly held = new Map<string, string>();
  get length(): number {
    return this.held.size;
  }
  key(at: number): string | null {
    return [...this.held.keys()][at] ?? null;
  }
  getItem(key: string): string | null {
    return this.held.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.held.set(key, value);
  }
  removeItem(key: string): void {
    this.held.delete(key);
  }
}

const r1 = review("r1", "a", 10);
const r2 = review("r2", "a", 86_400_000, 4);
const never = (): Promise<void> => new Promise(() => undefined);

test("an answer whose page was torn down before the database heard of it is kept by the next page", () =>
  onSite(async (site) => {
    const pages = new Pages();
    const notebook = (): Notebook => pages;
    const torn = await site.open({ notebook, calm: never });
    void torn.append([r1]);
    void torn.append([r2]);
    const next = await site.open({ notebook });
    assert.deepEqual(await next.events(), [r1, r2]);
    assert.equal(await next.countReviews(), 2);
    assert.equal(pages.length, 0);
  }));

test("what the database holds is struck from the journal, and nothing is kept twice", () =>
  onSite(async (site) => {
    const pages = new Pages();
    const notebook = (): Notebook => pages;
    const log = await site.open({ notebook });
    await log.append([r1]);
    assert.equal(pages.length, 0);
    // As if the page had ended between the database's answer and the strike.
    new Journal(site.name, notebook).write([r1, r2]);
    const next = await site.open({ notebook });
    assert.deepEqual(await next.events(), [r1, r2]);
  }));

test("what a full device refused waits in the journal for the next visit", (context) =>
  onSite(async (site) => {
    const pages = new Pages();
    const notebook = (): Notebook => pages;
    const log = await site.open({ notebook });
    const full = fillUp(context.mock);
    await log.append([r1]);
    assert.equal(log.trouble, "full");
    log.close();
    full.restore();
    const next = await site.open({ notebook });
    assert.deepEqual([await next.events(), next.trouble], [[r1], null]);
  }));

test("entries that are damaged are dropped, and those of other sites are left alone", () =>
  onSite(async (site) => {
    const pages = new Pages();
    pages.setItem(`${site.name} event x`, '{"type":"review","id":"x"');
    pages.setItem(`${site.name} event y`, '{"type":"review","id":"y","at":1,"card":"a","rating":9,"took":1}');
    pages.setItem("studyloop /another/ event z", "{}");
    const log = await site.open({ notebook: () => pages });
    assert.deepEqual(await log.events(), []);
    assert.deepEqual([...pages.held.keys()], ["studyloop /another/ event z"]);
  }));

test("erasing takes along everything that this site wrote down", () =>
  onSite(async (site) => {
    const pages = new Pages();
    const log = await site.open({ notebook: () => pages });
    pages.setItem(`${site.name} desk`, "{}");
    new Journal(site.name, () => pages).write([r1]);
    await log.erase();
    assert.equal(pages.length, 0);
    assert.deepEqual(await (await site.open({ notebook: () => pages })).events(), []);
  }));

test("a backup is not written down, and a notebook that refuses is no trouble", () =>
  onSite(async (site) => {
    const pages = new Pages();
    const many = Array.from({ length: 21 }, (_, at) => review(`r${at}`, "a", at));
    const torn = await site.open({ notebook: () => pages, calm: never });
    void torn.append(many);
    assert.equal(pages.length, 0);
    const refusing = await site.open({ notebook: () => { throw new DOMException("not here", "SecurityError"); } });
    await refusing.append([r1]);
    assert.deepEqual([await refusing.events(), refusing.trouble], [[r1], null]);
  }));
