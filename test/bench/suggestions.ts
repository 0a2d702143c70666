/**
 * Who might fill an opening, of 100,000 people with 1,000,000 career steps: from the question until the whole order is
 * known and its first rows are in the page, and what a further page of rows takes by itself.
 * Runs inside a page: `node test/bench/in-page.mjs suggestions`.
 */

import type { OfficeData } from "../../renderer/data/office-data.ts";
import { openOfficeData } from "../../renderer/data/open-office-data.ts";
import { describeChange } from "../../shared/change/describe-change.ts";
import { encodeLine } from "../../shared/change/line.ts";
import { blankRecord } from "../../shared/domain/blank-records.ts";
import { idMaker } from "../../shared/domain/new-id.ts";
import type { Post } from "../../shared/domain/post.ts";
import type { RecordId } from "../../shared/domain/primitives.ts";
import type { AnyRecord } from "../../shared/domain/record-kinds.ts";
import type { Opening } from "../../shared/domain/rules/opening.ts";
import { largeProvince, type MadeProvince, madeProvince } from "../fixtures/made-province.ts";
import { seeded } from "../fixtures/seeded.ts";
import { noLedger, openedFrom } from "./opening.ts";
import { provinceLedger } from "./reports.ts";
import { watchThread } from "./search.ts";

let data: OfficeData | null = null;

export interface WrittenCandidates {
  readonly opened: object;
  readonly openings: readonly Opening[];
}

/** Write the working copy of a province in which people have papers on file and some were disciplined. */
export async function fillCandidates(seed: number, people: number): Promise<WrittenCandidates> {
  const province = withPapers(madeProvince(seed, { ...largeProvince, people }));
  const { opened, ledger } = provinceLedger(province);
  const filled = await openOfficeData(opened, ledger, () => {});
  await filled.settled();
  filled.close();
  const posts = province.base.filter((each): each is Post => each.id.startsWith("post:") && "places" in each);
  const random = seeded(seed);
  const openings = Array.from({ length: 12 }, (_, i): Opening => {
    const post = random.pick(posts.filter(({ role }) => role === (i % 3 === 0 ? "P" : "T")));
    return {
      postId: post.id,
      unitId: post.unitId,
      title: post.title,
      start: `2026-12-${String(i + 1).padStart(2, "0")}`, // each another day: nothing is remembered
      kind: "LUAN_CHUYEN",
      purpose: "DAO_TAO",
      plannedEnd: "2029-11-30",
    };
  });
  return { opened: { ...opened, projectionKey: [...opened.projectionKey] }, openings };
}

export async function openCandidates(written: WrittenCandidates): Promise<void> {
  data = await openOfficeData(openedFrom(written), noLedger, () => {});
}

export interface AskedCandidates {
  readonly millis: readonly number[]; // order and first rows, by opening
  readonly page: readonly number[]; // thirty further rows, by opening
  readonly listed: readonly number[];
  readonly pageHeld: number; // longest
  readonly otherHeld: number; // longest wait of another question meanwhile
}

/** Ask for each opening. */
export async function askCandidates(openings: readonly Opening[]): Promise<AskedCandidates> {
  const asked = data;
  if (asked === null) throw new Error("no province");
  const [millis, page, listed]: [number[], number[], number[]] = [[], [], []];
  let [pageHeld, otherHeld] = [0, 0];
  for (const opening of openings) {
    await new Promise((next) => setTimeout(next, 50));
    const held = watchThread();
    let done = false;
    const others = (async () => {
      // oxlint-disable-next-line no-unmodified-loop-condition -- turned while it waits
      while (!done) {
        const begun = performance.now();
        await asked.names([]);
        otherHeld = Math.max(otherHeld, performance.now() - begun);
        await new Promise((next) => setTimeout(next, 5));
      }
    })();
    const begun = performance.now();
    const found = await asked.suggest({ opening, unitId: null, planned: false, clear: false });
    millis.push(performance.now() - begun);
    const turned = performance.now();
    const rows = await asked.suggestionRows(found.key, 30, 60);
    page.push(performance.now() - turned);
    done = true;
    await others;
    pageHeld = Math.max(pageHeld, held());
    if (rows.length !== Math.min(30, Math.max(0, found.total - 30))) throw new Error("rows are missing");
    listed.push(found.total);
  }
  return { millis, page, listed, pageHeld, otherHeld };
}

/** A save, and the question straight after it. Milliseconds of the question. */
export async function askAfterSave(opening: Opening): Promise<number> {
  if (data === null) throw new Error("no province");
  const { position, tag } = data.head();
  const newId = idMaker(1_790_000_000_000, seeded(position).bytes(16));
  const { key } = await data.searchPeople({ text: "", order: "name" });
  const [person] = await data.foundIds(key, 500, 501);
  const made = blankRecord("yearly-rating", {
    id: newId("yearly-rating"),
    personId: person ?? "person:",
    year: "2025",
  });
  const line = encodeLine({
    purpose: "person.save",
    reason: "",
    audience: [],
    feed: "lamgiang-k3f7",
    number: position,
    clerk: "c1",
    at: "2026-11-01T08:00",
    changes: [describeChange(undefined, made)!],
  });
  await data.take(
    { entry: "action", action: { feed: "lamgiang-k3f7", number: position, line } },
    { position: position + 1, tag: `${tag}+` },
  );
  const begun = performance.now();
  await data.suggest({ opening, unitId: null, planned: false, clear: false });
  return performance.now() - begun;
}

function withPapers(province: MadeProvince): MadeProvince {
  return {
    ...province,
    batch: (n) => {
      const random = seeded(province.seed * 7 + n);
      const newId = idMaker(1_780_000_000_000 + n, random.bytes(16));
      const records = province.batch(n);
      const more: AnyRecord[] = [];
      for (const { id } of records.filter((each) => each.id.startsWith("person:"))) {
        const personId = id as RecordId<"person">;
        for (let i = random.whole(0, 5); i > 0; i -= 1)
          more.push(
            blankRecord("attachment", {
              id: newId("attachment"),
              personId,
              role: "SCAN",
              blob: "0".repeat(64),
              media: "application/pdf",
              bytes: 1000,
              kind: random.pick(["Sơ yếu lý lịch", "Giấy khám sức khỏe", "Bằng tốt nghiệp", "Bản kê khai tài sản"]),
              date: `${random.whole(2018, 2026)}-0${random.whole(1, 9)}-${random.whole(10, 28)}`,
            }),
          );
        if (random.chance(0.04))
          more.push(
            blankRecord("disciplinary-action", {
              id: newId("disciplinary-action"),
              personId,
              side: "DANG",
              form: { code: random.pick(["KHIEN_TRACH", "CANH_CAO"]), text: "" },
              from: `${random.whole(2016, 2026)}-05`,
            }),
          );
      }
      return [...records, ...more];
    },
  };
}
