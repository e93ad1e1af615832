/** The head of the desk: what is left, and what can be done with a card besides answering it. DOM only. */

import { button, make } from "../make.ts";

export interface Acts {
  readonly undo: () => unknown;
  readonly mark: () => unknown;
  readonly suspend: () => unknown;
  readonly keys: () => unknown;
  readonly end: () => unknown;
}

export interface Now {
  /** Whether a card is shown. */
  readonly card: boolean;
  readonly undo: boolean;
  readonly marked: boolean;
  /** Where to say that the card is wrong; null where nobody can be told. */
  readonly report: string | null;
}

export interface Head {
  readonly place: HTMLElement;
  show(counts: string, now: Now): void;
}

export function drillHead(acts: Acts): Head {
  const counts = make("p", { class: "sl-counts-left" });
  const quiet = (text: string, act: () => unknown, key?: string): HTMLButtonElement => button(text, act, { class: "sl-quiet", "aria-keyshortcuts": key });
  const undo = quiet("Undo", acts.undo, "u");
  const mark = quiet("Mark", acts.mark, "m");
  const more = make("details", { class: "sl-more" }, make("summary", { class: "sl-quiet" }, "More"));
  const inMore = (text: string, act: () => unknown, key?: string): HTMLButtonElement =>
    quiet(text, () => {
      more.open = false;
      act();
    }, key);
  const ofCard = [inMore("Suspend this card", acts.suspend, "s"), inMore("End here", acts.end)];
  const report = make("a", { class: "sl-quiet", target: "_blank", rel: "noopener" }, "This card is wrong");
  more.append(make("div", { class: "sl-more-list" }, ofCard[0], report, ofCard[1], inMore("Keys", acts.keys, "?")));
  more.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !more.open) return;
    more.open = false;
    more.querySelector("summary")!.focus();
  });
  more.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !more.contains(relatedTarget)) more.open = false;
  });
  return {
    place: make("div", { class: "sl-drill-head" }, counts, undo, mark, more),
    show(text, now) {
      if (counts.textContent !== text) counts.textContent = text;
      undo.disabled = !now.undo;
      mark.disabled = !now.card;
      mark.setAttribute("aria-pressed", String(now.marked));
      for (const made of ofCard) made.disabled = !now.card;
      report.hidden = now.report === null;
      report.href = now.report ?? "";
    },
  };
}
