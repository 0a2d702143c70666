import { idMaker } from "../../shared/domain/new-id.ts";
import type { IsoDate } from "../../shared/domain/primitives.ts";

/** Ids for the records of one action. The page's one place that reads the clock and draws random bytes. */
export const newIds = (): ReturnType<typeof idMaker> => idMaker(Date.now(), crypto.getRandomValues(new Uint8Array(16)));

/** The office PC's calendar day. It fills in a field that a person sees and may change; nothing is ordered by it. */
export function today(): IsoDate {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/** The office PC's clock to the minute, e.g. "2026-03-02T10:42": a note for people. */
export function thisMinute(): string {
  const now = new Date();
  return `${today()}T${[now.getHours(), now.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":")}`;
}
