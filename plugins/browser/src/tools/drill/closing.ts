/** The end of a sitting: gathers what `ending.ts` shows, and asks the browser to keep what was done. */

import { addDays, dayOf, inWords } from "../../domain/days.ts";
import { isEverything } from "../../domain/drill-filter.ts";
import { summary } from "../../domain/session.ts";
import { count } from "../../domain/wording.ts";
import { ROOT } from "../learner.ts";
import { endingOf, reminderOf } from "./ending.ts";
import type { Sitting } from "./sitting.ts";
import { leftText } from "./words.ts";

/** After so many reviews without a backup the learner is reminded of it. */
const REMIND_AFTER = 200;
const MORE = 10;

export interface Ways {
  readonly nameOf: (component: string) => string;
  /** Shows the card that is now to be shown. */
  readonly go: () => void;
  readonly everything: () => void;
}

export function close(sitting: Sitting, { nameOf, go, everything }: Ways): HTMLElement {
  const { me, shown } = sitting;
  const offer = shown ? 0 : sitting.offer(MORE);
  const made = endingOf({
    summary: summary(sitting.session),
    next: shown ? `Still to do today: ${leftText(sitting.session)}.` : nextText(sitting),
    waiting: offer,
    nameOf,
    resume: shown && go,
    more: () => {
      sitting.begin(MORE);
      go();
    },
    everything: isEverything(sitting.filter) ? null : everything,
  });
  void Promise.all([me.store.countReviews(), me.store.note("backed-up-reviews")]).then(([reviews, kept]) => {
    const open = reviews - Number(kept ?? 0);
    if (open >= REMIND_AFTER) made.append(reminderOf(open, new URL("progress/", ROOT).href));
  });
  return made;
}

function nextText(sitting: Sitting): string {
  const { me, later } = sitting;
  const next = sitting.next();
  const fresh = later.overCap + later.siblings ? "New cards wait for tomorrow." : "";
  if (!next) return fresh || "There are no more cards here.";
  const day = dayOf(next.at, me.zone);
  const when = day === addDays(me.today(), 1) ? "Tomorrow" : `On ${inWords(day)}`;
  return `${when} ${count(next.cards, "card comes", "cards come")} again. ${fresh}`.trim();
}
