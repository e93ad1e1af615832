/** What stays on the desk for the next visit: the card that is shown, or at the end of a sitting the first of another day. DOM only. */

import type { CardContent, CardEntry } from "../../domain/contract.ts";
import { make } from "../make.ts";
import { revealBar } from "./bar.ts";
import { frontOf } from "./card-view.ts";
import type { Sitting } from "./sitting.ts";
import type { Surface } from "./surface.ts";

/** The card on the stage. */
export function leaveShown({ me }: Sitting, surface: Surface, { key: card }: CardEntry, { kind }: CardContent): void {
  me.desk.keep({ ...surface.kept(), card, kind, search: location.search, from: 0 });
}

/** The card where the learner stopped, or else the first of tomorrow; `originOf` draws where a card is from. */
export async function leaveNext(sitting: Sitting, surface: Surface, originOf: (card: CardEntry) => HTMLElement, signal: AbortSignal): Promise<void> {
  const { me } = sitting;
  const next = sitting.shown ? { item: sitting.shown, from: 0 } : sitting.ahead();
  me.desk.forget();
  const content = next && (await sitting.content(next.item.card).catch(() => null));
  if (!next || !content || signal.aborted) return;
  const { card } = next.item;
  const face = make("div", {}, originOf(card), frontOf(content)).innerHTML;
  const bar = revealBar("Show answer", () => undefined).outerHTML;
  me.desk.keep({ head: surface.kept().head, face, bar, card: card.key, kind: content.kind, search: location.search, from: next.from });
}
