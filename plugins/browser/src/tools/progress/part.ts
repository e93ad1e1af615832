/** What every part of the progress page works with, and the few shapes they share. */

import type { Index } from "../../domain/contract.ts";
import type { CardRow } from "../../domain/card-row.ts";
import type { Day } from "../../domain/days.ts";
import type { ReviewEvent } from "../../domain/events.ts";
import type { Settings } from "../../domain/settings.ts";
import type { Learner } from "../learner.ts";
import { make, type Child } from "../make.ts";

/** A moment of the log, as the page shows it. */
export interface Seen {
  readonly on: Learner;
  readonly index: Index;
  readonly settings: Settings;
  /** By key; also of cards that are no more. */
  readonly rows: ReadonlyMap<string, CardRow>;
  /** Reviews that were not undone, in order. */
  readonly reviews: readonly ReviewEvent[];
  readonly today: Day;
  /** A component's title. */
  title(component: string): string;
  /** Draws the page anew, then says this. */
  renew(text: string): Promise<void>;
  /** Says this and leaves the page as it is. */
  say(text: string): void;
}

export function part(id: string, title: string, ...children: readonly Child[]): HTMLElement {
  return make("section", { class: "sl-box", "aria-labelledby": id }, make("h2", { id }, title), ...children);
}

/** A table in a box that scrolls alone; the first cell of a row is its heading. */
export function table(caption: string, head: readonly string[], rows: readonly (readonly Child[])[]): HTMLElement {
  const row = ([first, ...rest]: readonly Child[]): HTMLElement => make("tr", {}, make("th", { scope: "row" }, first), ...rest.map((cell) => make("td", {}, cell)));
  return make(
    "div",
    { class: "sl-scroll", tabindex: 0, role: "region", "aria-label": caption },
    make(
      "table",
      { class: "sl-numbers" },
      make("caption", {}, caption),
      make("thead", {}, make("tr", {}, ...head.map((text) => make("th", { scope: "col" }, text)))),
      make("tbody", {}, ...rows.map(row)),
    ),
  );
}

/** A number with a bar as long as its share of `of`; the bar is for the eye only. */
export function bar(number: number, of: number): HTMLElement {
  const filled = make("span", { class: "sl-bar", "aria-hidden": "true" });
  filled.style.setProperty("--share", String(of ? number / of : 0));
  return make("span", { class: "sl-measure" }, filled, String(number));
}

/** A column for each day: a table to who listens, columns to who looks. `short` stands under the columns that are named. */
export function columns(caption: string, head: readonly [string, string], days: readonly { readonly day: string; readonly short: string; readonly value: number }[]): HTMLElement {
  const most = Math.max(1, ...days.map(({ value }) => value));
  const column = ({ day, short, value }: (typeof days)[number]): HTMLElement => {
    const cell = make("td", { role: "cell" }, make("span", {}, String(value)));
    cell.style.setProperty("--share", String(value / most));
    return make("tr", { role: "row" }, make("th", { role: "rowheader", scope: "row" }, make("span", { class: "sl-status" }, day), make("span", { "aria-hidden": "true" }, short)), cell);
  };
  // Roles are said again since a table that is laid out in another way loses them.
  return make(
    "table",
    { class: "sl-columns", role: "table" },
    make("caption", {}, caption),
    make("thead", { role: "rowgroup", class: "sl-status" }, make("tr", { role: "row" }, ...head.map((text) => make("th", { role: "columnheader", scope: "col" }, text)))),
    make("tbody", { role: "rowgroup" }, ...days.map(column)),
  );
}
