/**
 * The question filter: what a reader asked for, which items match, and its form in a URL.
 * Pure: no DOM, no location, no history.
 */

/** What an item of the index says about itself; `text` is folded, `roles` are ids. */
export interface Item {
  readonly text: string;
  readonly component: string;
  readonly level: string;
  readonly roles: readonly string[];
  readonly kind: string;
}

/** What the reader asked for; an empty string asks for nothing. */
export interface Filter {
  readonly q: string;
  readonly component: string;
  readonly level: string;
  readonly role: string;
  readonly kind: string;
}

/** The filter's fields, in the order a URL carries them; each is also the name of a form control, and but for `q` of a parameter. */
export const FIELDS = ["q", "component", "level", "role", "kind"] as const satisfies readonly (keyof Filter)[];

/** A field's name in a URL: themes take `q` for their own search and open it over the page. */
const parameter = (field: string): string => (field === "q" ? "words" : field);

/** Lower case without diacritics, so that `Naïve` and `naive` are the same word. */
export function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** The words of a search, folded; all of them must be found. */
export function words(search: string): readonly string[] {
  return fold(search).split(/\s+/).filter(Boolean);
}

/** A test for items; the filter's words are prepared once, not for each item. */
export function matcher(filter: Filter): (item: Item) => boolean {
  const wanted = words(filter.q);
  return (item) =>
    (!filter.component || item.component === filter.component) &&
    (!filter.level || item.level === filter.level) &&
    (!filter.role || item.roles.includes(filter.role)) &&
    (!filter.kind || item.kind === filter.kind) &&
    wanted.every((word) => item.text.includes(word));
}

/** Reads a filter from a query string such as `?words=auc&level=mid`; unknown parameters are ignored. */
export function fromQueryString(search: string): Filter {
  const params = new URLSearchParams(search);
  const value = (field: string): string => params.get(parameter(field))?.trim() ?? "";
  return { q: value("q"), component: value("component"), level: value("level"), role: value("role"), kind: value("kind") };
}

/** Writes a filter into a query string, keeping parameters that are not its own; `""` when nothing is left. */
export function toQueryString(filter: Filter, search: string): string {
  const params = new URLSearchParams(search);
  for (const field of FIELDS) {
    const value = filter[field].trim();
    if (value) params.set(parameter(field), value);
    else params.delete(parameter(field));
  }
  const text = params.toString();
  return text && `?${text}`;
}

/** What the reader is told, for example `12 of 64 questions`. */
export function summary(shown: number, total: number): string {
  const noun = total === 1 ? "question" : "questions";
  return shown === total ? `${total} ${noun}` : `${shown} of ${total} ${noun}`;
}
