/** The box itself: today's tasks of the followed plan, the cards that wait, the days to the interview. */

import { daysBetween, inWords } from "../../domain/days.ts";
import { readFollowed } from "../../domain/followed.ts";
import { choiceOf } from "../../domain/following.ts";
import { schedulePlan } from "../../domain/plan.ts";
import { buildQueue, EVERYTHING } from "../../domain/queue.ts";
import { readSettings } from "../../domain/settings.ts";
import { count } from "../../domain/wording.ts";
import { goal } from "../goal.ts";
import { type Learner, learner, ROOT, schedulerFor } from "../learner.ts";
import { make, redraw } from "../make.ts";
import { logTicks } from "../plan/ticks.ts";
import { todayTasks } from "../plan/today-part.ts";

export async function fill(page: Document, place: HTMLElement, signal: AbortSignal): Promise<void> {
  const on = await learner();
  let drawing = 0;
  const draw = async (): Promise<void> => {
    const mine = ++drawing;
    const parts = await partsOf(on);
    if (mine !== drawing || signal.aborted) return;
    place.className = parts.length ? "sl-box" : "";
    redraw(place, parts.length > 0 && make("h2", { id: "sl-today" }, `Today, ${inWords(on.today())}`), ...parts);
  };
  logTicks(page, on, signal, () => undefined);
  signal.addEventListener("abort", on.store.onElsewhere(() => void draw()));
  page.addEventListener("visibilitychange", () => page.visibilityState === "visible" && void draw(), { signal });
  await draw();
}

const link = (page: string, text: string): HTMLElement => make("p", {}, make("a", { href: new URL(page, ROOT).href }, text));

async function partsOf(on: Learner): Promise<(HTMLElement | null)[]> {
  const others = await on.store.others();
  const settings = readSettings(others);
  const today = on.today();
  const parts: (HTMLElement | null)[] = [];

  const plan = settings.plan && (await on.plans()).find(({ id }) => id === settings.plan);
  if (plan) {
    const followed = readFollowed(others);
    parts.push(...todayTasks(plan, schedulePlan(plan, choiceOf(settings, followed, today)), followed.ticks, today), link(plan.page, plan.title));
  }
  const rows = await on.rows();
  if (rows.size) {
    const { cards } = await on.index();
    const scheduler = schedulerFor(settings, on.zone);
    const { learning, due } = buildQueue({ cards, rows, filter: EVERYTHING, scheduler, newPerDay: settings.newPerDay, now: on.now(), dayStart: on.dayStart() });
    const waiting = learning.length + due.length;
    parts.push(link("drill/", waiting ? `Drill: ${count(waiting, "card is", "cards are")} due` : "Drill: no card is due"));
  }
  if (settings.interview !== null && settings.interview >= today) {
    const left = daysBetween(today, settings.interview);
    parts.push(make("p", {}, left ? `${count(left, "day")} to the ${goal()} on ${inWords(settings.interview)}.` : `The ${goal()} is today. Good luck!`));
  }
  return parts;
}
