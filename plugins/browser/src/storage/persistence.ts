/** What the browser promises about this site's storage. Nothing here fails: where a browser does not say, neither do we. */

/**
 * persisted: the browser will not clear the log by itself; asked: it is asking the learner, who has not answered yet;
 * refused: it may clear the log when space is short or the site was not visited for long; unknown: it does not say.
 */
export type Persistence = "persisted" | "asked" | "refused" | "unknown";

/** Bytes in use by, and open to, all sites of this origin. */
export interface Room {
  readonly used: number;
  readonly quota: number;
}

/** Asks that the storage be kept; waits at most `patience` milliseconds for the learner. Some browsers ask them, so: after something was learned. */
export async function requestPersistence(storage: StorageManager | undefined, patience = 1000): Promise<Persistence> {
  try {
    if (!storage) return "unknown";
    if (await storage.persisted()) return "persisted";
    const answer = storage.persist().then((kept) => (kept ? "persisted" : "refused"), () => "unknown" as const);
    return await Promise.race([answer, new Promise<"asked">((resolve) => setTimeout(resolve, patience, "asked"))]);
  } catch {
    return "unknown";
  }
}

/** How full the storage is, or null where the browser does not say. */
export async function estimate(storage: StorageManager | undefined): Promise<Room | null> {
  try {
    const { usage, quota } = (await storage?.estimate()) ?? {};
    return usage === undefined || quota === undefined ? null : { used: usage, quota };
  } catch {
    return null;
  }
}
