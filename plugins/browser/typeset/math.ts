/** TeX to HTML with MathML beside it. Pure: a formula's HTML depends on its source and nothing else. */

import katex from "katex";

/** A formula as it is asked for. */
export interface Formula {
  readonly tex: string;
  readonly display: boolean;
}

export type MathResult = { readonly html: string } | { readonly error: string };

// KaTeX does not throw for a command it does not trust (links, HTML) but prints it in this colour.
const UNTRUSTED = "#c0ffe1";

/** Typesets one formula; what KaTeX cannot read comes back as one sentence. */
export function typesetMath({ tex, display }: Formula): MathResult {
  try {
    const html = katex.renderToString(tex, {
      displayMode: display,
      output: "htmlAndMathml",
      throwOnError: true,
      strict: "ignore",
      trust: false,
      errorColor: UNTRUSTED,
    });
    return html.includes(UNTRUSTED) ? { error: "links, images and raw HTML are not allowed in a formula" } : { html };
  } catch (error) {
    return { error: sentence(error) };
  }
}

function sentence(error: unknown): string {
  if (error instanceof katex.ParseError) {
    const { rawMessage, position } = error as katex.ParseError & { rawMessage: string };
    return position === undefined ? rawMessage : `${rawMessage} (character ${position + 1})`;
  }
  return error instanceof Error ? error.message : String(error);
}
