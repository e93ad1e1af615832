/** Cards that were put away or marked, with a way back; and cards you knew that are asked no more. */

import type { FlagEvent } from "../../domain/events.ts";
import { count } from "../../domain/wording.ts";
import { ROOT } from "../learner.ts";
import { button, type Child, make } from "../make.ts";
import { part, type Seen } from "./part.ts";

export function cardsPart(seen: Seen): HTMLElement {
  return part(
    "sl-cards",
    "Your cards",
    flagged(seen, "suspend", "suspended", "Put away", "Take back", "No card is put away."),
    flagged(seen, "mark", "marked", "Marked", "Unmark", "No card is marked."),
    flagged(seen, "add", "added", "Added to your drill", "Remove", "No card was added by hand."),
    retired(seen),
  );
}

const fold = (id: string, title: string, ...children: readonly Child[]): HTMLElement =>
  make("details", { class: "sl-part", id }, make("summary", {}, title), make("div", { class: "sl-body" }, ...children));

function flagged({ on, index, rows, renew }: Seen, type: FlagEvent["type"], flag: "suspended" | "marked" | "added", title: string, undo: string, none: string): HTMLElement {
  const cards = index.cards.filter(({ key }) => rows.get(key)?.[flag]);
  if (!cards.length) return make("p", {}, none);
  const items = cards.map(({ key, title: front, page }) => {
    const change = async (): Promise<void> => {
      await on.append({ type, id: on.newId(), at: on.now(), card: key, on: false });
      await renew(`${undo}: done. ${front}`);
    };
    return make("li", {}, make("a", { href: new URL(page, ROOT).href }, front), " ", button(undo, change, { "aria-label": `${undo}: ${front}` }));
  });
  return fold(`sl-${flag}`, `${title}: ${count(cards.length, "card")}`, make("ul", { class: "sl-list" }, ...items));
}

function retired({ index, rows }: Seen): HTMLElement | null {
  const known = index.retired.filter(({ key }) => rows.get(key)?.memory);
  if (!known.length) return null;
  const named = new Map<string, HTMLElement>();
  for (const { id, title } of index.topics) named.set(id, make("span", {}, title));
  for (const { id, title, page } of index.cards) named.set(id, make("a", { href: new URL(page, ROOT).href }, title));
  const items = known.map(({ key, date, reason, replacedBy }) => {
    const instead = replacedBy.flatMap((id, at) => [at ? ", " : " In its place: ", named.get(id)?.cloneNode(true) ?? id]);
    return make("li", {}, make("code", {}, key), ` (${date}): ${reason}`, ...instead);
  });
  return fold("sl-retired", `Retired: ${count(known.length, "card")} you knew`, make("p", {}, "They are asked no more; their reviews stay in your log."), make("ul", {}, ...items));
}
