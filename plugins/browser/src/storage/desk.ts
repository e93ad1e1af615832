/** Keeps the desk as it was left (`domain/kept-desk.ts`). Where the browser keeps nothing, the next visit begins without it. */

import { deskName, type KeptDesk } from "../domain/kept-desk.ts";
import type { Notebook } from "./journal.ts";

export class Desk {
  readonly #key: string;
  readonly #open: () => Notebook;

  /** `name` is that of the site's database. */
  constructor(name: string, open: () => Notebook) {
    this.#key = deskName(name);
    this.#open = open;
  }

  keep(desk: KeptDesk): void {
    this.#try((notebook) => notebook.setItem(this.#key, JSON.stringify(desk)));
  }

  forget(): void {
    this.#try((notebook) => notebook.removeItem(this.#key));
  }

  #try(work: (notebook: Notebook) => void): void {
    try {
      work(this.#open());
    } catch {
      // Blocked or full.
    }
  }
}
