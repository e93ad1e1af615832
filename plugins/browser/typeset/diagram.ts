/**
 * Mermaid text to a themed SVG. Pure: an SVG depends on its source and nothing else.
 *
 * The renderer's SVG asks for web fonts, styles the whole page and reuses ids, so it is cleaned here: colours are only
 * CSS variables (`--sl-diagram-fg`, `-bg`, `-line`, `-accent`, `-muted`, `-surface`, `-border`, `-code-font`) which fall
 * back to the theme's and then to the text's own colour; every id carries a digest of the source.
 */

import { createHash } from "node:crypto";

import { renderMermaidSVG } from "beautiful-mermaid";

import { checkSource, DiagramError, findUndrawn, labelOf, type Source } from "./diagram-source.ts";

export type DiagramResult = { readonly svg: string } | { readonly error: string };

const mix = (percent: number): string => `color-mix(in srgb,var(--fg) ${percent}%,var(--bg))`;

const STYLE = Object.entries({
  "max-width": "100%",
  height: "auto",
  "--fg": "var(--sl-diagram-fg,var(--md-default-fg-color,currentColor))",
  "--bg": "var(--sl-diagram-bg,var(--md-default-bg-color,transparent))",
  "--_text": "var(--fg)",
  "--_text-sec": `var(--sl-diagram-muted,${mix(80)})`,
  "--_text-muted": `var(--sl-diagram-muted,${mix(80)})`,
  "--_text-faint": `var(--sl-diagram-muted,${mix(75)})`,
  "--_line": `var(--sl-diagram-line,${mix(60)})`,
  "--_arrow": `var(--sl-diagram-accent,${mix(85)})`,
  "--_node-fill": `var(--sl-diagram-surface,${mix(5)})`,
  "--_node-stroke": `var(--sl-diagram-border,${mix(45)})`,
  "--_group-fill": "var(--bg)",
  "--_group-hdr": mix(8),
  "--_inner-stroke": mix(20),
  "--_key-badge": mix(12),
})
  .map(([name, value]) => `${name}:${value}`)
  .join(";");

const MONO = 'style="font-family:var(--sl-diagram-code-font,var(--md-code-font-family,monospace))"';

/** Draws one diagram; what cannot be drawn in full comes back as one sentence, with its line where it is known. */
export function drawDiagram(source: string): DiagramResult {
  try {
    const checked = checkSource(source);
    const raw = renderMermaidSVG(checked.text, { transparent: true });
    findUndrawn(checked, raw);
    return { svg: clean(raw, checked, digest(source)) };
  } catch (error) {
    if (error instanceof DiagramError) return { error: error.message };
    return { error: `the diagram cannot be drawn: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function digest(source: string): string {
  return createHash("sha256").update(source).digest("hex").slice(0, 10);
}

function clean(raw: string, source: Source, prefix: string): string {
  const size = /<svg [^>]*viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(raw);
  if (!size) throw new DiagramError("the diagram cannot be drawn: the drawing has no size");
  const [width, height] = [shorten(size[1]!), shorten(size[2]!)];
  const label = labelOf(source, raw);
  const body = raw
    .replace(/^<svg [^>]*>/, "")
    .replace(/<style>[\s\S]*?<\/style>/, "")
    .replace(/<[a-z][^>]*>/gi, cleanTag)
    .replace(/ id="([^"]+)"/g, ` id="sl-${prefix}-$1"`)
    .replace(/="url\(#([^)"]+)\)"/g, `="url(#sl-${prefix}-$1)"`)
    .replace(/>\s*\n\s*</g, "><");
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" class="sl-diagram" role="img" aria-label="${label}" ` +
    `viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" style="${STYLE}">${body.trim()}`
  );
}

function cleanTag(tag: string): string {
  return tag
    .replace(/\sdata-[\w-]+="[^"]*"/g, "")
    .replace(/\sclass="mono"/, ` ${MONO}`)
    .replace(/\sclass="[^"]*"/, "")
    .replace(/-?\d+\.\d{3,}/g, shorten);
}

function shorten(number: string): string {
  return String(Math.round(Number(number) * 100) / 100);
}
