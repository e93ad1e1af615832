import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { Ajv2020, type AnySchema, type ValidateFunction } from "ajv/dist/2020.js";

import { ContractError, trustIndex, trustPlans, trustTopic } from "../src/domain/contract.ts";
import { decodeIndex, decodePlans, decodeTopic } from "../src/domain/decoders.ts";

type Json = Record<string, unknown>;

const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
const compile = (name: string): ValidateFunction =>
  new Ajv2020({ allErrors: true, strict: true }).compile(read(`../../studyloop/export/schema/${name}`) as AnySchema);

/** What the cards of the fixture say, one by one. */
const CARDS = [
  { id: "pr-auc-vs-roc-auc", key: "pr-auc-vs-roc-auc", group: "pr-auc-vs-roc-auc", kind: "question", topic: "metrics", component: "concepts", level: "mid", minutes: 6, roles: ["mle", "ds"], slices: ["8-week/week-02"], position: 2040010, hash: "0123456789abcdef", page: "questions/metrics/#pr-auc-vs-roc-auc", title: "When would you report PR-AUC instead of ROC-AUC?" },
  { id: "pr-auc-random-baseline", key: "pr-auc-baseline", group: "pr-auc-vs-roc-auc", kind: "recall", topic: "metrics", component: "concepts", level: "mid", minutes: 6, roles: ["mle", "ds"], slices: ["2-week/days-03-04", "8-week/week-02"], position: 2040011, hash: "fedcba9876543210", page: "questions/metrics/#pr-auc-random-baseline", title: "What does a random ranker score on PR-AUC?" },
  { id: "star-c-letters", key: "star-c-letters", group: "star-c-letters", kind: "cloze", topic: "star-c", component: "people", level: null, minutes: null, roles: [], slices: [], position: 7010001, hash: "00000000000000ff", page: "guides/star-c/#star-c-letters", title: "The last letter of STAR-C stands for what you would change." },
];

const side = <T>(name: string, decode: (value: unknown) => T, trust: (value: unknown) => T) =>
  ({ name, fixture: read(`../../../tests/contract/${name}.json`), valid: compile(`${name}.schema.json`), decode, trust });

/** The index holds its cards as columns; all else is read as it is written. */
function told(name: string, fixture: Json): Json {
  if (name !== "index") return fixture;
  const { traits: _, ...rest } = fixture;
  return { ...rest, cards: CARDS };
}

const sides = [
  side("index", decodeIndex, trustIndex),
  side("topic", decodeTopic, trustTopic),
  side("plans", decodePlans, trustPlans),
] as const;

for (const { name, fixture, valid, decode, trust } of sides) {
  test(`the ${name} fixture keeps its published schema`, () => {
    assert.ok(valid(fixture), JSON.stringify(valid.errors, null, 2));
  });

  test(`the ${name} fixture decodes to what it says`, () => {
    assert.deepEqual(decode(fixture), told(name, fixture as Json));
  });

  test(`a page takes the ${name} of its version unchecked and refuses any other`, () => {
    assert.deepEqual(trust(fixture), told(name, fixture as Json));
    for (const foreign of [{ ...(fixture as Json), version: 99 }, {}, null, undefined, "text", []]) {
      assert.throws(() => trust(foreign), (error) => error instanceof ContractError && error.message.startsWith(`${name}.version: expected `));
    }
  });
}

const firstCard = (file: Json): Json => (file["cards"] as Json[])[0]!;
const firstTraits = (file: Json): Json => (file["traits"] as Json[])[0]!;
const column = (file: Json, name: string): unknown[] => (file["cards"] as Record<string, unknown[]>)[name]!;
const firstTopic = (file: Json): Json => (file["topics"] as Json[])[0]!;
const firstRetired = (file: Json): Json => (file["retired"] as Json[])[0]!;
const firstPlan = (file: Json): Json => (file["plans"] as Json[])[0]!;
const firstPeriod = (file: Json): Json => (firstPlan(file)["periods"] as Json[])[0]!;
const firstTask = (file: Json): Json => (firstPeriod(file)["tasks"] as Json[])[0]!;

const broken: readonly { of: "index" | "topic" | "plans"; say: RegExp; break: (file: Json) => void }[] = [
  { of: "index", say: /^index\.version: expected 3, got 2$/, break: (file) => { file["version"] = 2; } },
  { of: "index", say: /^index\.extra: not a known field$/, break: (file) => { file["extra"] = 1; } },
  { of: "index", say: /^index\.subject: expected a text that is not empty, got ""$/, break: (file) => { file["subject"] = ""; } },
  { of: "index", say: /^index\.cards: expected an object, got a list$/, break: (file) => { file["cards"] = []; } },
  { of: "index", say: /^index\.cards\.group: expected a list, got nothing$/, break: (file) => { delete (file["cards"] as Json)["group"]; } },
  { of: "index", say: /^index\.cards\.id\[0\]: expected an id, got "Bad Id"$/, break: (file) => { column(file, "id")[0] = "Bad Id"; } },
  { of: "index", say: /^index\.cards\.renamed\[0\]\[1\]: expected an id, got nothing$/, break: (file) => { column(file, "renamed")[0] = [1]; } },
  { of: "index", say: /^index\.cards\.renamed\[0\]: expected a place and a key/, break: (file) => { column(file, "renamed")[0] = [1, "a", "b"]; } },
  { of: "index", say: /^index\.cards\.topic\[0\]: .* got -1$/, break: (file) => { column(file, "topic")[0] = -1; } },
  { of: "index", say: /^index\.cards\.position\[0\]: .* got 1\.5$/, break: (file) => { column(file, "position")[0] = 1.5; } },
  { of: "index", say: /^index\.cards\.hash\[0\]: expected 16 /, break: (file) => { column(file, "hash")[0] = "0123456789ABCDEF"; } },
  { of: "index", say: /^index\.cards\.title\[0\]: expected at most 100 characters/, break: (file) => { column(file, "title")[0] = "x".repeat(101); } },
  { of: "index", say: /^index\.traits\[0\]: expected an object, got null$/, break: (file) => { file["traits"] = [null]; } },
  { of: "index", say: /^index\.traits\[0\]\.kind: expected question or recall or cloze, got "quiz"$/, break: (file) => { firstTraits(file)["kind"] = "quiz"; } },
  { of: "index", say: /^index\.traits\[0\]\.level: expected an id, got nothing$/, break: (file) => { delete firstTraits(file)["level"]; } },
  { of: "index", say: /^index\.traits\[0\]\.minutes: expected a whole number of at least 1, got 0$/, break: (file) => { firstTraits(file)["minutes"] = 0; } },
  { of: "index", say: /^index\.traits\[0\]\.roles\[0\]: expected an id/, break: (file) => { firstTraits(file)["roles"] = ["ML engineer"]; } },
  { of: "index", say: /^index\.traits\[0\]\.slices\[0\]: expected a plan and a period/, break: (file) => { firstTraits(file)["slices"] = ["plan::8-week::week-01"]; } },
  { of: "index", say: /^index\.topics\[0\]\.page: expected a page/, break: (file) => { firstTopic(file)["page"] = "questions/metrics/#a"; } },
  { of: "index", say: /^index\.topics\[0\]\.file: /, break: (file) => { firstTopic(file)["file"] = "../metrics.json"; } },
  { of: "index", say: /^index\.topics\[0\]\.kind: expected topic or guide/, break: (file) => { firstTopic(file)["kind"] = "page"; } },
  { of: "index", say: /^index\.release: expected a text/, break: (file) => { file["release"] = ""; } },
  { of: "index", say: /^index\.report: expected a text that is not empty, got nothing$/, break: (file) => { delete file["report"]; } },
  { of: "index", say: /^index\.retired\[0\]\.date: expected a date/, break: (file) => { firstRetired(file)["date"] = "yesterday"; } },
  { of: "index", say: /^index\.retired\[0\]\.replacedBy: expected a list/, break: (file) => { firstRetired(file)["replacedBy"] = "metrics"; } },
  { of: "plans", say: /^plans\.plans\[0\]\.unit: expected week or days/, break: (file) => { firstPlan(file)["unit"] = "month"; } },
  { of: "plans", say: /^plans\.plans\[0\]\.hours: expected two numbers/, break: (file) => { firstPlan(file)["hours"] = [20]; } },
  { of: "plans", say: /^plans\.plans\[0\]\.periods\[0\]\.cards\[0\]: expected an id/, break: (file) => { firstPeriod(file)["cards"] = [""]; } },
  { of: "plans", say: /^plans\.plans\[0\]\.periods\[0\]\.tasks\[0\]\.key: expected a plan and a task/, break: (file) => { firstTask(file)["key"] = "metrics"; } },
  { of: "plans", say: /tasks\[0\]\.kind: expected cards or reading or own/, break: (file) => { firstTask(file)["kind"] = "fun"; } },
  { of: "plans", say: /tasks\[0\]\.links\[0\]\.page: expected a page/, break: (file) => { firstTask(file)["links"] = [{ title: "Metrics", page: "/questions/metrics/" }]; } },
  { of: "topic", say: /^topic\.cards\[0\]\.front: /, break: (file) => { firstCard(file)["front"] = ""; } },
  { of: "topic", say: /^topic\.cards\[0\]\.back: expected a string, got null$/, break: (file) => { firstCard(file)["back"] = null; } },
  { of: "topic", say: /^topic\.topic: expected an id, got 7$/, break: (file) => { file["topic"] = 7; } },
];

for (const { of, say, break: damage } of broken) {
  test(`schema and decoder both refuse, and say where: ${say.source}`, () => {
    const { fixture, valid, decode } = sides.find((side) => side.name === of)!;
    const file = structuredClone(fixture) as Json;
    damage(file);
    assert.equal(valid(file), false);
    assert.throws(() => decode(file), (error) => error instanceof ContractError && say.test(error.message));
  });
}

const misfits: readonly { say: RegExp; break: (file: Json) => void }[] = [
  { say: /^index\.cards\.title: expected 3 entries, got 2$/, break: (file) => { column(file, "title").pop(); } },
  { say: /^index\.cards\.topic: expected places below 2, got 2$/, break: (file) => { column(file, "topic")[0] = 2; } },
  { say: /^index\.cards\.traits: expected places below 3, got 3$/, break: (file) => { column(file, "traits")[2] = 3; } },
  { say: /^index\.cards\.group: expected places below 3, got 9$/, break: (file) => { column(file, "group")[0] = 9; } },
  { say: /^index\.cards\.renamed: expected places below 3, got 3$/, break: (file) => { column(file, "renamed")[0] = [3, "a"]; } },
];

for (const { say, break: damage } of misfits) {
  test(`the decoder refuses columns that do not fit, and says which: ${say.source}`, () => {
    const file = structuredClone(sides[0].fixture) as Json;
    damage(file);
    assert.throws(() => decodeIndex(file), (error) => error instanceof ContractError && say.test(error.message));
  });
}
