/**
 * What was done and may not be in the database yet, written down at once: a database answers later, and a page that is torn
 * down meanwhile would lose it. One entry an event, hence tabs need not agree about a list. What must not live here: the log.
 */

import type { LogEvent } from "../domain/events.ts";
import { readEvent } from "../domain/read-event.ts";

/** What a learner does at once is one or two events. A restored backup is neither lost nor small: its file is still there. */
const MOST = 20;

/** The part of a browser's `localStorage` that is needed. */
export type Notebook = Pick<Storage, "length" | "key" | "getItem" | "setItem" | "removeItem">;

export class Journal {
  readonly #site: string;
  readonly #name: string;
  readonly #open: () => Notebook | undefined;

  /** `site` begins every key; to reach for the notebook may itself be refused. A notebook that refuses is no trouble: the database still keeps all. */
  constructor(site: string, open: () => Notebook | undefined) {
    this.#site = `${site} `;
    this.#name = `${site} event `;
    this.#open = open;
  }

  write(events: readonly LogEvent[]): void {
    if (events.length > MOST) return;
    this.#try((notebook) => {
      for (const event of events) notebook.setItem(this.#name + event.id, JSON.stringify(event));
    });
  }

  /** To be called when the database holds them. */
  strike(events: readonly LogEvent[]): void {
    this.#try((notebook) => {
      for (const { id } of events) notebook.removeItem(this.#name + id);
    });
  }

  /** What earlier pages left, in no order, and what other tabs are about to keep: to append an event twice does no harm. */
  read(): readonly LogEvent[] {
    const found: LogEvent[] = [];
    this.#try((notebook) => {
      for (const key of keysOf(notebook, this.#name)) {
        const event = parsed(notebook.getItem(key));
        if (event) found.push(event);
        else notebook.removeItem(key);
      }
    });
    return found;
  }

  /** Removes everything of this site, whoever wrote it there. */
  clear(): void {
    this.#try((notebook) => {
      for (const key of keysOf(notebook, this.#site)) notebook.removeItem(key);
    });
  }

  #try(work: (notebook: Notebook) => void): void {
    try {
      const notebook = this.#open();
      if (notebook) work(notebook);
    } catch {
      // Blocked or full.
    }
  }
}

const keysOf = (notebook: Notebook, start: string): string[] =>
  Array.from({ length: notebook.length }, (_, at) => notebook.key(at) ?? "").filter((key) => key.startsWith(start));

function parsed(text: string | null): LogEvent | null {
  try {
    return readEvent(JSON.parse(text ?? ""));
  } catch {
    return null;
  }
}
