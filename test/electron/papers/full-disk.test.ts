import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pdfPages } from "../../../electron/files/pdf-pages.ts";
import type { BatchProgress, BatchStanding } from "../../../shared/ipc/batch.ts";
import type { Problem } from "../../../shared/problem.ts";
import type { Result } from "../../../shared/result.ts";
import { someRecord } from "../door/requests.ts";
import { given, passphrase, type Seat, seatAt, takeSeat } from "../seats.ts";
import { type SmallDisk, smallDisk } from "../store/small-disk.ts";
import { skiaPdf } from "./skia-pdf.ts";

/**
 * Two hundred people printed to a real disk that becomes full in the middle: the place the files go to, then the disk of the register itself,
 * where the pages of one file wait. Prints are made up, as large as real ones; register, handlers and disk are real.
 */
const people = 200;
const atOnce = 8;
let folder = "";
let seat: Seat;
let disk: SmallDisk;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "full-print-"));
  disk = await smallDisk(64);
  seat = await takeSeat(folder, "doluong", "district");
}, 60_000);
afterAll(async () => {
  await seat.close();
  await disk.close();
  await rm(folder, { recursive: true, force: true });
});

const ids = Array.from(
  { length: people },
  (_, i) => `${someRecord.slice(0, -3)}${String(i).padStart(3, "0")}` as typeof someRecord,
);
const nameOf = (index: number): string => `Người thứ ${index + 1}`;
/** As many bytes as a form of four pages has. */
const padding = `%${"x".repeat(100_000)}\n`;

async function begin(at: Omit<Seat, "opened">, as: "one" | "each", place: string): Promise<BatchStanding> {
  at.path = as === "one" ? join(place, "tat-ca.pdf") : place;
  const order = { as, form: "2c-98", day: "2026-06-01", suggestedName: "so-yeu-ly-lich-2c", said: {} } as const;
  const begun = given(await at.handlers["batch.begin"]({ ...order, people: ids }));
  if (begun === null) throw new Error("no batch was begun");
  return begun;
}

/** To the end, or to the first problem; `after` is called once so many are done. */
async function run(
  at: Omit<Seat, "opened">,
  { token, order: { as }, progress: begun }: BatchStanding,
  after: { readonly done: number; readonly act: () => Promise<void> } | null = null,
): Promise<Result<BatchProgress, Problem>> {
  let progress = begun;
  let due = after;
  while (progress.next < people) {
    if (due !== null && progress.next >= due.done) {
      await due.act();
      due = null;
    }
    const from = progress.next;
    const indexes = Array.from({ length: as === "each" ? 1 : Math.min(atOnce, people - from) }, (_, i) => from + i);
    at.pdf = skiaPdf(indexes.map(nameOf), padding);
    const done = await at.handlers["batch.print"]({
      token,
      from,
      people: indexes.map((index) => ({ made: true, name: nameOf(index), missing: 0, noPhoto: false })),
      paper: { title: "Sơ yếu lý lịch", language: "vi", elements: "[]" },
    });
    if (!done.ok) return done;
    progress = done.value;
  }
  return at.handlers["batch.finish"]({ token });
}

/** Final names below a place; each must be whole. */
async function wholeFiles(place: string): Promise<number> {
  const files = (await readdir(place, { recursive: true, withFileTypes: true })).filter(({ name }) =>
    name.endsWith(".pdf"),
  );
  for (const { parentPath, name } of files) {
    const bytes = await readFile(join(parentPath, name));
    expect(bytes.toString("latin1", 0, 5) + bytes.subarray(-6).toString("latin1"), name).toBe("%PDF-%%EOF\n");
    expect(pdfPages(bytes), name).toBeGreaterThan(0);
  }
  return files.length;
}

const standing = async (at: Omit<Seat, "opened">): Promise<BatchStanding> => {
  const found = given(await at.handlers["batch.look"]({}));
  if (found === null) throw new Error("the batch is gone");
  return found;
};

describe("a disk that becomes full in the middle of two hundred", () => {
  it("where files of their own go: whole files only, as many as were said, and on to the end with room", async (test) => {
    if (disk.kind === "none")
      return test.skip("no right to mount a small disk here; batch-print.test.ts simulates one");
    const place = join(disk.path, "usb");
    await mkdir(place);
    const stopped = await run(seat, await begin(seat, "each", place), { done: 90, act: () => disk.fill(2_500_000) });
    expect(stopped).toMatchObject({ ok: false, problem: { kind: "carrier-full" } });
    const left = await standing(seat);
    expect(left.progress.next).toBeGreaterThan(90);
    expect(left.progress.next).toBeLessThan(150);
    expect(await wholeFiles(place)).toBe(left.progress.next);
    expect(left.progress.files).toHaveLength(left.progress.next);
    await disk.makeRoom();
    const done = given(await run(seat, left));
    expect([done.next, done.files.length, await wholeFiles(place)]).toEqual([people, people, people]);
    expect((await readdir(place, { recursive: true })).filter((name) => name.endsWith(".part"))).toEqual([]);
    given(await seat.handlers["batch.close"]({ token: left.token }));
    await rm(place, { recursive: true });
  }, 240_000);

  it("where the one file goes: none under its name, the pages kept, and the whole file with room", async (test) => {
    if (disk.kind === "none")
      return test.skip("no right to mount a small disk here; batch-print.test.ts simulates one");
    const place = join(disk.path, "usb");
    await mkdir(place);
    const stopped = await run(seat, await begin(seat, "one", place), { done: 96, act: () => disk.fill(3_000_000) });
    expect(stopped).toMatchObject({ ok: false, problem: { kind: "carrier-full" } });
    expect(await readdir(place)).toEqual([]);
    const left = await standing(seat);
    expect(left.progress.next).toBe(people);
    await disk.makeRoom();
    given(await run(seat, left));
    expect(pdfPages(await readFile(join(place, "tat-ca.pdf")))).toBe(people);
    given(await seat.handlers["batch.close"]({ token: left.token }));
    await rm(place, { recursive: true });
  }, 240_000);

  it("where the register lies: it says so, nothing is lost, and the rest follows with room, also after a restart", async (test) => {
    if (disk.kind === "none")
      return test.skip("no right to mount a small disk here; batch-print.test.ts simulates one");
    const large = await smallDisk(420); // a register wants 200 MiB free before it takes new work
    const own = join(large.path, "so");
    await mkdir(own);
    let at: Omit<Seat, "opened"> = await takeSeat(own, "namdan", "district");
    const out = await mkdtemp(join(folder, "out-"));
    const stopped = await run(at, await begin(at, "one", out), { done: 96, act: () => large.fill(600_000) });
    expect(stopped).toMatchObject({ ok: false, problem: { kind: "disk-full" } });
    expect(await readdir(out)).toEqual([]);
    const before = (await standing(at)).progress.next;
    expect(before).toBeGreaterThanOrEqual(96);
    await large.makeRoom();
    await at.close();
    at = seatAt(at.dataFolder);
    given(await at.handlers["office.unlock"]({ secret: passphrase }));
    const left = await standing(at);
    expect(left.progress.next).toBeGreaterThanOrEqual(before - atOnce);
    given(await run(at, left));
    expect(pdfPages(await readFile(join(out, "tat-ca.pdf")))).toBe(people);
    await at.close();
    await large.close();
  }, 240_000);
});
