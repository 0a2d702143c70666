import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { BatchOrder, BatchProgress, type BatchStanding } from "../../shared/ipc/batch.ts";
import type { ReplyOf, RequestOf } from "../../shared/ipc/contract.ts";
import type { Problem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import type { Shell } from "../door/door.ts";
import { clearCutOff, placeOf } from "../exchange/carrier.ts";
import { leaveNumbered, leavePieces } from "../files/leave-file.ts";
import { type Machine, newToken } from "../machine.ts";
import type { Office } from "../office.ts";
import { firstPlace, joinHead, joinTail, type PartFacts, partOf, placeAfter } from "./join-pdf.ts";

type Reply<C extends "batch.begin" | "batch.look" | "batch.print" | "batch.finish" | "batch.place" | "batch.close"> =
  Promise<Result<ReplyOf<C>, Problem>>;

interface Needs {
  readonly shell: Pick<Shell, "askSave" | "askFolder" | "printPaper">;
  readonly machine: Machine;
}

/** A batch as it lies sealed beside the ledger. */
const Kept = z.object({
  token: z.string(),
  order: BatchOrder,
  folder: z.string(), // of the file, or of the files
  fileName: z.string().nullable(), // of "one", as the clerk chose it
  begun: z.number().int(), // lines of the register before it
});
type Kept = z.infer<typeof Kept>;

const KeptProgress = BatchProgress.extend({
  at: z.object({ object: z.number().int(), page: z.number().int(), part: z.number().int() }), // of the next part of "one"
});
type KeptProgress = z.infer<typeof KeptProgress>;

interface Batch extends Kept {
  readonly progress: KeptProgress;
}

/** Names that no page can ask for: the page's own kept documents have a colon in theirs. */
const orderName = "batch";
const progressName = "batch/progress";
const pagesName = (part: number): string => `batch/pages-${part}`;
const factsName = (part: number): string => `batch/facts-${part}`;

/**
 * Forms of many people. Files of "each" are written one by one; pages of "one" are kept sealed until all are there. What is done
 * is kept after each step, so that a batch goes on where it was cut off.
 */
export function batchDesk({ shell, machine }: Needs) {
  let last: Promise<unknown> = Promise.resolve(); // what was asked for before
  let open: Batch | null = null; // as it stands, also where the disk was too full to keep it

  const batchOf = async (office: Office, token: string): Promise<Result<Batch, Problem>> => {
    open ??= await keptBatch(office);
    return open?.token === token ? ok(open) : failed({ kind: "batch-gone" });
  };
  /** What is done is done, even where it could not be kept: the next step keeps it again. */
  const goOn = async (office: Office, batch: Batch, progress: KeptProgress): Reply<"batch.print"> => {
    open = { ...batch, progress };
    const kept = await office.store.kept.write(progressName, JSON.stringify(progress));
    return kept.ok ? ok(told(progress)) : kept;
  };

  /** What was printed of the next people: into its file, or sealed beside the ledger. */
  const keep = async (
    office: Office,
    { token, from, people }: RequestOf<"batch.print">,
    printing: ReturnType<Shell["printPaper"]> | null,
  ): Reply<"batch.print"> => {
    const found = await batchOf(office, token);
    if (!found.ok) return found;
    const batch = found.value;
    const { progress, order } = batch;
    if (from !== progress.next || from + people.length > order.people.length) return ok(told(progress));
    const made = people.flatMap((one, i) => (one.made ? [{ ...one, index: from + i }] : []));
    const next: KeptProgress = {
      ...progress,
      next: from + people.length,
      passed: [
        ...progress.passed,
        ...people.flatMap((one, i) => (one.made ? [] : [{ index: from + i, why: one.why }])),
      ],
      noted: [
        ...progress.noted,
        ...made.flatMap(({ index, missing, noPhoto }) => (missing > 0 || noPhoto ? [{ index, missing, noPhoto }] : [])),
      ],
    };
    const [first, second] = made;
    if (first === undefined) return goOn(office, batch, next);
    if (order.as === "each" && second !== undefined) return failed({ kind: "bad-request", channel: "batch.print" });
    const printed = await printing;
    if (printed === null || !printed.ok) return printed ?? failed({ kind: "print-failed" });
    if (order.as === "each") {
      const own = (number: number) => ownName(batch, number);
      const written = await leaveNumbered(office, own, batch.folder, printed.value, order.said);
      if (!written.ok) return written;
      const { number, fileName } = written.value;
      return goOn(office, batch, { ...next, files: [...next.files, { index: first.index, number, fileName }] });
    }
    const part = partOf(
      printed.value,
      progress.at,
      made.map(({ name }) => name),
    );
    const { kept } = office.store;
    const pages = await kept.write(pagesName(progress.at.part), Buffer.from(part.bytes).toString("base64"));
    if (!pages.ok) return pages;
    const facts = await kept.write(factsName(progress.at.part), JSON.stringify(part.facts));
    if (!facts.ok) return facts;
    return goOn(office, batch, { ...next, at: placeAfter(progress.at, part) });
  };

  return {
    begin: async (office: Office, order: RequestOf<"batch.begin">): Reply<"batch.begin"> => {
      const place = await askPlace(order);
      if (place === null) return ok(null);
      const before = await keptBatch(office);
      if (before !== null) await forget(office, before.progress.at.part);
      const token = newToken(machine);
      const begun = office.book.left.at(-1)?.entry.number ?? 0;
      const kept = { token, order, ...place, begun };
      const progress: KeptProgress = { next: 0, passed: [], noted: [], files: [], left: null, at: firstPlace };
      // Progress first: an order is only ever found with what was done of it.
      const written = await office.store.kept.write(progressName, JSON.stringify(progress));
      if (!written.ok) return written;
      const ordered = await office.store.kept.write(orderName, JSON.stringify(kept));
      if (!ordered.ok) return ordered;
      open = { ...kept, progress };
      return ok(standingOf(open));
    },

    look: async (office: Office): Reply<"batch.look"> => {
      open ??= await keptBatch(office);
      return ok(open && standingOf(open));
    },

    print: async (office: Office, request: RequestOf<"batch.print">): Reply<"batch.print"> => {
      const { people, paper } = request;
      // Printed at once, in a window of its own; kept in the order in which it was asked for.
      const printed = people.some(({ made }) => made) ? shell.printPaper(paper, { landscape: false }) : null;
      const kept = last.then(() => keep(office, request, printed));
      last = kept.then(ignored, ignored);
      return kept;
    },

    finish: async (office: Office, { token }: RequestOf<"batch.finish">): Reply<"batch.finish"> => {
      const found = await batchOf(office, token);
      if (!found.ok) return found;
      const batch = found.value;
      const { progress } = batch;
      if (batch.fileName === null || progress.left !== null || progress.at.part === 0) return ok(told(progress));
      const written = await writeJoined(office, batch, batch.fileName);
      if (!written.ok) return written;
      const done = await goOn(office, batch, { ...progress, left: written.value });
      if (done.ok) await forgetPages(office, progress.at.part);
      return done;
    },

    place: async (office: Office, { token }: RequestOf<"batch.place">): Reply<"batch.place"> => {
      const found = await batchOf(office, token);
      if (!found.ok) return found;
      const place = await askPlace(found.value.order);
      if (place === null) return ok(null);
      const { progress, ...kept } = found.value;
      const moved = { ...kept, ...place };
      const written = await office.store.kept.write(orderName, JSON.stringify(moved));
      if (!written.ok) return written;
      open = { ...moved, progress };
      return ok({ place: standingOf(open).place });
    },

    close: async (office: Office, { token }: RequestOf<"batch.close">): Reply<"batch.close"> => {
      const found = await batchOf(office, token);
      if (!found.ok) return ok({});
      const gone = await forget(office, found.value.progress.at.part);
      if (!gone.ok) return gone;
      open = null;
      return ok({});
    },

    /** The office was locked. */
    leave: (): void => {
      open = null;
    },
  };

  async function askPlace({ as, suggestedName }: BatchOrder): Promise<Pick<Kept, "folder" | "fileName"> | null> {
    if (as === "each") {
      const within = await shell.askFolder("Chọn nơi lưu các tệp PDF (USB hoặc thư mục)");
      return within === null ? null : { folder: await newFolder(machine, within, suggestedName), fileName: null };
    }
    const path = await shell.askSave({
      title: "Lưu bản in",
      suggestedPath: `${suggestedName}.pdf`,
      filters: [{ name: "PDF", extensions: ["pdf"] }],
    });
    return path === null ? null : { folder: dirname(path), fileName: basename(path) };
  }
}

const ignored = (): void => {};

const told = ({ next, passed, noted, files, left }: KeptProgress): BatchProgress => ({
  next,
  passed,
  noted,
  files,
  left,
});

const standingOf = ({ token, order, folder, progress }: Batch): BatchStanding => ({
  token,
  order,
  place: placeOf(folder),
  progress: told(progress),
});

/** A folder of the batch's own, which is made with its first file: whatever lies beside it has other names. */
async function newFolder(machine: Machine, within: string, name: string): Promise<string> {
  const day = machine.clock.note().slice(0, 10);
  for (let number = 1; ; number += 1) {
    const folder = join(within, number === 1 ? `${name}-${day}` : `${name}-${day}-${number}`);
    if ((await machine.files.stat(folder).catch(() => null)) === null) return folder;
  }
}

/** A file's name is its line in the register: it says nothing of whom it is about. */
const ownName = ({ order }: Kept, number: number): string =>
  `${order.suggestedName}-${String(number).padStart(6, "0")}.pdf`;

/** The kept pages as one file, put on the carrier piece by piece. */
async function writeJoined(
  office: Office,
  { order, folder, progress }: Batch,
  fileName: string,
): Promise<Result<NonNullable<BatchProgress["left"]>, Problem>> {
  const { store } = office;
  const facts: PartFacts[] = [];
  for (let part = 0; part < progress.at.part; part += 1) {
    const read = await store.kept.read(factsName(part));
    if (!read.ok) return read;
    if (read.value === null) return failed({ kind: "batch-gone" });
    facts.push(JSON.parse(read.value) as PartFacts); // sealed by this program
  }
  const tail = joinTail(facts);
  const bytes = facts.reduce((sum, part) => sum + part.bytes, joinHead.byteLength + tail.byteLength);
  let unread: Problem | null = null;
  async function* pieces(): AsyncGenerator<Uint8Array> {
    yield joinHead;
    for (const [part, { bytes: due }] of facts.entries()) {
      const read = await store.kept.read(pagesName(part));
      const pages = read.ok && read.value !== null ? Buffer.from(read.value, "base64") : null;
      if (pages?.byteLength !== due) {
        unread = read.ok ? { kind: "batch-gone" } : read.problem;
        throw Object.assign(new Error("a part of the batch cannot be read"), { code: "EIO" });
      }
      yield pages;
    }
    yield tail;
  }
  const named = `${order.suggestedName}.pdf`; // the clerk's own name may hold a person's
  const left = await leavePieces(office, { named, folder, fileName, bytes, said: order.said }, pieces);
  return left.ok || unread === null ? left : failed(unread);
}

/** The batch that is kept, with what reached its place after it was last kept. */
async function keptBatch(office: Office): Promise<Batch | null> {
  const { kept } = office.store;
  const [order, progress] = [await kept.read(orderName), await kept.read(progressName)];
  if (!order.ok || order.value === null || !progress.ok || progress.value === null) return null;
  const [one, other] = [Kept.safeParse(JSON.parse(order.value)), KeptProgress.safeParse(JSON.parse(progress.value))];
  return one.success && other.success ? withLast(office, { ...one.data, progress: other.data }) : null;
}

/** The power went between a file's last step and the note of it: the register and the file itself tell that it is there. */
async function withLast(office: Office, batch: Batch): Promise<Batch> {
  const { folder, fileName, begun, progress, order } = batch;
  const known = progress.left?.number ?? progress.files.at(-1)?.number ?? begun;
  for (const { entry, failed: struck } of office.book.left.toReversed()) {
    const { number, file, bytes, what } = entry;
    if (number <= known) return batch;
    if (what !== "print") continue;
    const name = fileName ?? ownName(batch, number);
    if (file !== (fileName === null ? name : `${order.suggestedName}.pdf`)) continue;
    await clearCutOff(office.machine, folder, name); // the next attempt has a number of its own
    if (struck) continue;
    const there = await office.machine.files.stat(join(folder, name)).catch(() => null);
    if (there?.bytes !== bytes) continue;
    if (fileName !== null) return { ...batch, progress: { ...progress, left: { fileName, bytes, number } } };
    const files = [...progress.files, { index: progress.next, number, fileName: name }];
    return { ...batch, progress: { ...progress, next: progress.next + 1, files } };
  }
  return batch;
}

async function forget(office: Office, parts: number): Promise<Result<null, Problem>> {
  const { kept } = office.store;
  const ordered = await kept.write(orderName, null);
  if (!ordered.ok) return ordered;
  await forgetPages(office, parts + 1); // and one that was kept before its progress was
  return kept.write(progressName, null);
}

/** One that stays behind only takes room: the next batch of as many people writes over it. */
async function forgetPages({ store }: Office, parts: number): Promise<void> {
  for (let part = 0; part < parts; part += 1) {
    await store.kept.write(pagesName(part), null);
    await store.kept.write(factsName(part), null);
  }
}
