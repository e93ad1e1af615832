/**
 * A click on a heading's permalink (`a.headerlink`) also copies its full address; the browser still follows the link.
 * The announcement is made in `.sl-status`, a polite live region at the end of the page.
 */

import type { Component } from "./component.ts";

/** How long the announcement stays, in milliseconds. */
const SHOWN_MS = 3000;

function addStatus(page: Document, signal: AbortSignal): HTMLElement {
  const status = page.createElement("div");
  status.className = "sl-status";
  status.setAttribute("role", "status");
  status.setAttribute("aria-live", "polite");
  page.body.append(status);
  signal.addEventListener("abort", () => status.remove());
  return status;
}

/** Mounts one listener for all permalinks of the page. Without a clipboard (plain http) nothing is copied or said. */
export const copyLink: Component = (page, signal) => {
  if (!navigator.clipboard || !page.querySelector("a.headerlink")) return;
  const status = addStatus(page, signal);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const say = (text: string): void => {
    clearTimeout(timer);
    status.textContent = text;
    timer = setTimeout(() => (status.textContent = ""), SHOWN_MS);
  };
  signal.addEventListener("abort", () => clearTimeout(timer));
  page.addEventListener(
    "click",
    (event) => {
      const link = event.target instanceof Element && event.target.closest<HTMLAnchorElement>("a.headerlink");
      if (!link) return;
      navigator.clipboard.writeText(link.href).then(
        () => say("Link copied"),
        () => say("The link could not be copied"),
      );
    },
    { signal },
  );
};
