/**
 * The progress page: the interview, statistics, settings, and what is the learner's own.
 *
 * Markup: `[data-sl-tool="progress"]`, with the components' titles as JSON in `data-sl-components`.
 */

import type { Component } from "../components/component.ts";
import { readSettings } from "../domain/settings.ts";
import { reviewsOf } from "../domain/stats.ts";
import { learner } from "./learner.ts";
import { make, redraw, speaker } from "./make.ts";
import { interviewPart } from "./progress/interview.ts";
import { cardsPart } from "./progress/own-cards.ts";
import type { Seen } from "./progress/part.ts";
import { settingsPart } from "./progress/settings-form.ts";
import { statisticsPart } from "./progress/statistics.ts";
import { yoursPart } from "./progress/yours.ts";
import { troubleLine } from "./trouble.ts";

export const mount: Component = (page, signal) => {
  const place = page.querySelector<HTMLElement>('[data-sl-tool="progress"]');
  if (!place) return;
  open(page, place, signal).catch(() => place.replaceChildren(make("p", {}, "The data could not be loaded; your progress is kept. Reload to try again.")));
};

async function open(page: Document, place: HTMLElement, signal: AbortSignal): Promise<void> {
  const on = await learner();
  const index = await on.index();
  if (signal.aborted) return;
  const titles = JSON.parse(place.dataset["slComponents"] ?? "{}") as Readonly<Record<string, string>>;
  const body = make("div");
  const { place: said, say } = speaker();
  place.replaceChildren(body, said);

  let drawing = 0;
  const draw = async (): Promise<void> => {
    const mine = ++drawing;
    const [others, rows, events] = await Promise.all([on.store.others(), on.rows(), on.store.events()]);
    const seen: Seen = {
      on,
      index,
      rows,
      say,
      settings: readSettings(others),
      reviews: reviewsOf(events),
      today: on.today(),
      title: (component) => titles[component] ?? component,
      renew: async (text) => {
        await draw();
        say(text);
      },
    };
    const yours = await yoursPart(seen);
    if (mine !== drawing || signal.aborted) return;
    redraw(body, troubleLine(on.store.trouble), interviewPart(seen), statisticsPart(seen), settingsPart(seen), cardsPart(seen), yours);
  };
  signal.addEventListener("abort", on.store.onElsewhere(() => void draw()));
  page.addEventListener("visibilitychange", () => page.visibilityState === "visible" && void draw(), { signal });
  await draw();
}
