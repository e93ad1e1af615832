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

const side = <T>(name: string, decode: (value: unknown) => T, trust: (value: unknown) => T) =>
  ({ name, fixture: read(`../../../tests/contract/${name}.json`), valid: compile(`${name}.schema.json`), decode, trust });

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
    assert.deepEqual(decode(fixture), fixture);
  });

  test(`a page takes the ${name} of its version as it is and refuses any other`, () => {
    assert.equal(trust(fixture), fixture);
    for (const foreign of [{ ...(fixture as Json), version: 99 }, {}, null, undefined, "text", []]) {
      assert.throws(() => trust(foreign), (error) => error instanceof ContractError && error.message.startsWith(`${name}.version: expected `));
    }
  });
}

const firstCard = (file: Json): Json => (file["cards"] as Json[])[0]!;
const firstTopic = (file: Json): Json => (file["topics"] as Json[])[0]!;
const firstRetired = (file: Json): Json => (file["retired"] as Json[])[0]!;
const firstPlan = (file: Json): Json => (file["plans"] as Json[])[0]!;
const firstPeriod = (file: Json): Json => (firstPlan(file)["periods"] as Json[])[0]!;
const firstTask = (file: Json): Json => (firstPeriod(file)["tasks"] as Json[])[0]!;

const broken: readonly { of: "index" | "topic" | "plans"; say: RegExp; break: (file: Json) => void }[] = [
  { of: "index", say: /^index\.version: expected 2, got 1$/, break: (file) => { file["version"] = 1; } },
  { of: "index", say: /^index\.extra: not a known field$/, break: (file) => { file["extra"] = 1; } },
  { of: "index", say: /^index\.subject: expected a text that is not empty, got ""$/, break: (file) => { file["subject"] = ""; } },
  { of: "index", say: /^index\.cards: expected a list, got an object$/, break: (file) => { file["cards"] = {}; } },
  { of: "index", say: /^index\.cards\[0\]: expected an object, got null$/, break: (file) => { file["cards"] = [null]; } },
  { of: "index", say: /^index\.cards\[0\]\.id: expected an id, got "Bad Id"$/, break: (file) => { firstCard(file)["id"] = "Bad Id"; } },
  { of: "index", say: /^index\.cards\[0\]\.kind: expected question or recall or cloze, got "quiz"$/, break: (file) => { firstCard(file)["kind"] = "quiz"; } },
  { of: "index", say: /^index\.cards\[0\]\.level: expected an id, got nothing$/, break: (file) => { delete firstCard(file)["level"]; } },
  { of: "index", say: /^index\.cards\[0\]\.minutes: expected a whole number of at least 1, got 0$/, break: (file) => { firstCard(file)["minutes"] = 0; } },
  { of: "index", say: /^index\.cards\[0\]\.position: .* got 1\.5$/, break: (file) => { firstCard(file)["position"] = 1.5; } },
  { of: "index", say: /^index\.cards\[0\]\.hash: expected 16 /, break: (file) => { firstCard(file)["hash"] = "0123456789ABCDEF"; } },
  { of: "index", say: /^index\.cards\[0\]\.page: expected a page and an anchor/, break: (file) => { firstCard(file)["page"] = "questions/metrics/"; } },
  { of: "index", say: /^index\.topics\[0\]\.file: /, break: (file) => { firstTopic(file)["file"] = "../metrics.json"; } },
  { of: "index", say: /^index\.topics\[0\]\.kind: expected topic or guide/, break: (file) => { firstTopic(file)["kind"] = "page"; } },
  { of: "index", say: /^index\.cards\[0\]\.key: expected an id, got nothing$/, break: (file) => { delete firstCard(file)["key"]; } },
  { of: "index", say: /^index\.cards\[0\]\.roles\[0\]: expected an id/, break: (file) => { firstCard(file)["roles"] = ["ML engineer"]; } },
  { of: "index", say: /^index\.cards\[0\]\.slices\[0\]: expected a plan and a period/, break: (file) => { firstCard(file)["slices"] = ["plan::8-week::week-01"]; } },
  { of: "index", say: /^index\.cards\[0\]\.title: expected at most 100 characters/, break: (file) => { firstCard(file)["title"] = "x".repeat(101); } },
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
