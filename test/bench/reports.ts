import { duties } from "../../shared/domain/role-table.ts";
/**
 * Reports, registers and boards of a province of 100,000 people with 1,000,000 career steps: how long each question takes,
 * and for how long it holds up the page's own thread, and another question, meanwhile.
 * Runs inside a page: `node test/bench/in-page.mjs reports`.
 */

import type { LedgerStretches, OfficeData } from "../../renderer/data/office-data.ts";
import { openOfficeData } from "../../renderer/data/open-office-data.ts";
import { describeChange } from "../../shared/change/describe-change.ts";
import { encodeLine } from "../../shared/change/line.ts";
import { noMoveFilters } from "../../shared/domain/statistics/move-filters.ts";
import type { ReportName } from "../../shared/domain/statistics/report-query.ts";
import type { Entry } from "../../shared/exchange/entry.ts";
import type { Opened } from "../../shared/ipc/office.ts";
import type { ProvinceSize } from "../fixtures/made-people.ts";
import { largeProvince, type MadeProvince, madeProvince } from "../fixtures/made-province.ts";
import { seeded } from "../fixtures/seeded.ts";
import { noLedger, openedFrom } from "./opening.ts";
import { watchThread } from "./search.ts";

/** One question: what is asked, and a number that says the answer is not empty. */
type Ask = (data: OfficeData, day: string) => Promise<number>;

const reportOf =
  (report: ReportName): Ask =>
  async (data, day) => {
    const query = {
      report,
      from: "2010-01-01",
      to: "2026-12-31",
      day,
      unitId: null,
      rows: "reached",
      scope: "rotation",
      flowBy: "level",
      filters: noMoveFilters,
    } as const;
    return (await data.report(query)).sheet.rows.length;
  };

/** Every question measured: another is one line more. */
const asks: Readonly<Record<string, Ask>> = {
  "R-1": reportOf("R-1"),
  "R-2": reportOf("R-2"),
  "R-3": reportOf("R-3"),
  "R-4": reportOf("R-4"),
  "R-5": reportOf("R-5"),
  "R-6": reportOf("R-6"),
  "R-7": reportOf("R-7"),
  "moves by direction": reportOf("ways"),
  "map of moves": reportOf("flow"),
  "gap register": async (data, day) =>
    (
      await data.gapRegister({
        day,
        kinds: ["VACANT", "VACANT_SOON", "WEAK"],
        unitId: null,
        text: "",
        months: 12,
        most: 50,
      })
    ).total,
  "openings ahead": async (data, day) => (await data.openings({ day, unitId: null })).length,
  "board of work": async (data, day) => (await data.workBoard({ day, range: "90", kind: null, most: 50 })).total,
  "work that waits": async (data, day) => (await data.workWaiting({ day })).length,
  programmes: async (data) => (await data.programmeList()).length,
};

/** Answers are kept until something changes, so each run asks about another day; the last shows that it still stands. */
const daysOf = (day: string, run: number): string => `${day.slice(0, 8)}${String(1 + run).padStart(2, "0")}`;

let data: OfficeData | null = null;
let day = "";

/** Write the working copy of the province, without ever holding more of its ledger than is being read. */
export async function fillProvince(
  seed: number,
  size: ProvinceSize = largeProvince,
): Promise<{ readonly opened: object; readonly millis: number; readonly day: string }> {
  const province = madeProvince(seed, size);
  const { opened, ledger } = provinceLedger(province);
  const begun = performance.now();
  const filled = await openOfficeData(opened, ledger, () => {});
  const millis = performance.now() - begun;
  await filled.settled();
  filled.close();
  return { opened: { ...opened, projectionKey: [...opened.projectionKey] }, millis, day: province.day };
}

export async function openProvince(written: { readonly opened: object; readonly day: string }): Promise<number> {
  const begun = performance.now();
  data = await openOfficeData(openedFrom(written), noLedger, () => {});
  ({ day } = written);
  return performance.now() - begun;
}

export interface Asked {
  readonly name: string;
  readonly millis: readonly number[]; // by run
  readonly found: number;
  readonly pageHeld: number; // longest
  readonly otherHeld: number; // longest wait of another question meanwhile
}

/** Names of all questions. */
export const reportAsks = async (): Promise<readonly string[]> => Object.keys(asks);

/** Ask one question some times over, and another one all the while. */
export async function askReport(name: string, runs: number): Promise<Asked> {
  const ask = asks[name];
  if (data === null || ask === undefined) throw new Error(`cannot ask ${name}`);
  const millis: number[] = [];
  let [found, pageHeld, otherHeld] = [0, 0, 0];
  for (let run = 0; run < runs; run += 1) {
    await new Promise((next) => setTimeout(next, 50));
    const held = watchThread();
    let done = false;
    const others = (async () => {
      // oxlint-disable-next-line no-unmodified-loop-condition -- turned while it waits
      while (!done) {
        const asked = performance.now();
        await data?.names([]);
        otherHeld = Math.max(otherHeld, performance.now() - asked);
        await new Promise((next) => setTimeout(next, 5));
      }
    })();
    const begun = performance.now();
    found = await ask(data, daysOf(day, run));
    millis.push(performance.now() - begun);
    done = true;
    await others;
    pageHeld = Math.max(pageHeld, held());
  }
  return { name, millis, found, pageHeld, otherHeld };
}

/** A ledger of a province, read a part at a time. */
export function provinceLedger(province: MadeProvince): { readonly opened: Opened; readonly ledger: LedgerStretches } {
  const feed = "lamgiang-k3f7";
  const entryAt = (position: number): Entry => {
    if (position === 1) return { entry: "clerk", clerk: { id: "c1", name: "Trần Thị Lệ", role: "Văn thư" } };
    const number = position - 1;
    const records = number === 1 ? province.base : province.batch(number - 2);
    const line = encodeLine({
      purpose: "workbook.import",
      reason: "",
      audience: [],
      feed,
      number,
      clerk: "c1",
      at: "2026-02-01T08:00",
      changes: records.map((record) => describeChange(undefined, record)!),
    });
    return { entry: "action", action: { feed, number, line } };
  };
  const head = { position: province.batches + 2, tag: `province-${province.seed}-${province.batches}` };
  return {
    opened: {
      office: "lamgiang",
      officeName: "Tỉnh ủy Lam Giang",
      level: "province",
      feed,
      clerk: { id: "c1", name: "Trần Thị Lệ", role: "Văn thư" },
      duties: [...duties],
      firstPassphrase: false,
      store: `province-${province.seed}`,
      generation: "1",
      head,
      projectionKey: Uint8Array.from(seeded(province.seed).bytes(32)),
      fingerprint: "",
      ended: [],
      gone: [],
      renewed: 0,
      recovered: false,
      repaired: null,
    },
    ledger: {
      read: async (after, bytes) => {
        const entries: { position: number; entry: Entry }[] = [];
        let size = 0;
        for (let position = after + 1; position <= head.position && size < bytes; position += 1) {
          const entry = entryAt(position);
          size += entry.entry === "action" ? entry.action.line.length : 100;
          entries.push({ position, entry });
        }
        return { entries, head };
      },
      at: async (positions) => ({
        entries: positions.map((position) => ({ position, entry: entryAt(position) })),
      }),
      lines: () => Promise.reject(new Error("no entry is long")),
      staged: () => Promise.reject(new Error("nothing is in staging")),
    },
  };
}
