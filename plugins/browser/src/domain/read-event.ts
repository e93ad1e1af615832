/** Events as they come from outside: from a backup, or from this device's own notes. Pure. */

import type { LogEvent } from "./events.ts";

export const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

/** An event with its own fields and no others, always in the same order; null when it is none. */
export function readEvent(raw: unknown): LogEvent | null {
  if (!isRecord(raw)) return null;
  const { type, id, at, card, rating, took, of, on, task, name, value } = raw;
  // A later time is no date any more: days could not be counted from it.
  if (!isName(id) || !isNumber(at) || Math.abs(at) > 8.64e15) return null;
  const base = { id, at };
  switch (type) {
    case "review":
      if (!isName(card) || !(rating === 1 || rating === 2 || rating === 3 || rating === 4) || !isNumber(took)) return null;
      return { type, ...base, card, rating, took };
    case "undo":
      return isName(card) && isName(of) ? { type, ...base, card, of } : null;
    case "suspend":
    case "mark":
    case "add":
      return isName(card) && typeof on === "boolean" ? { type, ...base, card, on } : null;
    case "tick":
      return isName(task) && typeof on === "boolean" ? { type, ...base, task, on } : null;
    case "setting":
      if (!isName(name) || !(value === null || typeof value === "string" || typeof value === "boolean" || isNumber(value))) return null;
      return { type, ...base, name, value };
    default:
      return null;
  }
}

const isName = (value: unknown): value is string => typeof value === "string" && value !== "";

const isNumber = (value: unknown): value is number => Number.isFinite(value);
