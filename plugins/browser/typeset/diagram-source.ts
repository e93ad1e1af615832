/**
 * What a diagram's source may hold, and whether all of it was drawn.
 *
 * The renderer passes over lines it does not know; here they become errors, so that nothing is dropped silently. Pure.
 */

/** One sentence about the source that an author can act on. */
export class DiagramError extends Error {}

/** A diagram's source: `text` for the renderer, `title` for those who do not see it, both without comments. */
export interface Source {
  readonly text: string;
  readonly lines: readonly { readonly number: number; readonly text: string }[];
  readonly kind: string;
  readonly title: string;
}

interface Kind {
  readonly pattern: RegExp;
  readonly name: string;
}

const FLOWCHART: Kind = { pattern: /^(graph|flowchart)\s+(TD|TB|LR|BT|RL)$/i, name: "Flowchart" };

const KINDS: readonly Kind[] = [
  FLOWCHART,
  { pattern: /^stateDiagram(-v2)?$/i, name: "State diagram" },
  { pattern: /^sequenceDiagram$/i, name: "Sequence diagram" },
  { pattern: /^classDiagram$/i, name: "Class diagram" },
  { pattern: /^erDiagram$/i, name: "Entity diagram" },
];

const REFUSED: readonly { pattern: RegExp; why: string }[] = [
  { pattern: /^%%\{|^---$/, why: "settings are not supported: the site decides how diagrams look" },
  { pattern: /^(style|linkStyle|classDef)\s|:::/, why: "styles are not supported: diagrams take their colours from the site's scheme" },
  { pattern: /^(click|href|link)\s+\S+\s+(href\s+|call\s+)?"/, why: "links in a diagram are not supported: put them into the text" },
  { pattern: /\s(-->|---|==>|-\.->)$/, why: "an arrow leads nowhere" },
];

// What directs the drawing and is not itself drawn: a leading keyword, line breaks and emphasis, arrows, cardinalities.
const SILENT: readonly RegExp[] = [
  /^(subgraph|participant|actor|loop|alt|else|opt|par|and|critical|break|rect|state|class|namespace)\b|^direction\s+\w+$|^end$/,
  /^note\s+(left of|right of|over)\b/i,
  /(?<=\s)as(?=\s)/g,
  /<\/?(br|b|strong|i|em|u|s|del|sub|sup|small|mark)\s*\/?>/gi,
  /<<(fork|join|choice)>>/g,
  /[|}][|o]\s?(?:--|\.\.)\s?[|o][|{]/g,
  /(?<=\s)[ox]?(?:--+|==+|-\.+-)[ox>]?(?=\s)/g,
  /-?-[x)](?=[+\s\w-])/g,
  /\\n/g,
];

// The renderer takes hyphens for a part of a node's name, so an arrow that touches it would be swallowed.
const TIGHT_ARROW = /\[[^\]]*\]|\([^)]*\)|\{[^}]*\}|"[^"]*"|\|[^|]*\||(\w)(?=-->|---|==>|===|-\.|--\s|==\s)/g;

/** Reads a source. Throws `DiagramError` for a kind that cannot be drawn or a line that is refused. */
export function checkSource(source: string): Source {
  const all = source.split(/\r?\n/).map((text, at) => ({ number: at + 1, text: text.trim() }));
  for (const { number, text } of all) {
    const refused = REFUSED.find(({ pattern }) => pattern.test(text));
    if (refused) throw new DiagramError(`line ${number} of the diagram: ${refused.why}`);
  }
  const title = all.map(({ text }) => /^accTitle\s*:\s*(.+)$/.exec(text)?.[1]).find(Boolean) ?? "";
  const lines = all
    .filter(({ text }) => text && !text.startsWith("%%") && !/^acc(Title|Descr)\s*:/.test(text))
    .map(({ number, text }) => ({ number, text: text.replace(/;$/, "").trim() }));
  const header = lines[0]?.text;
  if (!header) throw new DiagramError("the diagram is empty");
  const kind = KINDS.find(({ pattern }) => pattern.test(header));
  if (!kind) {
    throw new DiagramError(
      `a diagram cannot start with “${header}”: use flowchart LR (or TD), stateDiagram-v2, sequenceDiagram, classDiagram or erDiagram`,
    );
  }
  const marked = kind === FLOWCHART && lines.find(({ text }) => /\s[ox](--|==)|(--|==)[ox](\s|$)/.test(text));
  if (marked) throw new DiagramError(`line ${marked.number} of the diagram: arrows that end in a circle or a cross are not supported: use -->`);
  const loosen = kind === FLOWCHART ? loosenArrows : (text: string) => text;
  return { text: lines.map(({ text }) => loosen(text)).join("\n"), lines, kind: kind.name, title };
}

/** Throws `DiagramError` if a word of the source is found nowhere in the drawing, or nothing was drawn at all. */
export function findUndrawn(source: Source, svg: string): void {
  const values = [...svg.matchAll(/\sdata-[\w-]+="([^"]*)"|>([^<]+)</g)].map(([, value, text]) => value ?? text ?? "");
  const drawn = new Set(wordsOf(unescape(values.join(" "))));
  for (const { number, text } of source.lines.slice(1)) {
    const visible = SILENT.reduce((rest, silent) => rest.replace(silent, " "), unescape(text));
    const missing = wordsOf(visible).find((word) => !drawn.has(word));
    if (missing === undefined) continue;
    throw new DiagramError(`line ${number} of the diagram: “${missing}” would not be drawn; check the line's brackets, quotes and arrows`);
  }
  if (!/<text[ >]/.test(svg)) throw new DiagramError("the diagram is empty");
}

function loosenArrows(line: string): string {
  return line.replace(TIGHT_ARROW, (whole, name: string | undefined) => (name ? `${name} ` : whole));
}

/** The name a screen reader gives the drawing, escaped for an attribute: the author's `accTitle`, else its texts in order. */
export function labelOf(source: Source, svg: string): string {
  if (source.title) return escape(source.title);
  const texts = [...svg.matchAll(/<text[^>]*>([\s\S]*?)<\/text>/g)].map(([, inner]) =>
    unescape(inner!.replace(/<\/tspan><tspan x/g, " <tspan x").replace(/<[^>]*>/g, "")).trim(),
  );
  return escape(`${source.kind}: ${[...new Set(texts)].filter(Boolean).join(", ")}`);
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&", "#39": "'" };

function unescape(text: string): string {
  return text.replace(/&(#39|[a-z]+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}

function escape(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
