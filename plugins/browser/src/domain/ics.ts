/**
 * A plan's sessions as a calendar (RFC 5545), one event a session. Pure: the time stamp is given.
 * An event's UID is made of plan and session number, so that planning anew moves events a calendar knows already.
 */

import { addDays, type Day, timeOn } from "./days.ts";
import type { Piece } from "./layout.ts";
import type { Schedule, Session } from "./plan.ts";
import { hours } from "./wording.ts";

export interface CalendarOptions {
  /** When the file is made. */
  readonly stamp: number;
  /** The calendar's name, and the beginning of each event's title. */
  readonly name: string;
  /** Makes UIDs unique in the world: the site's host. */
  readonly uidHost: string;
  /** Events begin so many minutes after midnight by the clock of the zone; null: they are of the whole day. */
  readonly time: { readonly minutes: number; readonly zone: string } | null;
  /** The plan's page; null where its address is unknown. */
  readonly url: string | null;
}

/** The text of an .ics file. A schedule without sessions has nothing to put into one: a reader may refuse it. */
export function toCalendar(schedule: Schedule, options: CalendarOptions): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Studyloop//Plan//EN",
    "CALSCALE:GREGORIAN",
    // The standard's name, and the older one that most calendars read.
    `NAME:${escape(options.name)}`,
    `X-WR-CALNAME:${escape(options.name)}`,
    ...schedule.sessions.flatMap((session) => event(schedule, session, options)),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${foldLine(line)}\r\n`).join("");
}

function event(schedule: Schedule, session: Session, { stamp, name, uidHost, time, url }: CalendarOptions): string[] {
  const start = time && timeOn(session.day, time.minutes, time.zone);
  return [
    "BEGIN:VEVENT",
    `UID:${escape(`${schedule.plan}-${session.number}@${uidHost}`)}`,
    `DTSTAMP:${utc(stamp)}`,
    ...(start === null
      ? [`DTSTART;VALUE=DATE:${date(session.day)}`, `DTEND;VALUE=DATE:${date(addDays(session.day, 1))}`, "TRANSP:TRANSPARENT"]
      : [`DTSTART:${utc(start)}`, `DTEND:${utc(start + session.minutes * 60_000)}`]),
    `SUMMARY:${escape(`${name}: ${hours(session.minutes)}`)}`,
    `DESCRIPTION:${escape(session.tasks.map(describe).join("\n"))}`,
    ...(url === null ? [] : [`URL:${url}`]),
    "END:VEVENT",
  ];
}

function describe({ task, minutes, part, parts }: Piece): string {
  return `- ${task.text} (${hours(minutes)}${parts > 1 ? `, part ${part} of ${parts}` : ""})`;
}

const date = (day: Day): string => day.replaceAll("-", "");

const utc = (at: number): string => new Date(at).toISOString().replace(/[-:]|\.\d+/g, "");

/** A value of type TEXT: control characters have no form in it. */
function escape(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/[\\;,]/g, "\\$&")
    .replaceAll("\n", "\\n")
    .replace(/(?!\t)\p{Cc}/gu, "");
}

/** Cut into lines of at most 75 octets of UTF-8, between characters; the blank that begins a further line is one of them. */
function foldLine(line: string): string {
  let folded = "";
  let octets = 0;
  for (const character of line) {
    const code = character.codePointAt(0) ?? 0;
    const size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (octets + size > 75) {
      folded += "\r\n ";
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}
