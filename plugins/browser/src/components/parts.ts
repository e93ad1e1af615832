/**
 * The folded parts of a question: opened for the address that points into them, and all at once by a button.
 *
 * Markup: `details.sl-part`; `button[data-sl-open-all][hidden]`, whose reach is its nearest ancestor with
 * `data-sl-scope`, else the page. `data-sl-close-label` is the button's text while everything is open.
 */

import type { Component } from "./component.ts";

function target(page: Document): HTMLElement | null {
  try {
    return page.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return null; // A stray % in the address names nothing.
  }
}

function reveal(page: Document): void {
  const found = target(page);
  let opened = false;
  for (let at = found?.closest("details"); at; at = at.parentElement?.closest("details")) {
    opened ||= !at.open;
    at.open = true;
  }
  // Opening moved what the browser had already scrolled to.
  if (opened) found?.scrollIntoView();
}

function mountButton(page: Document, button: HTMLElement, signal: AbortSignal): void {
  const scope = button.closest("[data-sl-scope]") ?? page;
  const parts = [...scope.querySelectorAll<HTMLDetailsElement>("details.sl-part")];
  if (!parts.length) return;
  const openLabel = button.textContent?.trim() || "Open all";
  const closeLabel = button.dataset["slCloseLabel"] ?? "Close all";
  const allOpen = (): boolean => parts.every((part) => part.open);
  const update = (): void => {
    const open = allOpen();
    button.textContent = open ? closeLabel : openLabel;
    button.setAttribute("aria-expanded", String(open));
  };
  button.addEventListener(
    "click",
    () => {
      const open = !allOpen();
      for (const part of parts) part.open = open;
      update();
    },
    { signal },
  );
  for (const part of parts) part.addEventListener("toggle", update, { signal });
  update();
  button.hidden = false;
}

/** Mounts the buttons and opens what the address points into, now and whenever its anchor changes. */
export const parts: Component = (page, signal) => {
  for (const button of page.querySelectorAll<HTMLElement>("[data-sl-open-all]")) mountButton(page, button, signal);
  window.addEventListener("hashchange", () => reveal(page), { signal });
  if (location.hash) reveal(page);
};
