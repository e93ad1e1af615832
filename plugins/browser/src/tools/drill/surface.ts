/**
 * The surface of the desk: where head, card, bar and what is said stand in the page. Everything is written before anything is
 * measured, since a browser lays the page out anew for each measure after a write. DOM only; what must not live here: what is pressed.
 */

import { make, speaker } from "../make.ts";
import { letScroll } from "./card-view.ts";
import { drillHead, type Acts, type Head } from "./head.ts";

export interface Surface {
  readonly head: Head;
  readonly say: (text: string) => void;
  /** Puts something on the stage, and a row of buttons below it. */
  lay(things: readonly Node[], row?: HTMLElement): void;
  /** Says which card comes next, for those who do not see it. */
  announce(title: string): void;
  /** Shows why progress is in danger, or nothing. */
  warn(line: HTMLElement | null): void;
  /** After the last write: makes what is wide scroll, moves the focus where `focus` says, and shows the card from its start. */
  settle(focus: "stay" | "stage" | "answer" | "heading"): void;
  /** The HTML of what stands there, as it is kept for the next visit. */
  kept(): { readonly head: string; readonly face: string; readonly bar: string };
  /** Whether somebody wanted to see the answer before the desk was there. */
  readonly pressed: boolean;
}

/** Takes the place of the desk that was kept (see `first-card.ts`), if there is one. */
export function mountSurface(place: HTMLElement, stage: HTMLElement, acts: Acts): Surface {
  const { place: said, say } = speaker("sl-drill-said");
  const head = drillHead(acts);
  const bar = make("div", { class: "sl-drill-bar" }, said);
  const trouble = make("div", { role: "status" });
  let pressed = false;
  stage.tabIndex = -1;
  stage.setAttribute("role", "group");
  stage.setAttribute("aria-label", "Card");

  /** Only with the first card, so that a kept desk stands until there is something in its place. */
  function enter(): void {
    for (const made of place.querySelectorAll<HTMLElement>("[data-sl-kept]")) {
      pressed ||= "pressed" in made.dataset;
      made.remove();
    }
    stage.before(head.place, trouble);
    stage.after(bar);
  }

  return {
    head,
    say,
    get pressed() {
      return pressed;
    },
    lay(things, row) {
      if (!bar.isConnected) enter();
      stage.replaceChildren(...things);
      bar.replaceChildren(said, ...(row ? [row] : []));
    },
    announce(title) {
      // The card itself is read out too, but not shown twice.
      said.append(make("span", { class: "sl-status" }, ` Next card: ${title}`));
    },
    warn(line) {
      if (trouble.textContent !== (line?.textContent ?? "")) trouble.replaceChildren(...(line ? [line] : []));
    },
    settle(focus) {
      letScroll(stage);
      const target = focus === "stage" ? stage : focus === "stay" ? null : stage.querySelector<HTMLElement>(focus === "answer" ? ".sl-answer" : "h2");
      target?.focus({ preventScroll: true });
      if (focus === "stage" && place.getBoundingClientRect().top < 0) place.scrollIntoView();
    },
    kept() {
      const copy = head.place.cloneNode(true) as HTMLElement;
      // Another day there is something else left to do.
      copy.querySelector(".sl-counts-left")!.replaceChildren();
      return { head: copy.outerHTML, face: stage.innerHTML, bar: bar.lastElementChild?.outerHTML ?? "" };
    },
  };
}
