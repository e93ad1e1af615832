/** Answering aloud: a running clock, then the strong answer's points to tick. DOM only; what they deserve is decided in `domain/suggestion.ts`. */

import { clockText } from "../../domain/stopwatch.ts";
import { button, make } from "../make.ts";

/** A clock that shows `elapsed` until `signal` is aborted, and a button that stops it and lets it run on. */
export function clock(elapsed: () => number, pause: () => boolean, minutes: number | null, signal: AbortSignal): HTMLElement {
  const time = make("span", { class: "sl-time", role: "timer" });
  const show = (): void => time.replaceChildren(clockText(elapsed()));
  const beat = setInterval(show, 500);
  signal.addEventListener("abort", () => clearInterval(beat));
  const toggle = button("Pause", () => {
    toggle.textContent = pause() ? "Pause" : "Go on";
    show();
  }, { class: "sl-quiet" });
  show();
  return make("p", { class: "sl-clock" }, "Answer aloud ", time, minutes !== null && ` of ${minutes} min`, toggle);
}

/** Makes a list to tick of the first ordered list in a fold, opens that, and tells how many of how many are ticked; null without one. */
export function checklist(answer: HTMLElement, changed: (points: number, ticked: number) => void): HTMLElement | null {
  const list = answer.querySelector("details > ol");
  if (!list) return null;
  const fold = list.parentElement as HTMLDetailsElement;
  fold.open = true;
  fold.querySelector("summary")!.append(make("span", { class: "sl-tiny" }, " - tick what you said"));
  list.classList.add("sl-points");
  const boxes = [...list.children].map((point) => {
    const box = make("input", { type: "checkbox" });
    point.replaceChildren(make("label", {}, box, make("span", {}, ...point.childNodes)));
    return box;
  });
  const tell = (): void => changed(boxes.length, boxes.filter(({ checked }) => checked).length);
  list.addEventListener("change", tell);
  return fold;
}
