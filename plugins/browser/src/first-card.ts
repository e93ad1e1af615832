/**
 * The drill's first card, before the page is painted: puts back the desk as it was left. Runs where it stands in the page,
 * right after the stage; the drill takes its place when it is ready. What must not live here: anything that can wait.
 */

import { deskName, readDesk } from "./domain/kept-desk.ts";

const place = document.currentScript!.parentElement!;
const drill = new URL(document.querySelector<HTMLMetaElement>('meta[name="studyloop-drill"]')!.content, location.href).href;

/** Says whether there was one. */
function show(): boolean {
  const name = deskName(`studyloop ${new URL("../../", drill).pathname}`);
  const desk = readDesk(localStorage.getItem(name), location.search, Date.now());
  if (!desk) return false;
  const stage = place.querySelector("[data-sl-drill-stage]")!;
  stage.innerHTML = desk.face;
  stage.insertAdjacentHTML("beforebegin", `<div data-sl-kept="${encodeURIComponent(desk.card)}">${desk.head}</div>`);
  stage.insertAdjacentHTML("afterend", `<div class="sl-drill-bar" data-sl-kept>${desk.bar}</div>`);
  place.dataset["kind"] = desk.kind;
  // Who is faster than the drill is not made to press twice.
  const press = (event: Event): void => {
    const waiting = place.querySelector<HTMLElement>("[data-sl-kept]");
    if (!waiting || !(event.target instanceof Element)) return;
    const asked = event instanceof KeyboardEvent ? event.key === " " && event.target === document.body : event.target.closest(".sl-drill-bar[data-sl-kept] button");
    if (!asked) return;
    event.preventDefault();
    waiting.dataset["pressed"] = "";
  };
  for (const type of ["click", "keydown"]) document.addEventListener(type, press);
  return true;
}

/** Starts the drill, and the theme's scripts, which stand in the page as mere text, when there is time. */
function start(): void {
  void import(drill).catch(() => undefined);
  const late = (): void => {
    // On a slow network there is time before the scripts have arrived.
    if (document.readyState === "loading") return document.addEventListener("DOMContentLoaded", late);
    for (const waiting of document.querySelectorAll<HTMLScriptElement>("script[data-sl-late]")) {
      const made = document.createElement("script");
      made.src = waiting.src;
      made.type = waiting.src.endsWith("/studyloop.js") ? "module" : "";
      // In the order of the page.
      made.async = false;
      waiting.replaceWith(made);
    }
  };
  // Safari has no such callback.
  if ("requestIdleCallback" in globalThis) requestIdleCallback(late, { timeout: 1500 });
  else setTimeout(late, 500);
}

let shown = false;
try {
  shown = show();
} catch {
  // Storage is blocked.
}
// Once the card was painted, if there is one. A page in the background is not painted before it is looked at.
if (shown && !document.hidden) requestAnimationFrame(() => setTimeout(start));
else start();
