import assert from "node:assert/strict";
import { test } from "node:test";

import { fold, fromQueryString, matcher, summary, toQueryString, words, type Filter, type Item } from "../src/domain/filter.ts";

const NONE: Filter = { q: "", component: "", level: "", role: "", kind: "" };

const ITEM: Item = {
  text: fold("When would you report PR-AUC instead of ROC-AUC for a naïve ranker?"),
  component: "concepts",
  level: "mid",
  roles: ["mle", "ds"],
  kind: "concept",
};

const matches = (asked: Partial<Filter>): boolean => matcher({ ...NONE, ...asked })(ITEM);

test("an empty filter matches every item", () => {
  assert.ok(matches({}));
  assert.ok(matches({ q: "   " }));
});

test("every word must be found, in any order", () => {
  assert.ok(matches({ q: "roc-auc pr-auc" }));
  assert.ok(!matches({ q: "roc-auc recall" }));
});

test("case and diacritics do not count", () => {
  assert.ok(matches({ q: "NAIVE" }));
  assert.ok(matches({ q: "ránker" }));
  assert.deepEqual(words("  Élan\u00a0VITAL "), ["elan", "vital"]);
});

test("a select matches the whole value, not a part of it", () => {
  assert.ok(matches({ component: "concepts" }));
  assert.ok(!matches({ component: "concept" }));
  assert.ok(!matches({ level: "senior" }));
  assert.ok(!matches({ kind: "design" }));
});

test("a role matches when it is one of the item's roles", () => {
  assert.ok(matches({ role: "ds" }));
  assert.ok(!matches({ role: "m" }));
});

test("words and selects are required together", () => {
  assert.ok(matches({ q: "ranker", level: "mid", role: "mle", kind: "concept" }));
  assert.ok(!matches({ q: "ranker", level: "junior" }));
});

test("a filter survives the way through the query string", () => {
  const filter: Filter = { q: "précision & recall", component: "data", level: "mid", role: "ds", kind: "coding" };
  assert.deepEqual(fromQueryString(toQueryString(filter, "")), filter);
});

test("an empty filter leaves no query string", () => {
  assert.equal(toQueryString(NONE, "?words=auc&level=mid"), "");
});

test("parameters of others are kept", () => {
  assert.equal(toQueryString({ ...NONE, q: "auc" }, "?h=word"), "?h=word&words=auc");
});

test("unknown and missing parameters read as an empty filter", () => {
  assert.deepEqual(fromQueryString("?x=1"), NONE);
});

test("the summary counts what is shown of all", () => {
  assert.equal(summary(64, 64), "64 questions");
  assert.equal(summary(1, 64), "1 of 64 questions");
  assert.equal(summary(0, 1), "0 of 1 question");
});
