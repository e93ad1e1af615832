/**
 * What can be read here without a network, and the button that keeps everything.
 *
 * Markup: `[data-sl-offline]`, an empty element; mounts in each. On the page that stands in for one that is not kept
 * (`?page=`, its path from the site's root), it also links there again.
 */

import { sizeText, type Told } from "../domain/offline.ts";
import type { Component } from "./component.ts";
import { ask } from "./asking.ts";
import type { Registered } from "./registration.ts";

const NO_WORKER = "This browser keeps nothing of this site for reading without a network.";

function add<K extends keyof HTMLElementTagNameMap>(place: HTMLElement, tag: K, className = ""): HTMLElementTagNameMap[K] {
  const made = place.ownerDocument.createElement(tag);
  if (className) made.className = className;
  place.append(made);
  return made;
}

function endText(told: Told): string {
  if (told.end === "done") return `Everything is kept on this device: ${told.files} files.`;
  const why = told.end === "full" ? "There is no more room on this device" : "The rest could not be fetched";
  return `${why}: ${told.kept} of ${told.files} files are kept. Try again at any time; nothing is fetched twice.`;
}

function mountKeeping(place: HTMLElement, worker: ServiceWorker, signal: AbortSignal): void {
  const button = add(place, "button", "md-button");
  const bar = add(place, "progress");
  button.type = "button";
  button.hidden = bar.hidden = true;
  bar.setAttribute("aria-label", "Files kept");
  const said = add(place, "p");
  said.setAttribute("role", "status");
  const say = (text: string): void => {
    if (said.textContent !== text) said.textContent = text;
  };
  const listen = (type: "keep-all" | "status", hear: (told: Told) => void): void => signal.addEventListener("abort", ask(worker, type, hear));
  const show = (told: Told): void => {
    button.textContent = `Keep everything offline (${sizeText(told.missing)})`;
    button.hidden = told.end === "done";
  };

  listen("status", (told) => {
    show(told);
    say(told.end === "done" ? endText(told) : "What you have read can be read here without a network.");
  });
  button.addEventListener(
    "click",
    () => {
      button.disabled = true;
      bar.hidden = false;
      // Without this the browser may clear what was kept when it needs room.
      void navigator.storage?.persist?.();
      listen("keep-all", (told) => {
        bar.max = told.files;
        bar.value = told.kept;
        if (!told.end) return say(`Keeping the site: ${Math.floor((4 * told.kept) / told.files) * 25} % done.`);
        bar.hidden = true;
        button.disabled = false;
        show(told);
        say(endText(told));
      });
    },
    { signal },
  );
}

function mountAgain(place: HTMLElement, root: URL): void {
  const wanted = new URLSearchParams(location.search).get("page");
  const address = wanted === null ? null : new URL(wanted, root);
  if (!address?.href.startsWith(root.href)) return;
  const line = add(place, "p");
  line.append("You asked for ");
  const link = add(line, "a");
  link.href = address.href;
  link.textContent = wanted || "the home page";
  line.append(", which is not kept on this device. Try again when there is a network.");
}

/** Mounts everywhere it is asked for; `root` is the site's own address. */
export const offline = (registered: Registered, root: URL): Component => (page, signal) => {
  for (const place of page.querySelectorAll<HTMLElement>("[data-sl-offline]")) {
    place.replaceChildren();
    mountAgain(place, root);
    void registered.then(async (registration) => {
      const worker = registration && (await navigator.serviceWorker.ready).active;
      if (signal.aborted) return;
      if (worker) mountKeeping(place, worker, signal);
      else add(place, "p").textContent = NO_WORKER;
    });
  }
};
