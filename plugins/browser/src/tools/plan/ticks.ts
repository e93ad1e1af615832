/**
 * Boxes to tick: each stands for a task, by its key in `data-sl-tick`, and all boxes of one task on a page agree.
 */

import type { PlanTask } from "../../domain/contract.ts";
import type { Piece } from "../../domain/layout.ts";
import { hours } from "../../domain/wording.ts";
import { type Learner, ROOT } from "../learner.ts";
import { make } from "../make.ts";

const boxesOf = (page: Document): HTMLInputElement[] => [...page.querySelectorAll<HTMLInputElement>("input[data-sl-tick]")];

/** Brings every box of the page in line with the log. */
export function showTicks(page: Document, ticks: ReadonlyMap<string, number>): void {
  for (const box of boxesOf(page)) box.checked = ticks.has(box.dataset["slTick"] ?? "");
}

/** Logs every tick on the page, then calls `after`. */
export function logTicks(page: Document, on: Learner, signal: AbortSignal, after: () => void): void {
  const hear = async ({ target }: Event): Promise<void> => {
    if (!(target instanceof HTMLInputElement)) return;
    const task = target.dataset["slTick"];
    if (!task) return;
    for (const box of boxesOf(page)) if (box.dataset["slTick"] === task) box.checked = target.checked;
    await on.append({ type: "tick", id: on.newId(), at: on.now(), task, on: target.checked });
    after();
  };
  page.addEventListener("change", (event) => void hear(event), { signal });
}

/** A box for each task of the page's own lists, which stand there without a script too. */
export function tickLists(page: Document): void {
  for (const item of page.querySelectorAll<HTMLElement>("[data-sl-task]")) {
    const words = item.querySelector("span");
    if (!words || item.querySelector("input")) continue;
    item.parentElement?.classList.add("sl-ticked");
    const label = make("label", {}, make("input", { type: "checkbox", "data-sl-tick": item.dataset["slTask"] }));
    words.replaceWith(label);
    label.append(words);
  }
}

/** A task of a session with its box, minutes and links; `place` makes the box's id unique on the page. */
export function taskItem(task: PlanTask, done: boolean, place: string, piece?: Piece): HTMLLIElement {
  const box = make("input", { type: "checkbox", id: `sl-${place}-${task.key}`, "data-sl-tick": task.key, checked: done });
  const part = piece && piece.parts > 1 ? `, part ${piece.part} of ${piece.parts}` : "";
  return make(
    "li",
    {},
    make("label", {}, box, make("span", {}, task.text)),
    " ",
    make("span", { class: "sl-tiny" }, hours(piece?.minutes ?? task.minutes) + part),
    // A long task is cut into parts: a week's list names its links once.
    task.links.length > 0 && (place === "today" || !piece || piece.part === 1) && make("ul", { class: "sl-links" }, ...task.links.map(({ title, page }) => make("li", {}, make("a", { href: new URL(page, ROOT).href }, title)))),
  );
}

/** Tasks as a list of boxes. */
export function pieceList(pieces: readonly Piece[], ticks: ReadonlyMap<string, number>, place: string): HTMLUListElement {
  return make("ul", { class: "sl-ticked" }, ...pieces.map((piece) => taskItem(piece.task, ticks.has(piece.task.key), place, piece)));
}
