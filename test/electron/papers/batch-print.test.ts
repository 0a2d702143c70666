import { mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Machine, realMachine } from "../../../electron/machine.ts";
import type { BatchOrder, BatchProgress, BatchStanding } from "../../../shared/ipc/batch.ts";
import type { Problem } from "../../../shared/problem.ts";
import type { Result } from "../../../shared/result.ts";
import { someRecord } from "../door/requests.ts";
import { given, passphrase, type Seat, seatAt, takeSeat } from "../seats.ts";
import { times } from "../store/chance.ts";
import { skiaPdf } from "./skia-pdf.ts";

/**
 * Batches through the real handlers, store and disk. What the page would show is made up; where they are written to fails at each
 * of its calls in turn: full, pulled, or both for good. After each failure every final name stands for a whole file, the
 * batch says what is finished, and goes on to the same end.
 */
const people = 9;
let folder = "";
let seat: Seat;
let fault: { readonly at: number; readonly code: string } | null = null;
let calls = 0; // to the place that is written to, since a fault was armed
let struck = 0;
let noteFails = false; // small sealed files of the store cannot be made

/** The computer, whose folder `out` fails as armed; the store lies elsewhere. */
function failing(inner: Machine): Machine {
  const out = (path: string) => path.startsWith(join(folder, "out"));
  const strike = (path: string): void => {
    if (!out(path)) return;
    calls += 1;
    if (fault === null || calls < fault.at) return;
    struck += 1;
    throw Object.assign(new Error("made by a test"), { code: fault.code });
  };
  const { files } = inner;
  return {
    ...inner,
    files: {
      ...files,
      open: async (path, as) => {
        strike(path);
        if (noteFails && path.endsWith(".tmp")) throw Object.assign(new Error("made by a test"), { code: "ENOSPC" });
        const file = await files.open(path, as);
        return {
          ...file,
          write: async (bytes, at) => {
            if (fault?.code === "ENOSPC" && calls + 1 >= fault.at && out(path))
              await file.write(bytes.subarray(0, 100), at);
            strike(path);
            return file.write(bytes, at);
          },
          sync: async () => {
            strike(path);
            return file.sync();
          },
        };
      },
      rename: async (from, to) => {
        strike(to);
        return files.rename(from, to);
      },
      mkdir: async (path) => {
        strike(path);
        return files.mkdir(path);
      },
      syncFolder: async (path) => {
        strike(path);
        return files.syncFolder(path);
      },
    },
  };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "batch-print-"));
  seat = await takeSeat(folder, "doluong", "district", failing(realMachine()));
});
afterAll(async () => {
  await seat.close();
  await rm(folder, { recursive: true, force: true });
});

const ids = Array.from(
  { length: people },
  (_, i) => `${someRecord.slice(0, -2)}${String(i).padStart(2, "0")}` as const,
);
const order = (as: BatchOrder["as"]): BatchOrder => ({
  as,
  form: "2c-98",
  day: "2026-06-01",
  people: ids.map((id) => id as BatchOrder["people"][number]),
  suggestedName: "so-yeu-ly-lich-2c",
  said: { to: "Ban Tổ chức Tỉnh ủy", mark: "secret" },
});

const nameOf = (index: number): string => `Người thứ ${index + 1}`;

/** The next step as the page takes it: the people's forms are on it when main prints. */
function step(at: Seat, { token, order: { as } }: BatchStanding, from: number, unmade: readonly number[] = []) {
  const most = as === "each" ? 1 : 4;
  const indexes = Array.from({ length: Math.min(most, people - from) }, (_, i) => from + i);
  at.pdf = skiaPdf(indexes.filter((index) => !unmade.includes(index)).map(nameOf));
  return at.handlers["batch.print"]({
    token,
    from,
    people: indexes.map((index) =>
      unmade.includes(index)
        ? { made: false, why: "gone" }
        : { made: true, name: nameOf(index), missing: index, noPhoto: index === 5 },
    ),
    paper: { title: "Sơ yếu lý lịch", language: "vi", elements: "[]" },
  });
}

/** To the end, or to the first problem. */
async function run(
  at: Seat,
  standing: BatchStanding,
  unmade: readonly number[] = [],
): Promise<Result<BatchProgress, Problem>> {
  let { progress } = standing;
  while (progress.next < people) {
    const done = await step(at, standing, progress.next, unmade);
    if (!done.ok) return done;
    progress = done.value;
  }
  return at.handlers["batch.finish"]({ token: standing.token });
}

async function begin(at: Seat, as: BatchOrder["as"]): Promise<BatchStanding> {
  const out = await mkdtemp(join(folder, "out-"));
  at.path = as === "one" ? join(out, "tat-ca.pdf") : out;
  const begun = given(await at.handlers["batch.begin"](order(as)));
  if (begun === null) throw new Error("no batch was begun");
  return begun;
}

const placeNow = (at: Seat): string => (at.path?.endsWith(".pdf") ? join(at.path, "..") : (at.path ?? ""));

/** Names in the page's order that files under final names hold, each whole; unfinished files have other names. */
async function thereIn(place: string): Promise<readonly string[]> {
  const files = (await readdir(place, { recursive: true, withFileTypes: true })).filter((file) => file.isFile());
  const found: string[] = [];
  for (const file of files.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (!file.name.endsWith(".pdf")) continue;
    const text = (await readFile(join(file.parentPath, file.name))).toString("latin1");
    if (!text.startsWith("%PDF") || !text.endsWith("%%EOF\n")) found.push("HALF A FILE");
    found.push(...namesIn(text));
  }
  return found;
}

const partsIn = async (place: string): Promise<readonly string[]> =>
  (await readdir(place, { recursive: true })).filter((name) => name.endsWith(".part"));

/** The last file as it lies there before it has its name. */
async function backToPart(place: string): Promise<void> {
  const last = (await readdir(place, { recursive: true }))
    .filter((name) => name.endsWith(".pdf"))
    .toSorted()
    .at(-1);
  await rename(join(place, last ?? ""), join(place, `${last}.part`));
}

/** Bookmarks tell whose pages a file holds; each carries a page's own words beside it. */
const namesIn = (text: string): readonly string[] =>
  [...text.matchAll(/\(page of ([0-9A-F]+)\)/g)].map(([, hex]) => Buffer.from(hex ?? "", "hex").toString("utf8"));

const all = ids.map((_, index) => nameOf(index));
const linesOf = async (at: Seat) =>
  given(await at.handlers["custody.register"]({ from: null, to: null, kinds: ["print"] })).lines;

describe("a batch", () => {
  for (const as of ["one", "each"] as const)
    it(`survives a place that fails at each of its calls, and is whole after it: ${as}`, async () => {
      let failures = 0;
      for (const code of ["ENOSPC", "ENOENT"]) {
        for (let at = 1; ; at += as === "one" ? 1 : times(3)) {
          const standing = await begin(seat, as);
          const before = (await linesOf(seat)).length;
          [calls, struck, fault] = [0, 0, { at, code }];
          const first = await run(seat, standing);
          const hit = struck > 0;
          fault = null;
          const which = `${code} at call ${at}`;
          expect(await thereIn(placeNow(seat)), which).not.toContain("HALF A FILE");
          if (hit) {
            failures += 1;
            expect(first, which).toMatchObject({
              ok: false,
              problem: { kind: code === "ENOSPC" ? "carrier-full" : "carrier-gone" },
            });
          }
          const again = given(await seat.handlers["batch.look"]({}));
          const done = given(await run(seat, again ?? standing));
          expect(done.next, which).toBe(people);
          const there = await thereIn(placeNow(seat));
          expect([...new Set(there)], which).toEqual(all);
          // A folder that could not be synced may hold the last file twice: under the line that was struck out, and its own.
          expect(there.length - people, which).toBeLessThanOrEqual(hit ? 1 : 0);
          const lines = (await linesOf(seat)).slice(before);
          expect(lines.filter(({ failed }) => !failed)).toHaveLength(as === "one" ? 1 : people);
          expect(lines.every(({ said }) => said.to === "Ban Tổ chức Tỉnh ủy" && said.mark === "secret")).toBe(true);
          given(await seat.handlers["batch.close"]({ token: standing.token }));
          if (!hit) break;
        }
      }
      expect(failures).toBeGreaterThan(as === "one" ? 8 : 15);
    }, 240_000);

  it("goes on in another start of the program, in the middle and between a file and its note", async () => {
    for (const as of ["one", "each"] as const)
      for (const steps of [1, 2, 3]) {
        const standing = await begin(seat, as);
        let { progress } = standing;
        for (let i = 0; i < steps && progress.next < people; i += 1)
          progress = given(await step(seat, standing, progress.next));
        const { path } = seat;
        if (as === "each") {
          // The power goes when the file is there and nothing has been noted: the store refuses the note.
          noteFails = true;
          expect(await step(seat, standing, progress.next)).toMatchObject({ problem: { kind: "disk-full" } });
          noteFails = false;
          if (steps === 2) await backToPart(placeNow(seat)); // or while it was being written
        }
        await seat.close();
        seat = Object.assign(seatAt(seat.dataFolder, failing(realMachine())), { opened: seat.opened });
        given(await seat.handlers["office.unlock"]({ secret: passphrase }));
        seat.path = path;
        const found = given(await seat.handlers["batch.look"]({}));
        expect(found?.order.people).toEqual(ids);
        expect(found?.progress.next, as).toBeGreaterThanOrEqual(progress.next);
        given(await run(seat, found ?? standing));
        expect(await thereIn(placeNow(seat)), `${as} after ${steps}`).toEqual(all);
        expect(await partsIn(placeNow(seat)), `${as} after ${steps}`).toEqual([]);
        given(await seat.handlers["batch.close"]({ token: standing.token }));
        expect(given(await seat.handlers["batch.look"]({}))).toBeNull();
      }
  }, 120_000);

  it("passes over whom no form can be made of, and names those with gaps", async () => {
    for (const as of ["one", "each"] as const) {
      const standing = await begin(seat, as);
      const done = given(await run(seat, standing, [2, 8]));
      expect(done.passed).toEqual([
        { index: 2, why: "gone" },
        { index: 8, why: "gone" },
      ]);
      expect(done.noted.map(({ index }) => index)).toEqual([1, 3, 4, 5, 6, 7]);
      expect(done.noted.filter(({ noPhoto }) => noPhoto)).toEqual([{ index: 5, missing: 5, noPhoto: true }]);
      expect(await thereIn(placeNow(seat))).toEqual(all.filter((_, index) => index !== 2 && index !== 8));
    }
  });

  it("takes no step twice, and none of another batch", async () => {
    const standing = await begin(seat, "each");
    const first = given(await step(seat, standing, 0));
    expect(given(await step(seat, standing, 0))).toEqual(first);
    expect(await thereIn(placeNow(seat))).toHaveLength(1);
    expect(await step(seat, { ...standing, token: "another" }, 1)).toMatchObject({ problem: { kind: "batch-gone" } });
  });

  it("makes nothing where the stick was", async () => {
    const standing = await begin(seat, "each");
    await rm(placeNow(seat), { recursive: true });
    expect(await step(seat, standing, 0)).toMatchObject({ ok: false, problem: { kind: "carrier-gone" } });
    expect(await readdir(folder)).not.toContain(seat.path?.split("/").at(-1));
    await mkdir(placeNow(seat));
    given(await run(seat, standing));
    expect(await thereIn(placeNow(seat))).toEqual(all);
  });
});
