/**
 * Tools: components too large for every page, fetched only where a page asks for one.
 *
 * Markup: `[data-sl-tool="name"]`. The tool's module exports `mount`, a component that finds that element itself.
 */

import type { Component } from "./component.ts";

export interface ToolModule {
  readonly mount: Component;
}

export type Tools = Readonly<Record<string, () => Promise<ToolModule>>>;

const FAILED = "This part of the page could not be loaded. Reload the page to try again.";

/** Mounts the tools the page asks for; one that cannot be fetched says so in its place. */
export const tools = (known: Tools): Component => (page, signal) => {
  const places = [...page.querySelectorAll<HTMLElement>("[data-sl-tool]")];
  for (const name of new Set(places.map((place) => place.dataset["slTool"] ?? ""))) {
    if (!Object.hasOwn(known, name)) continue;
    known[name]!().then(
      ({ mount }) => {
        if (!signal.aborted) mount(page, signal);
      },
      () => {
        for (const place of places) if (place.dataset["slTool"] === name) place.textContent = FAILED;
      },
    );
  }
};
