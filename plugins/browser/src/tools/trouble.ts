/** Why progress is not kept, in a sentence for the learner. */

import type { Trouble } from "../storage/store.ts";
import { make } from "./make.ts";

const WHY: Readonly<Record<Trouble, string>> = {
  blocked: "this browser does not let the site keep anything",
  full: "there is no more room on this device",
  newer: "another tab has a newer version of this site; reload this page once you are done",
};

/** A calm line for a tool's top; null while everything is kept. */
export const troubleLine = (trouble: Trouble | null): HTMLElement | null =>
  trouble && make("p", { class: "sl-trouble" }, `Your progress is kept only until you close this page, because ${WHY[trouble]}.`);
