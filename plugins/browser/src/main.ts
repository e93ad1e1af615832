/**
 * The composition root: mounts every component on the page, and again on each page that instant navigation brings.
 * Components know neither each other nor the theme.
 */

import type { Component } from "./components/component.ts";
import { copyLink } from "./components/copy-link.ts";
import { filter } from "./components/filter.ts";
import { parts } from "./components/parts.ts";

declare global {
  /** The theme's stream of pages; absent where another theme, or none, is used. */
  var document$: { subscribe(next: (page: Document) => void): unknown } | undefined;
}

const COMPONENTS: readonly Component[] = [filter, parts, copyLink];

let mounted = new AbortController();

function mount(page: Document): void {
  mounted.abort();
  mounted = new AbortController();
  for (const component of COMPONENTS) component(page, mounted.signal);
}

if (globalThis.document$) globalThis.document$.subscribe(mount);
else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => mount(document));
else mount(document);
