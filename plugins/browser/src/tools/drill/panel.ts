/** The folded panel: what to drill, and how. Its form is in the page. DOM only. */

import type { Index } from "../../domain/contract.ts";
import { DRILL_FIELDS } from "../../domain/drill-filter.ts";
import type { DrillFilter } from "../../domain/queue.ts";
import type { SettingName, Settings } from "../../domain/settings.ts";
import { make } from "../make.ts";

export type DrillSetting = Extract<SettingName, "twoButtons" | "speakFirst" | "newPerDay">;
const MOST_NEW = 999;

export interface Panel {
  show(filter: DrillFilter, settings: Settings): void;
  /** The title of a component or level as the form names it. */
  title(field: "component" | "level", id: string): string;
}

export function mountPanel(
  form: HTMLFormElement,
  index: Index,
  filtered: (filter: DrillFilter) => void,
  chosen: <K extends DrillSetting>(name: K, value: Settings[K]) => void,
  signal: AbortSignal,
): Panel {
  const select = (name: string): HTMLSelectElement => form.querySelector<HTMLSelectElement>(`select[name="${name}"]`)!;
  const input = (name: DrillSetting): HTMLInputElement => form.querySelector<HTMLInputElement>(`input[name="${name}"]`)!;
  form.addEventListener("submit", (event) => event.preventDefault(), { signal });
  form.addEventListener(
    "change",
    ({ target }) => {
      if (target instanceof HTMLSelectElement) return filtered(Object.fromEntries(DRILL_FIELDS.map((name) => [name, select(name).value])) as unknown as DrillFilter);
      if (!(target instanceof HTMLInputElement)) return;
      if (target.name === "newPerDay") {
        target.valueAsNumber = Math.min(MOST_NEW, Math.max(0, Math.round(target.valueAsNumber || 0)));
        chosen("newPerDay", target.valueAsNumber);
      } else chosen(target.name as "twoButtons" | "speakFirst", target.checked);
    },
    { signal },
  );
  return {
    show(filter, settings) {
      const pages = select("page");
      if (filter.page && ![...pages.options].some(({ value }) => value === filter.page)) {
        const topic = index.cards.find(({ page }) => page.startsWith(`${filter.page}#`))?.topic;
        pages.append(make("option", { value: filter.page }, index.topics.find(({ id }) => id === topic)?.title ?? filter.page));
      }
      pages.closest("label")!.hidden = pages.options.length < 2;
      for (const name of DRILL_FIELDS) select(name).value = filter[name];
      input("twoButtons").checked = settings.twoButtons;
      input("speakFirst").checked = settings.speakFirst;
      input("newPerDay").valueAsNumber = settings.newPerDay;
    },
    title: (field, id) => [...select(field).options].find(({ value }) => value === id)?.text ?? id,
  };
}
