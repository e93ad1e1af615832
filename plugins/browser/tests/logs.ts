/** Logs for tests. */

import fc from "fast-check";

import type { LogEvent } from "../src/domain/events.ts";

const name = fc.string({ unit: "binary", minLength: 1, maxLength: 12 });
const card = fc.constantFrom("card-a", "card-b", "card-c");
const at = fc.integer({ min: 0, max: 4_000_000_000_000 });
const base = { id: name, at };
const plain = { noNullPrototype: true };

/** Any event. */
export const anyEvent: fc.Arbitrary<LogEvent> = fc.oneof(
  fc.record({ type: fc.constant("review" as const), ...base, card, rating: fc.constantFrom(1, 2, 3, 4), took: fc.nat(100_000) }, plain),
  fc.record({ type: fc.constant("undo" as const), ...base, card, of: name }, plain),
  fc.record({ type: fc.constantFrom("suspend" as const, "mark" as const, "add" as const), ...base, card, on: fc.boolean() }, plain),
  fc.record({ type: fc.constant("tick" as const), ...base, task: name, on: fc.boolean() }, plain),
  fc.record(
    {
      type: fc.constant("setting" as const),
      ...base,
      name,
      value: fc.oneof(fc.string({ unit: "binary" }), fc.boolean(), fc.constant(null), fc.integer(), fc.constantFrom(0.9, 0.85)),
    },
    plain,
  ),
) as fc.Arbitrary<LogEvent>;

/** Any log: ids are unique. */
export const anyLog = fc.uniqueArray(anyEvent, { selector: ({ id }) => id, maxLength: 30 });
