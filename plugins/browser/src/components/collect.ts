/**
 * The button that puts the cards of a page into the learner's own drill. What it does is fetched when it is pressed.
 *
 * Markup: `button[data-sl-collect="page/"][hidden]`, the page's address from the site's root, and beside it
 * `[data-sl-collected]`, which says what was done.
 */

import type { Component } from "./component.ts";

export interface Collector {
  /** Puts a page's cards into the drill, or takes them out if they all are; says so in a sentence, and what the button does next. */
  collect(page: string): Promise<{ readonly said: string; readonly label: string }>;
}

export const collect = (load: () => Promise<Collector>): Component => (page, signal) => {
  for (const button of page.querySelectorAll<HTMLElement>("[data-sl-collect]")) {
    const said = button.parentElement?.querySelector("[data-sl-collected]");
    const press = async (): Promise<void> => {
      const done = await load()
        .then((collector) => collector.collect(button.dataset["slCollect"] ?? ""))
        .catch(() => ({ said: "That did not work. Is there a network?", label: button.textContent }));
      button.textContent = done.label;
      said?.replaceChildren(done.said);
    };
    button.addEventListener("click", () => void press(), { signal });
    button.hidden = false;
  }
};
