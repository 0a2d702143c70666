import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sha256Hex } from "../../../electron/exchange/sha256.ts";
import type { LedgerStretches } from "../../../renderer/data/office-data.ts";
import { wholeLedger } from "../../../renderer/data/whole-lines.ts";
import { openBundle } from "../../../renderer/services/exchange.ts";
import { takeQueued } from "../../../renderer/services/import-queue.ts";
import { ledgerStretches } from "../../../renderer/services/open-office.ts";
import { describeChange } from "../../../shared/change/describe-change.ts";
import { actionLinesOf } from "../../../shared/exchange/entry.ts";
import { stretchBytes } from "../../../shared/exchange/long-lines.ts";
import type { Handlers } from "../../../shared/ipc/contract.ts";
import { madeOffice } from "../../bench/made-office.ts";
import { suiteSeed } from "../../fixtures/seeded.ts";
import { enrol, given, packFor, pageOf, type Seat, save, takeSeat } from "../seats.ts";

const seed = suiteSeed(26_112_301);
const made = madeOffice(seed, 220, 3);

/** Bytes of one answer to the page that its own thread may have to pass on. */
const atMost = 2 * stretchBytes;

let folder: string;
let [district, province]: Seat[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "long-import-"));
  [district, province] = [await takeSeat(folder, "doluong", "district"), await takeSeat(folder, "tinhuy", "province")];
  await enrol(district, province, folder);
  const records = [...made.people.map((person) => ({ ...person, custodian: "doluong" })), ...made.assignments];
  // Some saves, and one that is longer than any stretch by itself.
  for (const some of [records.slice(0, 5), records.slice(5, 10), records.slice(10)])
    await save(district, { purpose: "workbook.import", changes: some.map((one) => describeChange(undefined, one)!) });
}, 60_000);
afterAll(async () => {
  await district?.close();
  await province?.close();
  await rm(folder, { recursive: true, force: true });
});

/** A seat whose answers are weighed on their way to the page. */
function weighed(seat: Seat) {
  const answers: { readonly channel: string; readonly bytes: number }[] = [];
  const handlers = Object.fromEntries(
    Object.entries(seat.handlers).map(([channel, answer]) => [
      channel,
      async (request: never) => {
        const reply = await answer(request);
        answers.push({ channel, bytes: weightOf(reply) });
        return reply;
      },
    ]),
  ) as unknown as Handlers; // the same functions, each with the weighing around it
  return { seat: { ...seat, handlers }, answers };
}

function weightOf(reply: unknown): number {
  let bytes = 0;
  const text = JSON.stringify(reply, (_key, value: unknown) => {
    if (!(value instanceof Uint8Array)) return value;
    bytes += value.byteLength;
    return null;
  });
  return bytes + Buffer.byteLength(text);
}

const heaviest = (answers: readonly { readonly bytes: number }[]) => Math.max(...answers.map(({ bytes }) => bytes));
const sum = (answers: readonly { readonly bytes: number }[]) => answers.reduce((all, { bytes }) => all + bytes, 0);

describe(`an office's first bundle at the province, seed ${seed}`, () => {
  it("crosses to the page in stretches, when it is planned and when it is taken, and changes what was planned", async () => {
    const { seat, answers } = weighed(province!);
    const page = await pageOf(seat);
    const { path, actions } = await packFor(district!, "tinhuy", folder);
    province!.path = path;
    const opened = given(await openBundle(page.desktop, page.data))!;
    expect(opened.preview).toMatchObject({ fresh: actions, lines: [] });
    const long = opened.preview.long!;
    expect(long.bytes).toBeGreaterThan(5 * atMost); // else nothing is shown here
    expect(opened.plan.actions).toBe(actions);

    province!.path = path;
    const queue = given(await seat.handlers["queue.choose"]({ from: "files" }))!;
    const taken = given(await takeQueued(page.desktop, page.data, queue.token, 0));
    if (taken.became.became !== "taken") throw new Error(taken.became.became);
    await taken.shown;
    const { applied, waiting, held, refused } = opened.plan;
    expect(taken.became.sum).toEqual({ applied, waiting, held, refused });
    expect(await page.core.counts()).toMatchObject({
      person: made.people.length,
      assignment: made.assignments.length,
    });
    expect(heaviest(answers)).toBeLessThan(atMost);
    expect(sum(answers)).toBeGreaterThan(3 * long.bytes); // it was previewed, planned by the queue, and taken
    page.core.close();
  });

  it("comes to the same records when the page opens anew, in stretches as well", async () => {
    const { seat, answers } = weighed(province!);
    const again = await pageOf(seat);
    expect(await again.core.counts()).toMatchObject({ person: made.people.length });
    const history = await again.core.history(made.people[30]!.id);
    expect(history.find(({ field }) => field === "birthName")?.to).toBe(made.people[30]!.birthName);
    expect(heaviest(answers)).toBeLessThan(atMost);
    const there = await pageOf(district!);
    for (const { id } of made.people)
      expect((await again.core.held(id))?.values).toEqual((await there.core.held(id))?.values);
    again.core.close();
    there.core.close();
  });

  it("gives the very lines that were packed, and weighs more in one piece: the control", async () => {
    const page = await pageOf(province!);
    const stretches = ledgerStretches(page.desktop);
    const own = await pageOf(district!);
    const { head } = given(await province!.handlers["ledger.read"]({ after: 0, bytes: 1 }));
    const positions = Array.from({ length: head.position }, (_, i) => i + 1);
    const entries = await wholeLedger(stretches).at([...positions, head.position + 1]);
    expect(entries.map(({ position }) => position)).toEqual(positions);
    const imported = entries.flatMap(({ entry }) => (entry.entry === "import" ? entry.lines : []));
    const sent = await wholeLedger(ledgerStretches(own.desktop)).read(0, Number.MAX_SAFE_INTEGER);
    const packed = sent.entries.flatMap(({ entry }) => (entry.entry === "action" ? actionLinesOf(entry) : []));
    const placesAndHashes = imported.map(({ feed, number, line }) => [feed, number, sha256Hex(line)]);
    expect(placesAndHashes).toEqual(packed.map(({ feed, number, line }) => [feed, number, sha256Hex(line)]));
    expect(weightOf(entries)).toBeGreaterThan(5 * atMost);
    page.core.close();
    own.core.close();
  });
});

describe("lines in stretches", () => {
  const lines = ["Nguyễn Thị Ổn", "", "Đỗ Ước"].map((line, i) => ({ feed: "doluong-k3f7", number: i + 4, line }));
  const text = Buffer.from(lines.map(({ line }) => line).join("\n"));
  const long = { feed: "doluong-k3f7", from: 4, bytes: text.byteLength };
  const cutAt = (size: number): LedgerStretches => ({
    read: () => Promise.reject(new Error("nothing of this is in the ledger")),
    at: () => Promise.reject(new Error("nothing of this is in the ledger")),
    lines: () => Promise.reject(new Error("nothing of this is in the ledger")),
    staged: async (_: string, at: number) => ({ bytes: Uint8Array.from(text.subarray(at, at + size)) }),
  });

  it("are put together wherever they were cut, within a letter too", async () => {
    for (const size of [1, 2, 3, 7, text.byteLength])
      expect(await wholeLedger(cutAt(size)).staged({ token: "t", lines: [], long })).toEqual(lines);
  });

  it("are asked for no more where they came at once", async () => {
    expect(await wholeLedger(cutAt(0)).staged({ token: "t", lines, long: null })).toEqual(lines);
  });

  it("are missed where they end too early", async () => {
    const early = wholeLedger(cutAt(0)).staged({ token: "t", lines: [], long });
    await expect(early).rejects.toThrow("did not come");
  });

  it("are refused once the bundle is gone from staging, and empty where an entry has none", async () => {
    expect(await province!.handlers["bundle.lines"]({ token: "gone", at: 0 })).toEqual({
      ok: false,
      problem: { kind: "staging-gone" },
    });
    expect(await province!.handlers["ledger.lines"]({ position: 1, at: 0 })).toEqual({
      ok: true,
      value: { bytes: new Uint8Array() },
    });
  });
});
