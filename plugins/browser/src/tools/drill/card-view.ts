/** How a card looks: where it is from, its front, and the answer once it is asked for. DOM only. */

import type { CardContent, CardEntry } from "../../domain/contract.ts";
import { ROOT } from "../learner.ts";
import { make } from "../make.ts";

/** HTML of the data files, its links and images pointed from the site's root. */
export function fragment(html: string): DocumentFragment {
  // Inside a template nothing is loaded yet.
  const template = make("template");
  template.innerHTML = html;
  const { content } = template;
  for (const name of ["href", "src"] as const)
    for (const found of content.querySelectorAll(`[${name}]:not(svg *)`)) found.setAttribute(name, new URL(found.getAttribute(name)!, ROOT).href);
  for (const fold of content.querySelectorAll("details")) fold.className = "sl-part";
  return content;
}

/** The front; a cloze card's deletions are blanks. */
export function frontOf({ kind, front }: CardContent): HTMLElement {
  const made = make("div", { class: "sl-drill-face" }, fragment(front));
  if (kind === "cloze") for (const mark of made.querySelectorAll("mark")) mark.replaceWith(make("span", { class: "sl-blank", role: "img", "aria-label": "blank" }, "[…]"));
  return made;
}

/** What stands under the front, or for a cloze card in its place. */
export function answerOf({ kind, front, back }: CardContent): HTMLElement {
  return make("div", { class: "sl-answer", tabindex: -1 }, fragment(kind === "cloze" ? front : back));
}

/** Component, topic and level in small print; the topic leads to the card's place on its page. */
export function originOf(card: CardEntry, titles: { component: string; topic: string; level: string }, marked: boolean): HTMLElement {
  return make(
    "p",
    { class: "sl-origin" },
    make("span", {}, titles.component),
    make("a", { href: new URL(card.page, ROOT).href, target: "_blank", rel: "noopener", title: "Open the card's place in a new tab" }, titles.topic),
    titles.level && make("span", { class: "sl-level", "data-level": card.level }, titles.level),
    marked && make("span", { class: "sl-marked" }, "Marked"),
  );
}

/** What scrolls sideways must be reachable by keyboard. */
export function letScroll(place: HTMLElement): void {
  for (const wide of place.querySelectorAll<HTMLElement>("pre, pre > code, .sl-scroll")) if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
}
