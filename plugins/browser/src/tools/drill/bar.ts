/** The bar under a card, in reach of a thumb: one button to see the answer, then one for each rating. DOM only. */

import { describeInterval } from "../../domain/durations.ts";
import type { Rating } from "../../domain/events.ts";
import { button, make } from "../make.ts";

export const RATING_NAMES: Readonly<Record<Rating, string>> = { 1: "Again", 2: "Hard", 3: "Good", 4: "Easy" };

export function revealBar(label: string, reveal: () => void): HTMLElement {
  return make("div", { class: "sl-drill-bar-row" }, button(label, reveal, { class: "sl-drill-big sl-drill-big-first", "aria-keyshortcuts": "Space" }));
}

/** `suggested` is marked, not chosen. */
export function ratingBar(waits: Readonly<Record<Rating, number>>, two: boolean, rate: (rating: Rating) => void): { place: HTMLElement; suggest(rating: Rating | null): void } {
  const ratings: readonly Rating[] = two ? [1, 3] : [1, 2, 3, 4];
  const buttons = ratings.map((rating) => {
    const made = button("", () => rate(rating), { class: "sl-drill-big", "data-rating": rating, "aria-keyshortcuts": rating });
    made.append(make("strong", {}, RATING_NAMES[rating]), " ", make("span", {}, describeInterval(waits[rating])));
    return made;
  });
  return {
    place: make("div", { class: "sl-drill-bar-row", role: "group", "aria-label": "How did it go?" }, ...buttons),
    suggest(rating) {
      // Of two buttons, what is better than again is good.
      const best = two && rating ? (rating > 1 ? 3 : 1) : rating;
      for (const made of buttons) made.classList.toggle("sl-suggested", made.dataset["rating"] === String(best));
    },
  };
}
