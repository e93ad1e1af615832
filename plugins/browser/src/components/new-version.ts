/** Says on every page that a newer version of the site waits. Nothing is reloaded and no focus moved unless the reader asks. */

import type { Component } from "./component.ts";
import { renew, type Registered } from "./registration.ts";

function fill(notice: HTMLElement, registration: ServiceWorkerRegistration): void {
  const page = notice.ownerDocument;
  const text = page.createElement("span");
  text.textContent = "There is a new version of this site.";
  const button = (label: string, act: () => void): HTMLElement => {
    const made = page.createElement("button");
    made.type = "button";
    made.textContent = label;
    made.addEventListener("click", act);
    return made;
  };
  const line = page.createElement("p");
  line.append(text, button("Reload", () => renew(registration)), button("Later", () => line.remove()));
  notice.replaceChildren(line);
}

/** Mounts an empty live region, which speaks up when a version waits. */
export const newVersion = (registered: Registered): Component => (page, signal) => {
  const notice = page.createElement("div");
  notice.className = "sl-notice";
  notice.setAttribute("role", "status");
  page.body.append(notice);
  signal.addEventListener("abort", () => notice.remove());
  void registered.then((registration) => {
    if (!registration || signal.aborted) return;
    const look = (): void => {
      // Without a version in charge, the waiting one is the first: nothing is new about it.
      if (registration.waiting && registration.active) fill(notice, registration);
    };
    const follow = (): void => registration.installing?.addEventListener("statechange", look, { signal });
    registration.addEventListener("updatefound", follow, { signal });
    follow();
    look();
  });
};
