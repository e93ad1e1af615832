/** The form that puts a plan on dates. It says what would come of it before anything is kept. */

import type { Plan } from "../../domain/contract.ts";
import { addDays, type Day, inWords } from "../../domain/days.ts";
import { follow, type Wanted } from "../../domain/following.ts";
import type { Followed } from "../../domain/followed.ts";
import { hoursFor, type Schedule } from "../../domain/plan.ts";
import type { Settings } from "../../domain/settings.ts";
import { count, hours } from "../../domain/wording.ts";
import { goal } from "../goal.ts";
import { make } from "../make.ts";

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** What would come of a schedule, in sentences. */
export function outlook({ starts, ends, sessions, dropped, warnings }: Schedule): string {
  const total = sessions.reduce((sum, { minutes }) => sum + minutes, 0);
  return [
    ends && `From ${inWords(starts)} to ${inWords(ends)}: ${count(sessions.length, "day")} with about ${hours(15 * Math.max(1, Math.round(total / sessions.length / 15)))} each.`,
    dropped.length > 0 && `${count(dropped.length, "task")} (${hours(dropped.reduce((sum, { minutes }) => sum + minutes, 0))}) will not fit and ${dropped.length === 1 ? "is" : "are"} left out.`,
    ...warnings,
  ].filter(Boolean).join(" ");
}

export function startForm(
  plan: Plan,
  { settings, followed, today, now }: { readonly settings: Settings; readonly followed: Followed; readonly today: Day; readonly now: () => number },
  submit: (found: ReturnType<typeof follow>) => void,
): HTMLFormElement {
  const followsThis = settings.plan === plan.id;
  const ahead = settings.interview !== null && settings.interview > today ? settings.interview : null;
  const start = make("input", { type: "date", id: "sl-start", value: (followsThis && settings.planStart) || today, required: true });
  const interview = make("input", { type: "date", id: "sl-interview", value: ahead, min: addDays(today, 1) });
  const back = make("input", { type: "radio", name: "sl-from", id: "sl-from-interview", checked: !followsThis && ahead !== null });
  const forth = make("input", { type: "radio", name: "sl-from", id: "sl-from-start", checked: !back.checked });
  const pace = make("input", { type: "number", id: "sl-hours", min: 1, max: 80, step: 1, inputmode: "numeric", value: followsThis && settings.planHours ? settings.planHours : null });
  const free = [1, 2, 3, 4, 5, 6, 0].map((weekday) => ({
    weekday,
    box: make("input", { type: "checkbox", id: `sl-off-${weekday}`, checked: followsThis && settings.daysOff.includes(String(weekday)) }),
  }));
  const preview = make("output", { class: "sl-outlook" });

  const found = (): ReturnType<typeof follow> => {
    const wanted: Wanted = {
      start: back.checked ? null : start.value || today,
      interview: back.checked ? interview.value || null : settings.interview,
      hours: pace.valueAsNumber || 0,
      daysOff: free.filter(({ box }) => box.checked).map(({ weekday }) => weekday).sort().join(""),
    };
    return follow(plan, settings, followed, wanted, today, now());
  };
  const [least, most] = plan.hours;
  const stretch = plan.stretch.map((weeks) => `${weeks} weeks need ${Math.ceil(hoursFor(plan, weeks))} hours a week`).join(", ");
  const form = make(
    "form",
    { class: "sl-form", autocomplete: "off", novalidate: false },
    make(
      "fieldset",
      {},
      make("legend", {}, "When"),
      make("div", {}, make("label", {}, forth, "Begin on"), " ", start),
      make("div", {}, make("label", {}, back, `Work back from the ${goal()} on`), " ", interview),
    ),
    make(
      "div",
      {},
      make("label", { for: "sl-hours" }, "Hours a week "),
      pace,
      make("p", { class: "sl-tiny", id: "sl-hours-hint" }, `Empty: the plan's own pace, ${least} to ${most} hours ${plan.unit === "week" ? "a week" : "for two days"}. ${stretch && `${stretch}.`}`),
    ),
    make("fieldset", { class: "sl-week" }, make("legend", {}, "Days off"), ...free.map(({ weekday, box }) => make("label", {}, box, DAYS[weekday]))),
    preview,
    make("button", { type: "submit", class: "md-button md-button--primary" }, followsThis ? "Change the dates" : "Follow this plan"),
  );
  pace.setAttribute("aria-describedby", "sl-hours-hint");
  start.setAttribute("aria-label", "First day");
  interview.setAttribute("aria-label", `Day of the ${goal()}`);

  const update = (): void => {
    interview.required = back.checked;
    start.required = forth.checked;
    const text = form.checkValidity() ? outlook(found().schedule) : "";
    if (preview.value !== text) preview.value = text;
  };
  form.addEventListener("input", ({ target }) => {
    if (target === start) forth.checked = true;
    if (target === interview) back.checked = true;
    update();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(found());
  });
  update();
  return form;
}
