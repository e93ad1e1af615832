/** "I missed days": what moves and what is left out is shown before it is kept. */

import { inWords } from "../../domain/days.ts";
import type { CaughtUp } from "../../domain/plan.ts";
import { count, shortDay } from "../../domain/wording.ts";
import { button, make } from "../make.ts";

const NAMED = 5;

/** What planning anew changes, in sentences. */
export function changeText({ moved, dropped, schedule }: CaughtUp, done: boolean): string {
  const names = dropped.slice(0, NAMED).map(({ text }) => text).join(" ") + (dropped.length > NAMED ? ` And ${dropped.length - NAMED} more.` : "");
  const left = dropped.length ? `${count(dropped.length, "task")} ${done ? "left out" : "to leave out"}: ${names}` : "Nothing is left out.";
  const end = schedule.ends ? ` The plan ends on ${inWords(schedule.ends)}.` : "";
  return `${count(moved.length, "task")} ${done ? "moved" : "to move"}. ${left}${end}`;
}

/** The panel with the two ways on. */
export function missedDays(found: CaughtUp, apply: () => void, leave: () => void): HTMLElement {
  const { moved, dropped } = found;
  if (!moved.length && !dropped.length) {
    return make("div", { class: "sl-box", id: "sl-missed", tabindex: -1 }, make("p", {}, "Nothing has to move: no open task lies before today."), button("Good", leave, { id: "sl-leave" }));
  }
  const moves = moved.map(({ task, from, to }) => make("li", {}, `${task.text} `, make("span", { class: "sl-tiny" }, `${shortDay(from)} to ${shortDay(to)}`)));
  return make(
    "div",
    { class: "sl-box", id: "sl-missed", tabindex: -1 },
    make("p", {}, changeText(found, false)),
    moved.length > 0 && make("details", {}, make("summary", {}, `What moves (${moved.length})`), make("ul", {}, ...moves)),
    dropped.length > NAMED && make("details", {}, make("summary", {}, `What is left out (${dropped.length})`), make("ul", {}, ...dropped.map(({ text }) => make("li", {}, text)))),
    button("Move them", apply, { class: "md-button md-button--primary", id: "sl-apply" }),
    button("Leave it as it is", leave, { id: "sl-leave" }),
  );
}
