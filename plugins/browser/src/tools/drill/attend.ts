/** What happens around the desk: the page is hidden, seen again or left, and another tab is at work. DOM only. */

import type { Sitting } from "./sitting.ts";

export interface Attending {
  /** The page was hidden or is seen again. */
  readonly look: () => void;
  /** The page is seen on another day than it was begun. */
  readonly newDay: () => void;
  /** Something changed in another tab; `moved` when another card is now to be shown. */
  readonly changed: (moved: boolean) => void;
  /** Whether there are answers that leaving the page would throw away. */
  readonly atRisk: () => boolean;
}

export function attend(sitting: Sitting, { look, newDay, changed, atRisk }: Attending, signal: AbortSignal): void {
  const seen = (): void => {
    look();
    if (!document.hidden && sitting.newDay()) newDay();
  };
  document.addEventListener("visibilitychange", seen, { signal });
  // What lives in memory only is not given away by a slip of the hand.
  window.addEventListener("beforeunload", (event) => atRisk() && event.preventDefault(), { signal });
  const stop = sitting.me.store.onElsewhere((cards) => {
    const { shown } = sitting;
    void sitting.elsewhere(cards).then(() => changed(sitting.shown?.card.key !== shown?.card.key));
  });
  signal.addEventListener("abort", stop);
}
