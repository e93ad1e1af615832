/** What this version of the site consists of: the shell it was built with, and the list of all that can be kept. */

import type { Entry, OfflineList } from "../domain/offline.ts";
import { worker } from "./scope.ts";
import { addressOf, find, put } from "./shelf.ts";

export const shell = worker.STUDYLOOP_SHELL;
const listEntry = shell.files.find(([path]) => path === shell.list)!;
const byPath = (entries: readonly Entry[]): Map<string, Entry> => new Map(entries.map((entry) => [entry[0], entry]));

let known: Promise<Map<string, Entry>> | undefined;

async function read(): Promise<Map<string, Entry>> {
  let response = await find(listEntry);
  if (!response) {
    response = await fetch(addressOf(shell.list));
    // Of another version, it would name other contents.
    if (!(await put(listEntry, response.clone()))) throw new Error("The list is not of this version");
  }
  const list = (await response.json()) as OfflineList;
  return byPath([...list.files, listEntry]);
}

/** Every entry by its path. Rejects while the list cannot be had. */
export function listed(): Promise<Map<string, Entry>> {
  known ??= read();
  known.catch(() => (known = undefined));
  return known;
}

/** The same, or only the shell's entries. */
export const entries = (): Promise<Map<string, Entry>> => listed().catch(() => byPath(shell.files));
