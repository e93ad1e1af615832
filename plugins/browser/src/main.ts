/**
 * The composition root: mounts every component on the page, and again on each page that instant navigation brings.
 * Components know neither each other nor the theme.
 */

import type { Component } from "./components/component.ts";
import { collect } from "./components/collect.ts";
import { copyLink } from "./components/copy-link.ts";
import { filter } from "./components/filter.ts";
import { newVersion } from "./components/new-version.ts";
import { offline } from "./components/offline.ts";
import { parts } from "./components/parts.ts";
import { register } from "./components/registration.ts";
import { tools, type Tools } from "./components/tools.ts";

declare global {
  /** The theme's stream of pages; absent where another theme, or none, is used. */
  var document$: { subscribe(next: (page: Document) => void): unknown } | undefined;
}

/** Fetched where a page holds `[data-sl-tool="name"]`: `name: () => import("./tools/name.ts")`. */
const TOOLS: Tools = {
  drill: () => import("./tools/drill.ts"),
  plan: () => import("./tools/plan.ts"),
  progress: () => import("./tools/progress.ts"),
  today: () => import("./tools/today.ts"),
};

/** The site's own address: this script stands in `assets/studyloop/`. */
const ROOT = new URL("../../", import.meta.url);
const registered = register(document, new URL("sw.js", ROOT));

const COMPONENTS: readonly Component[] = [filter, parts, copyLink, tools(TOOLS), collect(() => import("./tools/collect.ts")), offline(registered, ROOT), newVersion(registered)];

let mounted = new AbortController();

function mount(page: Document): void {
  mounted.abort();
  mounted = new AbortController();
  for (const component of COMPONENTS) component(page, mounted.signal);
}

if (globalThis.document$) globalThis.document$.subscribe(mount);
else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => mount(document));
else mount(document);
