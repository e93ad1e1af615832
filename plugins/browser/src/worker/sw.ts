/** The worker: wires the browser's events to what answers and keeps. It takes over from another version only when a page asks. */

import { pathBelow, type Asked, type Told } from "../domain/offline.ts";
import { answer } from "./answer.ts";
import { install, keepAll, keepRead, status } from "./keeping.ts";
import { listed } from "./lists.ts";
import { worker, type Telling } from "./scope.ts";
import { tidy } from "./shelf.ts";

worker.addEventListener("install", (event) => event.waitUntil(install()));

worker.addEventListener("activate", (event) => {
  const work = listed().then(tidy).catch(() => undefined);
  event.waitUntil(work.then(() => worker.clients.claim()));
});

worker.addEventListener("fetch", (event) => {
  const { method, url, headers } = event.request;
  const path = method === "GET" && !headers.has("range") ? pathBelow(url, worker.registration.scope) : null;
  if (path !== null) event.respondWith(answer(event, path));
});

worker.addEventListener("message", (event) => event.waitUntil(obey(event.data, event)));

function obey(asked: Asked, event: Telling): Promise<unknown> {
  const tell = (told: Told): void => event.ports[0]?.postMessage(told);
  if (asked.type === "skip-waiting") return worker.skipWaiting();
  if (asked.type === "keep-read") return keepRead(asked.addresses).catch(() => undefined);
  return asked.type === "keep-all" ? keepAll(tell) : status().then(tell);
}
