/**
 * The composition root: mounts every component on the page, and again on each page that instant navigation brings.
 * Components know neither each other nor the theme.
 */

import type { Component } from "./components/component.ts";
import { collect } from "./components/collect.ts";
import { copyLink } from "./components/copy-link.ts";
import { filter } from "./components/filter.ts";
import { newVersion } from "./components/new-version.ts";
import { parts } from "./components/parts.ts";
import { register } from "./components/registration.ts";
import { today } from "./components/today.ts";
import { tools, type Tools } from "./components/tools.ts";

declare global {
  /** The theme's stream of pages; absent where another theme, or none, is used. */
  var document$: { subscribe(next: (page: Document) => void): unknown } | undefined;
}

/** Everything larger than a page without a tool should carry; fetched where a page holds `[data-sl-tool="name"]`, or when it is asked for. */
const all = () => import("./tools/all.ts");
const TOOLS: Tools = {
  drill: async () => ({ mount: (await all()).drill }),
  plan: async () => ({ mount: (await all()).plan }),
  progress: async () => ({ mount: (await all()).progress }),
};

/** The site's own address: this script stands in `assets/studyloop/`. */
const ROOT = new URL("../../", import.meta.url);
const registered = register(document, new URL("sw.js", ROOT));

/** What can be read without a network, where a page asks for it. */
const keeping: Component = (page, signal) => {
  if (!page.querySelector("[data-sl-offline]")) return;
  void all().then(({ offline }) => signal.aborted || offline(registered, ROOT)(page, signal));
};

const COMPONENTS: readonly Component[] = [filter, parts, copyLink, tools(TOOLS), today(async () => (await all()).today), collect(all), keeping, newVersion(registered)];

let mounted = new AbortController();

function mount(page: Document): void {
  mounted.abort();
  mounted = new AbortController();
  for (const component of COMPONENTS) component(page, mounted.signal);
}

if (globalThis.document$) globalThis.document$.subscribe(mount);
else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => mount(document));
else mount(document);
