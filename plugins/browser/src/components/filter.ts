/**
 * The question filter on the index page.
 *
 * Markup: `form[data-sl-filter][hidden]` with an input `q`, selects `component`, `level`, `role`, `kind`, an
 * `output[data-sl-count]` and a reset button; `li[data-sl-item]` inside `[data-sl-group]`. DOM only: what matches is
 * decided in `domain/filter.ts`.
 */

import { FIELDS, fold, fromQueryString, matcher, summary, toQueryString, type Filter, type Item } from "../domain/filter.ts";
import type { Component } from "./component.ts";

type Control = HTMLInputElement | HTMLSelectElement;

interface Row {
  readonly element: HTMLElement;
  readonly item: Item;
}

function readRow(element: HTMLElement): Row {
  const { text = "", component = "", level = "", roles = "", kind = "" } = element.dataset;
  const item = { text: fold(text), component, level, roles: roles.split(/\s+/).filter(Boolean), kind };
  return { element, item };
}

function control(form: HTMLFormElement, name: string): Control | null {
  return form.querySelector<Control>(`input[name="${name}"], select[name="${name}"]`);
}

function readForm(form: HTMLFormElement): Filter {
  const value = (name: string): string => control(form, name)?.value ?? "";
  return { q: value("q"), component: value("component"), level: value("level"), role: value("role"), kind: value("kind") };
}

function writeForm(form: HTMLFormElement, filter: Filter): void {
  for (const field of FIELDS) {
    const input = control(form, field);
    if (!input) continue;
    input.value = filter[field];
    // A select given a value it does not offer shows nothing at all; "any" is its first option.
    if (input instanceof HTMLSelectElement && input.selectedIndex < 0) input.selectedIndex = 0;
  }
}

function show(rows: readonly Row[], groups: readonly HTMLElement[], filter: Filter): number {
  const matches = matcher(filter);
  let shown = 0;
  for (const { element, item } of rows) {
    const visible = matches(item);
    if (visible) shown += 1;
    if (element.hidden === visible) element.hidden = !visible;
  }
  for (const group of groups) group.hidden = !group.querySelector("[data-sl-item]:not([hidden])");
  return shown;
}

function remember(filter: Filter): void {
  const { pathname, search, hash } = location;
  const wanted = toQueryString(filter, search);
  if (wanted === search) return;
  try {
    history.replaceState(history.state, "", pathname + wanted + hash);
  } catch {
    // Safari refuses more than a hundred changes in thirty seconds; the filter works without the address.
  }
}

/** Mounts the filter, restores it from the address and keeps the two in step. */
export const filter: Component = (page, signal) => {
  const form = page.querySelector<HTMLFormElement>("form[data-sl-filter]");
  if (!form) return;
  const rows = [...page.querySelectorAll<HTMLElement>("[data-sl-item]")].map(readRow);
  const groups = [...page.querySelectorAll<HTMLElement>("[data-sl-group]")];
  const count = form.querySelector<HTMLOutputElement>("[data-sl-count]");

  const apply = (): void => {
    const wanted = readForm(form);
    const text = summary(show(rows, groups, wanted), rows.length);
    // Writing the same text again would make a screen reader repeat it.
    if (count && count.textContent !== text) count.textContent = text;
    remember(wanted);
  };

  form.addEventListener("input", apply, { signal });
  form.addEventListener("submit", (event) => event.preventDefault(), { signal });
  form.addEventListener(
    "reset",
    (event) => {
      event.preventDefault();
      writeForm(form, { q: "", component: "", level: "", role: "", kind: "" });
      apply();
      control(form, "q")?.focus();
    },
    { signal },
  );

  form.autocomplete = "off";
  writeForm(form, fromQueryString(location.search));
  apply();
  form.hidden = false;
};
