/**
 * What can be kept for reading without a network, and what pages and the worker say to each other. Pure.
 * The list is made when the site is built (`plugins/studyloop/site/offline_list.py`).
 */

/** A file of the site: its path from the site's root, its size in bytes, the beginning of its SHA-256 in hex. */
export type Entry = readonly [path: string, bytes: number, hash: string];

export interface OfflineList {
  readonly version: 1;
  readonly files: readonly Entry[];
}

/** What the worker itself is built with: the files that are kept from the first visit on. */
export interface Shell {
  /** Path of the offline list, which is one of `files`. */
  readonly list: string;
  /** Path of the page shown in place of one that is not kept. */
  readonly offline: string;
  readonly files: readonly Entry[];
}

export type Asked =
  /** Answered by `Told` over the port that comes with it. */
  | { readonly type: "keep-all" | "status" }
  /** Keep what this page showed before the worker was there: full addresses. */
  | { readonly type: "keep-read"; readonly addresses: readonly string[] }
  /** Take over now from the version before. */
  | { readonly type: "skip-waiting" };

/** How much of the list is kept; `missing` in bytes. `end` is null while it goes on. */
export interface Told {
  readonly kept: number;
  readonly files: number;
  readonly missing: number;
  readonly end: "done" | "incomplete" | "full" | null;
}

/** `850 kB`, `4.2 MB`: never nothing for something. */
export function sizeText(bytes: number): string {
  return bytes <= 999_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** A page's path in the list for its path in the address: `questions/` is `questions/index.html`. */
export function filePath(path: string): string {
  return path === "" || path.endsWith("/") ? `${path}index.html` : path;
}

/** The other way round. */
export function addressPath(path: string): string {
  return path.replace(/(^|\/)index\.html$/, "$1");
}

export const isPage = (path: string): boolean => path.endsWith(".html");

/** The path of `address` below `scope`, without query and anchor; null for what lies elsewhere. Both are full addresses. */
export function pathBelow(address: string, scope: string): string | null {
  const { origin, pathname } = new URL(address);
  const found = origin + pathname;
  return found.startsWith(scope) ? decodePath(found.slice(scope.length)) : null;
}

/** Names beyond ASCII stand escaped in addresses and plain in the list. */
function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
