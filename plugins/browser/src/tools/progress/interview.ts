/** The interview: its day, and what would be forgotten by then. */

import { addDays, daysBetween, inWords, isDay, startOfDay } from "../../domain/days.ts";
import { forecast } from "../../domain/interview.ts";
import { count } from "../../domain/wording.ts";
import { goal } from "../goal.ts";
import { schedulerFor } from "../learner.ts";
import { button, make } from "../make.ts";
import { bar, part, type Seen, table } from "./part.ts";

export function interviewPart(seen: Seen): HTMLElement {
  const { on, settings, today } = seen;
  const { interview } = settings;
  const ahead = interview !== null && interview > today;
  const day = make("input", { type: "date", id: "sl-day", value: interview, min: addDays(today, 1) });
  const choose = async (value: string | null): Promise<void> => {
    if (value !== null && (!isDay(value) || value <= today)) {
      seen.say(`The day of the ${goal()} must lie ahead.`);
      return;
    }
    if (value === interview) return;
    await on.set("interview", value);
    await seen.renew(value ? `Saved: the ${goal()} is on ${inWords(value)}.` : `Saved: no ${goal()}.`);
  };
  // While a year is being typed, each of its digits makes another date.
  day.addEventListener("blur", () => day.value && void choose(day.value));
  day.addEventListener("keydown", ({ key }) => key === "Enter" && day.value && void choose(day.value));
  return part(
    "sl-interview",
    `The ${goal()}`,
    make("p", { class: "sl-form" }, make("label", { for: "sl-day" }, `Day of the ${goal()} `), day, " ", interview !== null && button("No date", () => choose(null), { id: "sl-no-day" })),
    make(
      "p",
      {},
      interview === null
        ? "With a date, every card comes once more in the week before it, and you see what would be forgotten."
        : ahead
          ? `${count(daysBetween(today, interview), "day")} left until ${inWords(interview)}. Without more drilling, the cards would then stand like this.`
          : interview === today
            ? `The ${goal()} is today. Good luck!`
            : `The ${goal()} was on ${inWords(interview)}.`,
    ),
    ahead && forecastTable(seen, interview),
  );
}

function forecastTable({ on, index, settings, rows, title }: Seen, interview: string): HTMLElement {
  const { recall } = schedulerFor(settings, on.zone);
  const found = forecast(index.cards, rows, recall, startOfDay(interview, on.zone), settings.retention);
  const target = `Below ${Math.round(100 * settings.retention)} %`;
  return table(
    `Forecast for the ${goal()}`,
    ["Component", target, "Never seen", "Cards"],
    found.map(({ component, cards, unseen, below }) => [title(component), bar(below, cards), bar(unseen, cards), String(cards)]),
  );
}
