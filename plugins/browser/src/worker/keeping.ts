/** Keeping more than was read: the shell when a version is installed, what was kept of the version before, everything on request. */

import { filePath, pathBelow, type Entry, type Told } from "../domain/offline.ts";
import { entries, shell } from "./lists.ts";
import { worker } from "./scope.ts";
import { keep, keptPaths, wantEverything, wantsEverything } from "./shelf.ts";

/** How many files are fetched at once. */
const AT_ONCE = 4;

/** Runs `work` on each of `items`, some at once. The first error ends it, when what had begun is done. */
async function forEach<T>(items: Iterable<T>, work: (item: T) => Promise<void>): Promise<void> {
  const queue = items[Symbol.iterator]();
  const errors: unknown[] = [];
  const run = async (): Promise<void> => {
    for (let next = queue.next(); !next.done && !errors.length; next = queue.next()) {
      await work(next.value).catch((error: unknown) => errors.push(error));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, run));
  if (errors.length) throw errors[0];
}

/** Keeps the whole shell, or throws; then brings up to date what is kept already, as far as the network allows. */
export async function install(): Promise<void> {
  await forEach(shell.files, async (entry) => {
    if (!(await keep(entry))) throw new Error(`${entry[0]} could not be kept`);
  });
  const [all, kept, everything] = [await entries(), await keptPaths(), await wantsEverything()];
  const wanted = [...all.values()].filter(([path]) => everything || kept.has(path));
  await forEach(wanted, async (entry) => void (await keep(entry))).catch(() => undefined);
}

/** Keeps what a page showed before there was a worker to see it. */
export async function keepRead(addresses: readonly string[]): Promise<void> {
  const all = await entries();
  const paths = addresses.map((address) => pathBelow(address, worker.registration.scope)).filter((path) => path !== null);
  const read = [...new Set(paths.map(filePath))].map((path) => all.get(path)).filter((entry) => entry !== undefined);
  await forEach(read, async (entry) => void (await keep(entry)));
}

/** How much of the list is kept, in any version. */
export async function status(): Promise<Told> {
  const [all, kept] = [await entries(), await keptPaths()];
  const missing = [...all.values()].filter(([path]) => !kept.has(path));
  return { kept: all.size - missing.length, files: all.size, missing: sum(missing), end: missing.length ? "incomplete" : "done" };
}

const sum = (found: readonly Entry[]): number => found.reduce((total, [, bytes]) => total + bytes, 0);

/** Keeps everything, telling after each file how far it is; the last word has an `end`. */
export async function keepAll(tell: (told: Told) => void): Promise<void> {
  await wantEverything().catch(() => undefined);
  const all = [...(await entries()).values()];
  let [kept, missing] = [0, sum(all)];
  const told = (end: Told["end"]): void => tell({ kept, files: all.length, missing, end });
  try {
    await forEach(all, async (entry) => {
      if (!(await keep(entry))) return;
      kept += 1;
      missing -= entry[1];
      told(null);
    });
    told(kept === all.length ? "done" : "incomplete");
  } catch {
    told("full"); // The network's faults are counted by `keep`; only the storage throws.
  }
}
