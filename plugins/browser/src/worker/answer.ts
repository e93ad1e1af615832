/** Answers to what pages ask for: pages from the network first, files from what is kept first. */

import { addressPath, filePath, isPage, type Entry } from "../domain/offline.ts";
import { entries, shell } from "./lists.ts";
import type { Fetching } from "./scope.ts";
import { addressOf, find, findAny, isSound, put } from "./shelf.ts";

/** How long a reader waits for a page's newest text when an older one is at hand, in milliseconds. */
const PATIENCE_MS = 3000;

const later = (ms: number): Promise<undefined> => new Promise((resolve) => setTimeout(() => resolve(undefined), ms));

/** Storage may be full or gone at any time; reading goes on without it. */
const atLeisure = (work: Promise<unknown>): Promise<unknown> => work.catch(() => undefined);

async function fromNetwork(request: Request, entry: Entry | undefined, event: Fetching): Promise<Response> {
  const response = await fetch(request);
  if (entry && isSound(response)) event.waitUntil(atLeisure(put(entry, response.clone())));
  return response;
}

async function answerPage(event: Fetching, path: string): Promise<Response> {
  const network = fromNetwork(event.request, [path, 0, ""], event);
  event.waitUntil(atLeisure(network)); // It may come after the answer, and is kept all the same.
  const kept = await findAny(path);
  if (!kept) return network.catch((error: unknown) => offlinePage(event.request, path, error));
  const fresh = await Promise.race([network.catch(() => undefined), later(PATIENCE_MS)]);
  return fresh && fresh.status < 500 ? fresh : kept;
}

/** The reader is sent to the page that says so: its own address keeps its links and styles right. */
async function offlinePage(request: Request, path: string, error: unknown): Promise<Response> {
  if (request.mode !== "navigate" || !(await findAny(shell.offline))) throw error;
  return Response.redirect(`${addressOf(shell.offline)}?page=${encodeURIComponent(addressPath(path))}`);
}

async function answerFile(event: Fetching, path: string): Promise<Response> {
  const entry = (await entries()).get(path);
  const kept = entry && (await find(entry));
  if (kept) return kept;
  try {
    return await fromNetwork(event.request, entry, event);
  } catch (error) {
    const older = await findAny(path);
    if (older) return older;
    throw error;
  }
}

/** Answers the request for `path`, which lies below the site's root. */
export function answer(event: Fetching, path: string): Promise<Response> {
  const file = filePath(path);
  if (isPage(file)) return answerPage(event, file);
  // A page's address without its last slash, which the server would add.
  if (event.request.mode === "navigate" && !/\.[^/]*$/.test(file)) return answerPage(event, `${file}/index.html`);
  return answerFile(event, file);
}
