/**
 * The desk as it was left: the card that waits, as it stood in the page. It is shown before anything else is read, and the card is the
 * first of the next sitting if it is still to be asked. Pure; what must not live here: the page.
 */

/** `head`, `face` and `bar` are HTML that this site made itself. */
export interface KeptDesk {
  /** The key of the card that is shown. */
  readonly card: string;
  readonly kind: string;
  /** The part of the address that chooses cards: another choice has another first card. */
  readonly search: string;
  /** From when on the card is to be asked, in milliseconds since 1970. */
  readonly from: number;
  readonly head: string;
  readonly face: string;
  readonly bar: string;
}

/** Under which key the browser's `localStorage` holds it; `site` is the name of the site's database. */
export const deskName = (site: string): string => `${site} desk`;

/** What was kept for this part of the address; null when there is nothing, or when its time is not yet. */
export function readDesk(text: string | null, search: string, now: number): KeptDesk | null {
  try {
    const desk = JSON.parse(text ?? "null") as KeptDesk | null;
    return desk && desk.search === search && desk.from <= now ? desk : null;
  } catch {
    return null;
  }
}
