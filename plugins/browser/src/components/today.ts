/**
 * The home page's "Today". What draws it is fetched only where something was ever kept, so that it costs readers nothing.
 *
 * Markup: `[data-sl-today]`, an empty element that stays empty for who neither follows a plan nor drills.
 */

import type { Component } from "./component.ts";

/** Fills the box; asks the log first. */
export type Fill = (page: Document, place: HTMLElement, signal: AbortSignal) => Promise<void>;

export const today = (load: () => Promise<Fill>): Component => (page, signal) => {
  const place = page.querySelector<HTMLElement>("[data-sl-today]");
  if (!place) return;
  const fill = async (): Promise<void> => {
    // Opening the log would make one for everyone who only reads.
    const names = (await indexedDB.databases()).map(({ name }) => name);
    if (names.some((name) => name?.startsWith("studyloop "))) await (await load())(page, place, signal);
  };
  // The page is complete without it.
  fill().catch(() => undefined);
};
