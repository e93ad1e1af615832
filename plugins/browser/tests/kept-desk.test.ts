import assert from "node:assert/strict";
import { test } from "node:test";

import { readDesk, type KeptDesk } from "../src/domain/kept-desk.ts";
import { answer, start } from "../src/domain/session.ts";
import { card, NOON, queueOf, reviewed } from "./drill-kit.ts";

const desk: KeptDesk = { card: "a", kind: "recall", search: "?topic=rag", from: 1000, head: "<p>", face: "<p>", bar: "<p>" };

test("a kept desk is for the same choice of cards, and not before its time", () => {
  const text = JSON.stringify(desk);
  assert.deepEqual(readDesk(text, "?topic=rag", 1000), desk);
  assert.equal(readDesk(text, "", 1000), null);
  assert.equal(readDesk(text, "?topic=rag", 999), null);
});

test("nothing kept, and what is damaged, is no desk", () => {
  for (const text of [null, "", "{", "null"]) assert.equal(readDesk(text, "", 1), null);
});

test("the card that was left is the first of the next sitting, and the others come as they would have", () => {
  const cards = ["a", "b", "c", "d"].map((key) => card(key));
  const queue = queueOf({ cards, events: [reviewed("c", NOON - 40 * 86_400_000, 4)] });
  const usual = start(queue, NOON);
  assert.equal(usual.shown?.card.key, "c");
  const session = start(queue, NOON, "b");
  const order: string[] = [];
  for (let now = session; now.shown; ) {
    order.push(now.shown.card.key);
    now = answer(now, reviewed(now.shown.card.key, NOON, 4));
  }
  assert.deepEqual(order, ["b", "c", "a", "d"]);
});

test("a card that is no longer to be asked makes no difference", () => {
  const queue = queueOf({ cards: [card("a"), card("b")] });
  assert.deepEqual(start(queue, NOON, "gone"), start(queue, NOON));
});
