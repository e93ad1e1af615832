/** What is yours: back up, restore, keep, erase. */

import { makeBackup } from "../../domain/backup.ts";
import { sizeText } from "../../domain/offline.ts";
import { count } from "../../domain/wording.ts";
import { estimate, requestPersistence } from "../../storage/persistence.ts";
import { button, download, make } from "../make.ts";
import { part, type Seen } from "./part.ts";
import { restoring } from "./restore.ts";

/** The note on this device of how many reviews the last backup held; another reminds after a while. */
export const BACKED_UP = "backed-up-reviews";
const BACKED_UP_ON = "backed-up-on";

const ANSWERS = {
  persisted: "Granted: your progress stays until you erase it.",
  asked: "The browser is asking you.",
  refused: "Refused: the browser may clear your progress when space is short. Back up now and then.",
  unknown: "This browser does not say. Back up now and then.",
};

export async function yoursPart(seen: Seen): Promise<HTMLElement> {
  const { on } = seen;
  const [reviews, counted, day, room] = await Promise.all([on.store.countReviews(), on.store.note(BACKED_UP), on.store.note(BACKED_UP_ON), estimate(navigator.storage)]);
  const since = Math.max(0, reviews - Number(counted ?? 0));

  const backUp = async (): Promise<void> => {
    const events = await on.store.events();
    download(`studyloop-backup-${seen.today}.json`, "application/json", makeBackup(events, on.now()));
    await on.store.setNote(BACKED_UP, String(events.filter(({ type }) => type === "review").length));
    await on.store.setNote(BACKED_UP_ON, seen.today);
    await seen.renew(`Backed up: ${count(events.length, "entry", "entries")}. Keep the file where you will find it.`);
  };
  const keep = async (): Promise<void> => seen.say(ANSWERS[await requestPersistence(navigator.storage)]);

  return part(
    "sl-yours",
    "Yours",
    make("p", { id: "sl-last-backup" }, day ? `Last backup on ${day}; ${count(since, "review")} since.` : `No backup yet; ${count(reviews, "review")} so far.`),
    make("p", {}, button("Back up", backUp, { id: "sl-back-up", class: "md-button md-button--primary" })),
    restoring(seen),
    make("p", {}, button("Ask the browser to keep this", keep, { id: "sl-keep" }), room && make("span", { class: "sl-tiny" }, ` This site's host uses ${sizeText(room.used)} on this device.`)),
    erasing(seen, backUp),
  );
}

function erasing({ on, renew, say }: Seen, backUp: () => Promise<void>): HTMLElement {
  const word = make("input", { type: "text", id: "sl-word", autocomplete: "off", autocapitalize: "off", spellcheck: "false" });
  const erase = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (word.value.trim().toLowerCase() !== "erase") {
      say("Nothing is erased: type the word erase first.");
      word.focus();
      return;
    }
    word.value = "";
    await on.store.erase();
    await renew(on.store.trouble ? "The device could not be reached: try again later." : "Everything is erased.");
  };
  return make(
    "details",
    { class: "sl-part", id: "sl-erase" },
    make("summary", {}, "Erase everything"),
    make(
      "form",
      { class: "sl-body sl-form", submit: erase },
      make("p", {}, "Every review, tick and setting on this device will be gone. Pages kept offline stay."),
      make("p", {}, button("Back up first", backUp)),
      make("p", {}, make("label", { for: "sl-word" }, "Type the word erase "), word),
      make("button", { type: "submit", class: "sl-button" }, "Erase everything"),
    ),
  );
}
