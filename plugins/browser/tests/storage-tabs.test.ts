import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import { inOrder, type LogEvent } from "../src/domain/events.ts";
import { byCard, heard, logs, NOON, onSite, review, rowsOf } from "./storage-fakes.ts";

test("two tabs that append at the same time, on the same cards, lose nothing", () =>
  fc.assert(
    fc.asyncProperty(logs(2), ([mine, theirs]) =>
      onSite(async (site) => {
        const tabs = [await site.open(), await site.open()] as const;
        const turns = Math.max(mine!.length, theirs!.length);
        const appended: Promise<unknown>[] = [];
        for (let turn = 0; turn < turns; turn += 1) {
          if (mine![turn]) appended.push(tabs[0].append([mine![turn]!]));
          if (theirs![turn]) appended.push(tabs[1].append([theirs![turn]!]));
        }
        await Promise.all(appended);
        const all: LogEvent[] = [...new Map([...mine!, ...theirs!].map((event) => [event.id, event])).values()].sort(inOrder);
        for (const tab of tabs) {
          assert.deepEqual(await tab.events(), all);
          assert.deepEqual(byCard(await tab.rows()), rowsOf(all));
          assert.equal(await tab.countReviews(), all.filter(({ type }) => type === "review").length);
        }
      }),
    ),
    { numRuns: 40 },
  ));

test("a tab hears which cards another changed, and not of its own", () =>
  onSite(async (site) => {
    const [here, there] = [await site.open(), await site.open()];
    const own: unknown[] = [];
    here.onElsewhere((cards) => own.push(cards));
    const word = heard(there);
    await here.append([review("r1", "a", 10), review("r2", "b", 10)]);
    assert.deepEqual(await word, ["a", "b"]);
    assert.deepEqual(own, []);
  }));

test("a tick elsewhere is heard as a change of no card", () =>
  onSite(async (site) => {
    const [here, there] = [await site.open(), await site.open()];
    const word = heard(there);
    await here.append([{ id: "t1", type: "tick", task: "task", on: true, at: NOON }]);
    assert.deepEqual(await word, []);
  }));

test("erasing reaches the other tab, and takes its log too", () =>
  onSite(async (site) => {
    const [here, there] = [await site.open(), await site.open()];
    await there.append([review("r1", "a", 10)]);
    const word = heard(there);
    await here.erase();
    assert.equal(await word, null);
    assert.deepEqual(await there.rows(), []);
  }));

test("who stopped listening hears nothing more", () =>
  onSite(async (site) => {
    const [here, there] = [await site.open(), await site.open()];
    const words: unknown[] = [];
    there.onElsewhere((cards) => words.push(cards))();
    const word = heard(there);
    await here.append([review("r1", "a", 10)]);
    await word;
    assert.deepEqual(words, []);
  }));

test("a closed tab keeps what was appended before", () =>
  onSite(async (site) => {
    const [here, there] = [await site.open(), await site.open()];
    const appended = here.append([review("r1", "a", 10)]);
    here.close();
    await appended;
    assert.equal(await there.countReviews(), 1);
  }));

test("where tabs cannot talk, the log is kept all the same", () =>
  onSite(async (site) => {
    const refused = (): never => { throw new DOMException("no channels here", "SecurityError"); };
    const [here, there] = [await site.open({ channel: refused }), await site.open({ channel: refused })];
    await here.append([review("r1", "a", 10)]);
    assert.equal(here.trouble, null);
    assert.equal(await there.countReviews(), 1);
  }));
