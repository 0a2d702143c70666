/**
 * Searching as one types over 100,000 people: from the keystroke until the first fifty rows are in the page, and the
 * longest time for which the page's own thread was held up meanwhile.
 * Runs inside a page: `node test/bench/in-page.mjs search`.
 */

import type { OfficeData } from "../../renderer/data/office-data.ts";
import { openOfficeData } from "../../renderer/data/open-office-data.ts";
import { fillSealed, noLedger, openedFrom } from "./opening.ts";

let data: OfficeData | null = null;

/** Write the working copy of a made-up office of so many people, two posts each. Answers what opening it needs. */
export async function fillPeople(
  seed: number,
  people: number,
): Promise<{ readonly opened: object; readonly millis: number }> {
  return fillSealed({ seed, people, career: 2 });
}

/** Open it in a fresh page, which holds nothing but the list. Milliseconds until the first fifty rows are in the page. */
export async function openPeople(written: { readonly opened: object }): Promise<number> {
  const begun = performance.now();
  data = await openOfficeData(openedFrom(written), noLedger, () => {});
  const { key } = await data.searchPeople({ text: "", order: "name" });
  await data.peopleRows(key, 0, 50);
  return performance.now() - begun;
}

const typed = [
  "nguyen van an",
  "đặng thị",
  "Đặng Thị Ngọc",
  "hoa",
  "Hòa",
  "luu son 1975",
  "bi thu luu son",
  "tran",
  "Trần Thị Thu Hương",
  "ubnd",
  "pho chu tich",
  "1968",
  "an",
  "y",
  "Đức",
  "le quoc",
  "nghe an",
  "chuyên viên",
  "zzz",
  "do luong nam",
  "Phó Bí thư",
];

/** Type each query letter by letter. */
export async function typeQueries(): Promise<{
  readonly keystrokes: number;
  readonly millis: readonly number[];
  readonly messages: readonly number[]; // a question that costs nothing: what the machine adds by itself
  readonly slowest: string;
  readonly longestBlock: number;
  readonly found: number;
}> {
  if (data === null) throw new Error("nobody to search");
  const block = watchThread();
  const millis: number[] = [];
  const messages: number[] = [];
  let found = 0;
  let [worst, slowest] = [0, ""];
  for (const query of typed) {
    for (let length = 1; length <= query.length; length += 1) {
      const text = query.slice(0, length);
      await new Promise((next) => setTimeout(next, 20));
      const begun = performance.now();
      const { total, key } = await data.searchPeople({ text, order: "name" });
      await data.peopleRows(key, 0, 50);
      const took = performance.now() - begun;
      millis.push(took);
      const asked = performance.now();
      await data.names([]);
      messages.push(performance.now() - asked);
      found += total;
      if (took > worst) [worst, slowest] = [took, text];
    }
  }
  return { keystrokes: millis.length, millis, messages, slowest, longestBlock: block(), found };
}

/** The longest gap between two turns of the page's own thread, in milliseconds. */
export function watchThread(): () => number {
  let longest = 0;
  let last = performance.now();
  const { port1, port2 } = new MessageChannel();
  let on = true;
  port1.onmessage = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (on) setTimeout(() => port2.postMessage(0), 0);
  };
  port2.postMessage(0);
  return () => {
    on = false;
    port1.close();
    return longest;
  };
}
