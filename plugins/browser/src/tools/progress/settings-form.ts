/** Settings of the drill, each kept as soon as it is changed. */

import type { Settings } from "../../domain/settings.ts";
import { make } from "../make.ts";
import { part, type Seen } from "./part.ts";

export function settingsPart(seen: Seen): HTMLElement {
  const { on, settings } = seen;

  const number = (label: string, hint: string, min: number, max: number, value: number, keep: (value: number) => Promise<string>): HTMLElement => {
    const id = `sl-set-${label.slice(0, 3).toLowerCase()}`;
    const field = make("input", { type: "number", id, min, max, step: 1, value, inputmode: "numeric", required: true, "aria-describedby": `${id}-hint` });
    const change = async (): Promise<void> => {
      if (field.checkValidity()) return seen.renew(await keep(field.valueAsNumber));
      field.value = String(value);
      seen.say(`Not saved: ${label.toLowerCase()} is a whole number from ${min} to ${max}.`);
    };
    field.addEventListener("change", () => void change());
    return make("div", {}, make("label", { for: id }, `${label} `), field, make("p", { class: "sl-tiny", id: `${id}-hint` }, hint));
  };

  const choice = (name: "twoButtons" | "speakFirst", label: string, hint: string): HTMLElement => {
    const box = make("input", { type: "checkbox", id: `sl-set-${name}`, checked: settings[name], "aria-describedby": `sl-set-${name}-hint` });
    const change = async (): Promise<void> => {
      await on.set(name, box.checked);
      await seen.renew(`Saved: ${label.toLowerCase()} is ${box.checked ? "on" : "off"}.`);
    };
    box.addEventListener("change", () => void change());
    return make("div", {}, make("label", {}, box, label), make("p", { class: "sl-tiny", id: `sl-set-${name}-hint` }, hint));
  };

  return part(
    "sl-settings",
    "Settings",
    make(
      "div",
      { class: "sl-form" },
      number("New cards a day", "0 to 999. Each comes back several times in its first weeks.", 0, 999, settings.newPerDay, async (value) => {
        await on.set("newPerDay", value);
        return `Saved: ${value} new cards a day.`;
      }),
      number("Recall you want, in per cent", "80 to 97. Higher means more reviews: at 97 more than four times those of 90.", 80, 97, percent(settings), async (value) => {
        await on.set("retention", value / 100);
        return `Saved: cards come again when recall falls to ${value} per cent.`;
      }),
      choice("twoButtons", "Two buttons", "Only “again” and “good” instead of four."),
      choice("speakFirst", "Speak first", "Question cards are answered aloud before the answer is shown."),
    ),
  );
}

const percent = ({ retention }: Settings): number => Math.round(100 * retention);
