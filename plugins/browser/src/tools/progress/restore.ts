/** Restoring from a backup: what the file holds is shown first, and a file that is refused changes nothing. */

import { readBackup } from "../../domain/backup.ts";
import { dayOf, inWords } from "../../domain/days.ts";
import { count } from "../../domain/wording.ts";
import { button, make } from "../make.ts";
import type { Seen } from "./part.ts";

const entries = (number: number): string => count(number, "entry", "entries");

export function restoring({ on, renew, say }: Seen): HTMLElement {
  const shown = make("div");
  const file = make("input", { type: "file", id: "sl-file", accept: ".json,application/json" });
  const clear = (): void => {
    shown.replaceChildren();
    file.value = "";
    file.focus();
  };
  const read = async (): Promise<void> => {
    const [chosen] = file.files ?? [];
    shown.replaceChildren();
    if (!chosen) return;
    const backup = readBackup(await chosen.text());
    if (!backup.ok) {
      file.value = "";
      say(`${chosen.name} was not taken, and nothing is changed. ${backup.reason}`);
      return;
    }
    const known = new Set((await on.store.events()).map(({ id }) => id));
    const fresh = backup.events.filter(({ id }) => !known.has(id));
    const add = async (): Promise<void> => {
      await on.store.append(fresh);
      await renew(`Added: ${entries(fresh.length)}, ${count(fresh.filter(({ type }) => type === "review").length, "review")} among them. Nothing was overwritten.`);
    };
    const from = inWords(dayOf(backup.from, on.zone, 0));
    const holds = `This backup of ${from} holds ${entries(backup.count)}, ${count(backup.reviews, "review")} among them; ${entries(fresh.length)} of it ${fresh.length === 1 ? "is" : "are"} not here yet.`;
    shown.replaceChildren(
      make(
        "div",
        { class: "sl-box", id: "sl-found", tabindex: -1 },
        make("p", {}, holds),
        fresh.length > 0 && button("Add it to what is here", add, { class: "md-button md-button--primary", id: "sl-add" }),
        button(fresh.length ? "Leave it" : "Good", clear, { id: "sl-leave" }),
      ),
    );
    document.getElementById("sl-found")?.focus();
  };
  file.addEventListener("change", () => void read());
  return make("div", { class: "sl-form" }, make("label", { for: "sl-file" }, "Restore, or add from another device "), file, shown);
}
