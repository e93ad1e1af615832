/**
 * The typesetter's process: one JSON object in, one JSON object out.
 *
 * In: `{"math": [{"tex", "display"}], "diagrams": ["flowchart LR..."]}`; out, in the same order:
 * `{"math": [{"html"} | {"error"}], "diagrams": [{"svg"} | {"error"}]}`.
 */

import { readFileSync } from "node:fs";

import type { DiagramResult } from "./diagram.ts";
import type { Formula, MathResult } from "./math.ts";

interface Request {
  readonly math: readonly Formula[];
  readonly diagrams: readonly string[];
}

const request = JSON.parse(readFileSync(0, "utf8")) as Request;

// Each library is loaded only when it is needed: the one for diagrams takes longer than most pages of formulas.
let math: readonly MathResult[] = [];
if (request.math.length) math = request.math.map((await import("./math.ts")).typesetMath);

let diagrams: readonly DiagramResult[] = [];
if (request.diagrams.length) diagrams = request.diagrams.map((await import("./diagram.ts")).drawDiagram);

process.stdout.write(JSON.stringify({ math, diagrams }));
