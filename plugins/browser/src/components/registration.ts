/** The worker as pages see it: registering it, changing to its next version. */

import type { Asked } from "../domain/offline.ts";

/** Resolves when a worker is registered; null where the browser has none, refuses one, or the page is a preview. */
export type Registered = Promise<ServiceWorkerRegistration | null>;

/** Registers `address` for the folder it stands in, once the page has everything it needs itself. */
export function register(page: Document, address: URL): Registered {
  // A preview has no manifest: what one is writing must not come out of a cache.
  if (!navigator.serviceWorker || !page.querySelector('link[rel="manifest"]')) return Promise.resolve(null);
  const alone = !navigator.serviceWorker.controller;
  return new Promise((resolve) => {
    const start = (): void => {
      navigator.serviceWorker.register(address).then(resolve, () => resolve(null));
      if (alone) void navigator.serviceWorker.ready.then(tellRead);
    };
    if (page.readyState === "complete") start();
    else addEventListener("load", start, { once: true });
  });
}

/** What the first page showed went past a worker that was not there yet. */
function tellRead({ active }: ServiceWorkerRegistration): void {
  const addresses = [location.href, ...performance.getEntriesByType("resource").map((entry) => entry.name)];
  active?.postMessage({ type: "keep-read", addresses } satisfies Asked);
}

/** Lets a waiting version take over and shows the page anew with it. */
export function renew({ waiting }: ServiceWorkerRegistration): void {
  if (!waiting) return location.reload();
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  waiting.postMessage({ type: "skip-waiting" } satisfies Asked);
}
