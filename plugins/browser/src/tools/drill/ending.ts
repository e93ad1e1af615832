/** The end of a sitting: what was done, what comes next and when, and ways to go on. DOM only. */

import type { Summary } from "../../domain/session.ts";
import { count } from "../../domain/wording.ts";
import { button, make, type Child } from "../make.ts";

/** Fewer due cards than this say more about chance than about memory. */
const ENOUGH = 20;

export interface Ending {
  readonly summary: Summary;
  /** What comes next, and when. */
  readonly next: string;
  /** How many new cards `more` brings; it is not offered for none. */
  readonly waiting: number;
  readonly nameOf: (component: string) => string;
  /** Back to the card where the learner stopped. */
  readonly resume: (() => void) | null;
  readonly more: () => void;
  readonly everything: (() => void) | null;
}

export function endingOf(end: Ending): HTMLElement {
  const { answers, cards, fresh, took, due, recalled, components } = end.summary;
  const facts: readonly (readonly [string, string])[] = [
    ["Answers", String(answers)],
    ["Cards", fresh ? `${cards}, ${fresh} new` : String(cards)],
    ["Time", took < 60_000 ? "under a minute" : `${Math.round(took / 60_000)} min`],
    ["Recalled when due", due < ENOUGH ? (due ? `${recalled} of ${due}: not enough data for a share` : "none was due") : `${Math.round((100 * recalled) / due)} % of ${due}`],
  ];
  const children: Child[] = [make("h2", { tabindex: -1 }, answers ? "Done for now" : "Nothing to drill now")];
  if (answers) {
    children.push(
      make("dl", { class: "sl-drill-facts" }, ...facts.map(([name, value]) => make("div", {}, make("dt", {}, name), make("dd", {}, value)))),
      make(
        "ul",
        { class: "sl-by-component" },
        ...components.map(({ component, answers: of, again }) => make("li", {}, make("span", {}, end.nameOf(component)), make("span", {}, `${count(of, "answer")}, ${again} again`))),
      ),
    );
  }
  children.push(make("p", { class: "sl-drill-next" }, end.next));
  const ways: Child[] = [
    end.resume && button("Go on", end.resume, { class: "md-button md-button--primary" }),
    end.waiting > 0 && button(`${count(end.waiting, "more new card", "more new cards")} today`, end.more, { class: "md-button md-button--primary" }),
    end.everything && button("Drill everything", end.everything, { class: "md-button" }),
  ];
  children.push(make("p", {}, ...ways));
  return make("div", { class: "sl-ending" }, ...children);
}

export function reminderOf(reviews: number, progress: string): HTMLElement {
  return make("p", { class: "sl-remind" }, `${count(reviews, "review")} are in no backup yet. `, make("a", { href: progress }, "Back them up"), "; it takes a moment.");
}
