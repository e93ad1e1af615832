import assert from "node:assert/strict";
import { test } from "node:test";

import { count, hours, shortDay } from "../src/domain/wording.ts";

test("amounts are written as people say them", () => {
  assert.deepEqual([count(0, "task"), count(1, "task"), count(1200, "entry", "entries")], ["0 tasks", "1 task", "1,200 entries"]);
  assert.deepEqual([0, 0.4, 45, 59.7, 60, 90, 600].map(hours), ["0 min", "0 min", "45 min", "1 h", "1 h", "1 h 30 min", "10 h"]);
});

test("a short day has no comma and does not depend on the place", () => {
  assert.deepEqual([shortDay("2026-11-23"), shortDay("2027-03-28", false)], ["Mon 23 Nov", "28 Mar"]);
});
