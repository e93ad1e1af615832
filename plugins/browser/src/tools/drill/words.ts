/** What the desk says when there is no card on it. DOM only. */

import { left, type Session } from "../../domain/session.ts";
import { count } from "../../domain/wording.ts";
import { make } from "../make.ts";
import { troubleLine } from "../trouble.ts";
import type { Sitting } from "./sitting.ts";

/** For those who were never here. */
export function greetingOf({ index, settings }: Sitting): readonly HTMLElement[] {
  return [
    make("p", {}, "One card at a time: answer it aloud, look, and say how it went. Each comes back shortly before you would forget it."),
    make("p", {}, `${count(index.cards.length, "card")}, ${settings.newPerDay} new ones a day. Your progress stays in this browser: no account, nothing to set up.`),
  ];
}

export const unreadableOf = (title: string): HTMLElement => make("p", {}, `"${title}" cannot be read now. Is there a network?`);

/** Why progress is in danger; null while all is well. */
export function dangerOf({ me, unkept }: Sitting): HTMLElement | null {
  const failed = unkept.length && make("p", { class: "sl-trouble" }, `${count(unkept.length, "answer")} could not be kept yet; the next one tries again.`);
  return troubleLine(me.store.trouble) ?? (failed || null);
}

/** What is left to do, in the fewest words. */
export function leftText(session: Session): string {
  const { learning, due, fresh } = left(session);
  return [learning && `${learning} again`, due && `${due} due`, fresh && `${fresh} new`].filter(Boolean).join(", ") || "Nothing left";
}
