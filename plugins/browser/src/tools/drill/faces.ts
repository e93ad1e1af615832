/** The two faces of a card, each with its row of buttons, laid on the desk. DOM only; what a press does is handed in. */

import type { CardContent, CardEntry } from "../../domain/contract.ts";
import type { Rating } from "../../domain/events.ts";
import { suggest } from "../../domain/suggestion.ts";
import { count } from "../../domain/wording.ts";
import { button, make } from "../make.ts";
import { RATING_NAMES, ratingBar, revealBar } from "./bar.ts";
import { answerOf, frontOf } from "./card-view.ts";
import type { Sitting } from "./sitting.ts";
import { checklist, clock } from "./speak.ts";
import type { Surface } from "./surface.ts";
import type { Taking } from "./taking.ts";
import { unreadableOf } from "./words.ts";

/** What there is to show of a card; `origin` says where it is from. */
export interface Shown {
  readonly entry: CardEntry;
  readonly content: CardContent;
  readonly origin: HTMLElement;
}

const isAloud = ({ kind }: CardContent, { settings }: Sitting): boolean => kind === "question" && settings.speakFirst;

/** The front; its clock, where there is one, ends with `signal`. */
export function layFront({ entry, content, origin }: Shown, sitting: Sitting, surface: Surface, taking: Taking, reveal: () => void, signal: AbortSignal): void {
  const aloud = isAloud(content, sitting);
  const timer = aloud && clock(() => taking.taken, () => taking.toggle(), entry.minutes, signal);
  surface.lay([origin, frontOf(content), ...(timer ? [timer] : [])], revealBar(aloud ? "Done: show the answer" : "Show answer", reveal));
}

/** Front and answer; `waits` stand on the buttons. */
export function layAnswer({ entry, content, origin }: Shown, sitting: Sitting, surface: Surface, taking: Taking, waits: Readonly<Record<Rating, number>>, rate: (rating: Rating) => void): void {
  const { twoButtons } = sitting.settings;
  const answer = answerOf(content);
  const spoken = taking.taken;
  const { place: row, suggest: hint } = ratingBar(waits, twoButtons, rate);
  surface.lay([origin, ...(content.kind === "cloze" ? [] : [frontOf(content)]), answer], row);
  if (!isAloud(content, sitting)) return;
  checklist(answer, (points, ticked) => {
    const best = suggest(points, ticked, spoken, entry.minutes);
    hint(best);
    if (best) surface.say(`${ticked} of ${count(points, "point")}: ${RATING_NAMES[twoButtons && best > 1 ? 3 : best]} is suggested.`);
  });
}

/** What stands there when a card cannot be read. */
export function layUnreadable(title: string, surface: Surface, again: () => void, next: () => void): void {
  const row = [button("Try again", again, { class: "sl-drill-big" }), button("Next card", next, { class: "sl-drill-big" })];
  surface.lay([unreadableOf(title)], make("div", { class: "sl-drill-bar-row" }, ...row));
}
