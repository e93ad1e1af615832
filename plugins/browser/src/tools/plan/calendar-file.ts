/** A followed plan as a file for calendars. */

import type { Plan } from "../../domain/contract.ts";
import { toCalendar } from "../../domain/ics.ts";
import type { Schedule } from "../../domain/plan.ts";
import { type Learner, ROOT } from "../learner.ts";
import { button, download, make } from "../make.ts";

export function calendarFile(plan: Plan, schedule: Schedule, on: Learner): HTMLElement {
  const time = make("input", { type: "time", id: "sl-time" });
  const save = (): void => {
    const [hour, minute] = time.value.split(":").map(Number);
    const options = {
      stamp: on.now(),
      name: plan.title,
      uidHost: ROOT.host,
      time: hour === undefined || minute === undefined ? null : { minutes: 60 * hour + minute, zone: on.zone },
      url: new URL(plan.page, ROOT).href,
    };
    download(`${plan.id}.ics`, "text/calendar", toCalendar(schedule, options));
  };
  return make(
    "details",
    { class: "sl-part", id: "sl-calendar" },
    make("summary", {}, "For your calendar"),
    make(
      "div",
      { class: "sl-body sl-form" },
      make("p", {}, "One event a day. After a change of dates load it again: the events move."),
      make("p", {}, make("label", { for: "sl-time" }, "Begin at (empty: the whole day) "), time),
      button("Download the calendar (.ics)", save, { id: "sl-ics" }),
    ),
  );
}
