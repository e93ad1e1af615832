/**
 * The drill: one card after the other, from what is due to what is new.
 *
 * Markup: `[data-sl-tool="drill"]` with `[data-sl-drill-stage]`, `details[data-sl-drill-panel]` around the form of filters
 * and settings, and `dialog[data-sl-drill-keys]`. What is decided about cards is in `drill/sitting.ts` and the domain.
 */

import type { Component } from "../components/component.ts";
import { readDrillFilter } from "../domain/drill-filter.ts";
import { learner, site } from "./learner.ts";
import { button, make } from "./make.ts";
import { mountDesk } from "./drill/desk.ts";
import { Sitting } from "./drill/sitting.ts";

const find = (page: Document): HTMLElement | null => page.querySelector<HTMLElement>('[data-sl-tool="drill"]');

/** What was begun before the page's own script came by. */
let early: { readonly place: HTMLElement; readonly end: AbortController } | null = null;

export const mount: Component = (page, signal) => {
  const place = find(page);
  if (!place) return;
  const end = place === early?.place && early.end;
  if (end) signal.addEventListener("abort", () => end.abort());
  else void open(place, signal);
};

async function open(place: HTMLElement, signal: AbortSignal): Promise<void> {
  const stage = place.querySelector<HTMLElement>("[data-sl-drill-stage]")!;
  try {
    const asked = site.index();
    const me = await learner();
    const [index, rows, settings] = await Promise.all([asked, me.rows(), me.settings()]);
    if (signal.aborted) return;
    let told = (): void => undefined;
    const sitting = new Sitting(me, index, rows, settings, readDrillFilter(location.search, index.cards), () => told(), keptCard(place));
    told = mountDesk(place, stage, sitting, signal);
  } catch {
    if (signal.aborted) return;
    stage.replaceChildren(make("p", {}, "The cards cannot be read now. Is there a network? "), button("Try again", () => void open(place, signal), { class: "md-button" }));
  }
}

/** The card that already stands there (see `first-card.ts`). */
function keptCard(place: HTMLElement): string | undefined {
  const key = place.querySelector<HTMLElement>("[data-sl-kept]")?.dataset["slKept"];
  return key && decodeURIComponent(key);
}

// The page's head names this module: nobody should wait for the theme to see the first card.
const place = find(document);
if (place) {
  early = { place, end: new AbortController() };
  void open(place, early.end.signal);
} else if (document.readyState === "loading") {
  void site.index().catch(() => undefined);
  void learner().catch(() => undefined);
}
