import assert from "node:assert/strict";
import { test } from "node:test";

import { drawDiagram } from "../typeset/diagram.ts";
import { typesetMath } from "../typeset/math.ts";

const svgOf = (source: string): string => {
  const result = drawDiagram(source);
  assert.ok("svg" in result, JSON.stringify(result));
  return result.svg;
};

const KINDS = {
  flowchart: 'flowchart LR\n  A["Ask & tell"] -->|yes| B{Is it?}\n  subgraph one [First part]\n  B-.->C[(Store)]\n  end',
  state: "stateDiagram-v2\n  [*] --> Idle\n  Idle --> Busy : start now",
  sequence: "sequenceDiagram\n  participant U as User\n  U->>S: ask\n  loop again\n  S-->>U: answer\n  end\n  Note over U,S: done",
  class: 'classDiagram\n  Animal <|-- Dog\n  Animal : +int age\n  Owner "1" --> "*" Dog : keeps',
  entity: "erDiagram\n  USER ||--o{ BASKET : fills\n  BASKET {\n  int id PK\n  }",
};

for (const [kind, source] of Object.entries(KINDS)) {
  test(`a ${kind} diagram asks for nothing and styles nothing but itself`, () => {
    const svg = svgOf(source);
    assert.deepEqual([...svg.matchAll(/\w+:\/\/[^"]*/g)].map(([url]) => url), ["http://www.w3.org/2000/svg"]);
    assert.doesNotMatch(svg, /<style|@import|<image|<script|font-family="|\son\w+=/);
  });

  test(`a ${kind} diagram takes every colour from a variable that is set on it`, () => {
    const svg = svgOf(source);
    const colours = new Set([...svg.matchAll(/ (?:fill|stroke|color|stop-color)="([^"]*)"/g)].map(([, colour]) => colour!));
    for (const colour of colours) {
      const name = /^var\((--[\w-]+)\)$/.exec(colour)?.[1];
      assert.ok(colour === "none" || (name && svg.includes(`${name}:`)), colour);
    }
  });

  test(`a ${kind} diagram shares no id with another diagram`, () => {
    const ids = (svg: string): string[] => [...svg.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id!);
    const [mine, other] = [svgOf(source), svgOf(`${source}\n`)];
    for (const id of ids(mine)) assert.ok(!ids(other).includes(id), id);
    for (const [, id] of mine.matchAll(/url\(#([^)]*)\)/g)) assert.ok(ids(mine).includes(id!), id);
  });

  test(`a ${kind} diagram is an image with a name and fits its column`, () => {
    assert.match(svgOf(source), /^<svg [^>]*role="img" aria-label="[^"]{5,}" viewBox="0 0 [\d.]+ [\d.]+" width="[\d.]+" height="[\d.]+" style="max-width:100%;height:auto;/);
  });

  test(`a ${kind} diagram is the same each time`, () => {
    assert.equal(svgOf(source), svgOf(source));
  });
}

test("the author's accTitle is the diagram's name", () => {
  assert.match(svgOf('flowchart LR\naccTitle: How "it" goes\nA --> B'), /aria-label="How &quot;it&quot; goes"/);
});

test("a label cannot bring markup into the page", () => {
  assert.doesNotMatch(svgOf('flowchart LR\n A["<script>alert(1)</script>"] --> B["<img src=x onerror=alert(1)>"]'), /<(script|img)/);
});

test("an arrow that touches a node's name is an arrow", () => {
  assert.match(svgOf("flowchart LR\nfirst-->second"), />second<\/text>/);
  assert.match(svgOf("flowchart LR\nus-east[a-->b]"), />a--&gt;b<\/text>/);
});

const refused: readonly (readonly [source: string, say: RegExp])[] = [
  ["", /is empty/],
  ["%% only a comment", /is empty/],
  ["flowchart LR", /is empty/],
  ["pie\n \"a\": 3", /cannot start with “pie”/],
  ["flowchart LR\n A[Start --> B", /^line 2 .*“Start” would not be drawn/],
  ["flowchart LR\n A -->", /^line 2 .*leads nowhere/],
  ["flowchart LR\n A --> B : label", /^line 2 .*“label”/],
  ["flowchart LR\n A --> B\n B o--o C", /^line 3 .*circle or a cross/],
  ["flowchart LR\n A --> B\n style A fill:#f00", /^line 3 .*colours from the site/],
  ["%%{init: {}}%%\nflowchart LR\n A --> B", /^line 1 .*settings/],
  ['flowchart LR\n A --> B\n click A "https://example.org"', /^line 3 .*links/],
  ["sequenceDiagram\n autonumber\n A->>B: x", /^line 2 .*“autonumber”/],
];

for (const [source, say] of refused) {
  test(`a diagram that would not be drawn in full is refused: ${JSON.stringify(source)}`, () => {
    const result = drawDiagram(source);
    assert.ok("error" in result && say.test(result.error), JSON.stringify(result));
  });
}

test("a formula is HTML with MathML beside it", () => {
  const result = typesetMath({ tex: "\\frac{a}{b}", display: false });
  assert.ok("html" in result);
  assert.match(result.html, /^<span class="katex"><span class="katex-mathml"><math /);
});

test("a displayed formula says so", () => {
  const result = typesetMath({ tex: "x", display: true });
  assert.ok("html" in result && result.html.startsWith('<span class="katex-display">'));
});

test("a formula leaves no definition behind for the next one", () => {
  assert.ok("html" in typesetMath({ tex: "\\gdef\\mine{x}\\mine", display: false }));
  assert.ok("error" in typesetMath({ tex: "\\mine", display: false }));
});

for (const [tex, say] of [
  ["\\frac{1", /^Unexpected end of input.*\(character 8\)$/],
  ["\\foo", /^Undefined control sequence: \\foo \(character 1\)$/],
  ["\\href{https://example.org}{x}", /not allowed/],
  ["\\includegraphics{x.png}", /not allowed/],
] as const) {
  test(`a formula that cannot be typeset is one sentence: ${tex}`, () => {
    const result = typesetMath({ tex, display: false });
    assert.ok("error" in result && say.test(result.error), JSON.stringify(result));
  });
}
