/**
 * What is kept, in two caches: files by path and content, so that versions share what did not change; pages by address.
 * Only whole, good answers of this site are kept. What is listed, and which version is wanted, is decided in `lists.ts`.
 */

import { addressPath, filePath, isPage, pathBelow, type Entry } from "../domain/offline.ts";
import { worker } from "./scope.ts";

// Sites that share a host share its caches: their names hold the site's own address.
const scope = worker.registration.scope;
const cache = (kind: string): Promise<Cache> => caches.open(`studyloop ${kind} ${scope}`);
const EVERYTHING = `studyloop everything ${scope}`;

export const addressOf = (path: string): string => scope + encodeURI(addressPath(path));
const keyOf = ([path, , hash]: Entry): string => (isPage(path) ? addressOf(path) : `${addressOf(path)}?${hash}`);

/** Whether an answer is this site's own, whole and what was asked for. */
export const isSound = (response: Response): boolean => response.status === 200 && response.type === "basic" && !response.redirected;

async function hashOf(response: Response): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", await response.arrayBuffer());
  return [...new Uint8Array(digest, 0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The kept response: of exactly this content for a file, of whatever was read last for a page. */
export async function find(entry: Entry): Promise<Response | undefined> {
  return (await cache(isPage(entry[0]) ? "pages" : "files")).match(keyOf(entry));
}

/** Any kept version of a path. */
export async function findAny(path: string): Promise<Response | undefined> {
  return (await cache(isPage(path) ? "pages" : "files")).match(addressOf(path), { ignoreSearch: true });
}

/** Keeps an answer under the entry's key. False when it is not sound or, for a file, not what is listed; throws when there is no room. */
export async function put(entry: Entry, response: Response): Promise<boolean> {
  if (!isSound(response)) return false;
  const page = isPage(entry[0]);
  if (!page && (await hashOf(response.clone())) !== entry[2]) return false;
  await (await cache(page ? "pages" : "files")).put(keyOf(entry), response);
  return true;
}

/** Brings what is kept of an entry up to date. False when it was not to be had; throws when there is no room. */
export async function keep(entry: Entry): Promise<boolean> {
  const kept = await find(entry);
  if (kept && (!isPage(entry[0]) || (await hashOf(kept)) === entry[2])) return true;
  const response = await fetch(addressOf(entry[0]), { cache: "no-cache" }).catch(() => undefined);
  return !!response && put(entry, response);
}

/** Paths of everything that is kept, in any version. */
export async function keptPaths(): Promise<Set<string>> {
  const keys = await Promise.all(["files", "pages"].map(async (kind) => (await cache(kind)).keys()));
  return new Set(keys.flat().map((request) => filePath(pathBelow(request.url, scope) ?? "")));
}

/** Removes what the site no longer holds, and older versions of what is kept in the listed one. */
export async function tidy(entries: ReadonlyMap<string, Entry>): Promise<void> {
  for (const kind of ["files", "pages"]) {
    const shelf = await cache(kind);
    const keys = await shelf.keys();
    const known = new Set(keys.map((request) => request.url));
    for (const request of keys) {
      const entry = entries.get(filePath(pathBelow(request.url, scope) ?? ""));
      if (!entry || (keyOf(entry) !== request.url && known.has(keyOf(entry)))) await shelf.delete(request);
    }
  }
}

/** Remembers over versions that the reader wants everything. */
export const wantEverything = async (): Promise<void> => void (await caches.open(EVERYTHING));
export const wantsEverything = (): Promise<boolean> => caches.has(EVERYTHING);
