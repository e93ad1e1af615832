import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { Ajv2020, type AnySchema, type ValidateFunction } from "ajv/dist/2020.js";

import { ContractError } from "../src/domain/contract.ts";
import { decodeIndex, decodePlans, decodeTopic } from "../src/domain/decoders.ts";

const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
const compile = (name: string): ValidateFunction =>
  new Ajv2020({ allErrors: true, strict: true }).compile(read(`../../studyloop/export/schema/${name}`) as AnySchema);

const sides = [
  { name: "index", fixture: read("../../../tests/contract/index.json"), valid: compile("index.schema.json"), decode: decodeIndex },
  { name: "topic", fixture: read("../../../tests/contract/topic.json"), valid: compile("topic.schema.json"), decode: decodeTopic },
] as const;

for (const { name, fixture, valid, decode } of sides) {
  test(`the ${name} fixture keeps its published schema`, () => {
    assert.ok(valid(fixture), JSON.stringify(valid.errors, null, 2));
  });

  test(`the ${name} fixture decodes to what it says`, () => {
    assert.deepEqual(decode(fixture), fixture);
  });
}

type Json = Record<string, unknown>;
const firstCard = (file: Json): Json => (file["cards"] as Json[])[0]!;
const firstTopic = (file: Json): Json => (file["topics"] as Json[])[0]!;

const broken: readonly { of: "index" | "topic"; say: RegExp; break: (file: Json) => void }[] = [
  { of: "index", say: /^index\.version: expected 1, got 2$/, break: (file) => { file["version"] = 2; } },
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
