/**
 * A plan on dates: follow it, tick its tasks, move what was missed, take it to a calendar.
 *
 * Markup: `[data-sl-tool="plan"]` with the plan's id in `data-sl-plan`; `[data-sl-task]` list items of the page get boxes.
 */

import type { Component } from "../components/component.ts";
import type { Plan } from "../domain/contract.ts";
import { inWords } from "../domain/days.ts";
import { readFollowed } from "../domain/followed.ts";
import { choiceOf } from "../domain/following.ts";
import { catchUp, schedulePlan } from "../domain/plan.ts";
import { readSettings, type SettingName } from "../domain/settings.ts";
import { type Learner, learner } from "./learner.ts";
import { button, make, redraw, speaker } from "./make.ts";
import { calendarFile } from "./plan/calendar-file.ts";
import { changeText, missedDays } from "./plan/missed-days.ts";
import { outlook, startForm } from "./plan/start-form.ts";
import { logTicks, showTicks, tickLists } from "./plan/ticks.ts";
import { lateTasks, progressBars, todayTasks } from "./plan/today-part.ts";
import { weekList } from "./plan/weeks.ts";
import { troubleLine } from "./trouble.ts";

export const mount: Component = (page, signal) => {
  const place = page.querySelector<HTMLElement>('[data-sl-tool="plan"]');
  if (!place) return;
  open(page, place, signal).catch(() => place.replaceChildren(make("p", {}, "Your dates for this plan cannot be shown: it could not be loaded. The plan itself stands below.")));
};

async function open(page: Document, place: HTMLElement, signal: AbortSignal): Promise<void> {
  const on = await learner();
  const plans = await on.plans();
  const plan = plans.find(({ id }) => id === place.dataset["slPlan"]);
  if (!plan || signal.aborted) return;
  const { place: said, say } = speaker();
  const trouble = make("div");
  const body = make("div");
  place.replaceChildren(trouble, body, said);
  tickLists(page);

  let drawing = 0;
  const draw = async (): Promise<void> => {
    const mine = ++drawing;
    const others = await on.store.others();
    // Another tab's news may come in while this one is being drawn.
    if (mine !== drawing || signal.aborted) return;
    const seen = { settings: readSettings(others), followed: readFollowed(others), today: on.today(), now: on.now };
    redraw(trouble, troubleLine(on.store.trouble));
    redraw(body, ...(seen.settings.plan === plan.id ? following(plan, seen, on, write) : starting(plan, plans, seen, write)));
    showTicks(page, seen.followed.ticks);
  };
  const write: Write = async (changes, text) => {
    const at = on.now();
    await on.append(...changes.map(([name, value]) => ({ type: "setting", id: on.newId(), at, name, value }) as const));
    await draw();
    say(text);
  };

  // A tick leaves every list as it is: what was just ticked does not vanish under the finger.
  const count = async (): Promise<void> => {
    const others = await on.store.others();
    const followed = readFollowed(others);
    const schedule = schedulePlan(plan, choiceOf(readSettings(others), followed, on.today()));
    body.querySelector(".sl-bars")?.replaceWith(progressBars(plan, schedule, followed.ticks, on.today()));
    redraw(trouble, troubleLine(on.store.trouble));
  };

  logTicks(page, on, signal, () => void count());
  signal.addEventListener("abort", on.store.onElsewhere(() => void draw()));
  page.addEventListener("visibilitychange", () => page.visibilityState === "visible" && void draw(), { signal });
  await draw();
}

type Seen = Parameters<typeof startForm>[1];
type Write = (changes: readonly (readonly [SettingName, string | number | null])[], text: string) => Promise<void>;

function starting(plan: Plan, plans: readonly Plan[], seen: Seen, write: Write): HTMLElement[] {
  const other = plans.find(({ id }) => id === seen.settings.plan);
  const form = startForm(plan, seen, ({ changes, schedule }) => void write(changes, `You follow this plan. ${outlook(schedule)}`));
  return [
    make(
      "details",
      { class: "sl-part", id: "sl-follow" },
      make("summary", {}, "Follow this plan with dates, a list for each day, and ticks"),
      make("div", { class: "sl-body" }, other ? make("p", {}, `You follow another plan (${other.title}). This one would take its place; ticks are kept.`) : null, form),
    ),
  ];
}

function following(plan: Plan, seen: Seen, on: Learner, write: Write): (HTMLElement | null)[] {
  const { settings, followed, today } = seen;
  const { ticks } = followed;
  const choice = choiceOf(settings, followed, today);
  const schedule = schedulePlan(plan, choice);
  const missed = make("div");
  const showMissed = (): void => {
    const found = catchUp(plan, choice, on.now());
    const leave = (): void => {
      missed.replaceChildren();
      document.getElementById("sl-missed-days")?.focus();
    };
    const panel = missedDays(found, () => void write([["planResumed", today]], changeText(found, true)), leave);
    missed.replaceChildren(panel);
    panel.focus();
  };
  const again = followed.resumed.length > 0 && button("Take the last move back", () => void write([["planResumed", null]], "The dates are as they were before."), { id: "sl-unmove" });
  const stop = button("Stop following", () => void write([["plan", null]], "You no longer follow this plan. Your ticks are kept."), { id: "sl-stop" });
  return [
    make("h2", { id: "sl-today" }, `Today, ${inWords(today)}`),
    ...schedule.warnings.map((text) => make("p", { class: "sl-trouble" }, text)),
    ...todayTasks(plan, schedule, ticks, today),
    lateTasks(schedule, ticks, today),
    progressBars(plan, schedule, ticks, today),
    make("p", {}, button("I missed days: move what matters", showMissed, { id: "sl-missed-days" }), again || ""),
    missed,
    make("h3", {}, "Your schedule"),
    weekList(plan, schedule, ticks, today),
    calendarFile(plan, schedule, on),
    make(
      "details",
      { class: "sl-part", id: "sl-dates" },
      make("summary", {}, "Dates, hours and days off"),
      make("div", { class: "sl-body" }, startForm(plan, seen, ({ changes, schedule: next }) => void write(changes, `Changed. ${outlook(next)}`)), stop),
    ),
  ];
}
