import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Shell } from "../../electron/door/door.ts";
import { makeHandlers } from "../../electron/handlers.ts";
import { realMachine } from "../../electron/machine.ts";
import { templateWork } from "../../electron/papers/template-work.ts";
import type { Draft } from "../../shared/change/change.ts";
import { idMaker } from "../../shared/domain/new-id.ts";
import type { Handlers } from "../../shared/ipc/contract.ts";
import { ok } from "../../shared/result.ts";
import { unpackHere } from "./exchange/offices.ts";
import { fastKdf } from "./store/fast-kdf.ts";

interface Seat {
  readonly handlers: Handlers;
  readonly close: () => Promise<void>;
  path: string | null; // what the next dialog answers
}

const machine = realMachine();
const nextId = idMaker(machine.clock.millis(), machine.random(16));
const passphrase = "năm con thuyền trên sông";
let folder = "";
const seats: Seat[] = [];

async function seat(office: string, level: "district" | "province"): Promise<Seat> {
  const dataFolder = await mkdtemp(join(folder, `${office}-`));
  const made: { seat: Seat | null } = { seat: null };
  const ask = async () => made.seat?.path ?? null;
  const shell: Shell = {
    dataFolder,
    version: "0.1.0",
    runtime: "test",
    unpackProcess: "",
    workbookProcess: "",
    templateProcess: "",
    askOpen: ask,
    askOpenMany: async () => [(await ask()) ?? []].flat(),
    askSave: ask,
    askFolder: ask,
    namedBundles: () => [],
    printPaper: async () => ok(new TextEncoder().encode("%PDF-1.7")),
    reloadPage: () => undefined,
  };
  const here: Seat = {
    ...makeHandlers({ shell, templates: templateWork, machine, unpacker: unpackHere(), kdf: fastKdf }),
    path: null,
  };
  made.seat = here;
  seats.push(here);
  const created = await here.handlers["office.create"]({
    office,
    officeName: `Văn phòng ${office}`,
    level,
    clerkName: "Người thử",
    clerkRole: "văn thư",
    passphrase,
  });
  expect(created.ok).toBe(true);
  return here;
}

async function value<Value>(answer: Promise<{ ok: true; value: Value } | { ok: false; problem: { kind: string } }>) {
  const result = await answer;
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

async function admit(host: Seat, guest: Seat, file: string): Promise<void> {
  host.path = join(folder, file);
  const claim = await value(host.handlers["enrol.open"]({}));
  const { fingerprint } = await value(guest.handlers["exchange.overview"]({}));
  const digits = fingerprint.replaceAll(" ", "-");
  const second = { name: "Người thứ hai", digits: fingerprint };
  await value(host.handlers["enrol.admit"]({ token: claim?.token ?? "", digits, second }));
}

/** Carry a bundle from one office to another; what the receiver was told. */
async function carry(from: Seat, to: Seat, recipient: string) {
  from.path = folder;
  const packed = await value(from.handlers["bundle.pack"]({ recipient }));
  to.path = join(folder, packed?.fileName ?? "");
  const preview = await value(to.handlers["bundle.open"]({}));
  const taken = await value(
    to.handlers["bundle.accept"]({ token: preview?.token ?? "", weight: { changed: 0, records: 0, held: 0 } }),
  );
  return { packed, preview, taken };
}

const edit = (): Draft => ({
  purpose: "unit.edit",
  reason: "",
  audience: [],
  changes: [
    {
      record: nextId("unit"),
      fields: { tree: { saw: [], to: "PARTY" }, withdrawn: { saw: [], to: false } },
    },
  ],
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "journey-"));
});
afterAll(async () => {
  for (const { close } of seats) await close();
  await rm(folder, { recursive: true, force: true });
});

describe("two offices, through every channel but the screen", () => {
  let district: Seat;
  let province: Seat;

  it("enrols each with the other by typed digits, and not by others", async () => {
    [district, province] = [await seat("doluong", "district"), await seat("nghean", "province")];
    for (const one of [district, province]) {
      one.path = folder;
      await value(one.handlers["enrol.request"]({}));
    }
    const sheets = [
      await value(district.handlers["exchange.overview"]({})),
      await value(province.handlers["exchange.overview"]({})),
    ];
    province.path = join(folder, `${sheets[0]?.own.feed}.enrol.json`);
    const claim = await value(province.handlers["enrol.open"]({}));
    const wrong = await province.handlers["enrol.admit"]({
      token: claim?.token ?? "",
      digits: sheets[1]?.fingerprint ?? "",
    });
    expect(wrong).toMatchObject({ ok: false, problem: { kind: "fingerprint-differs" } });
    await admit(province, district, `${sheets[0]?.own.feed}.enrol.json`);
    await admit(district, province, `${sheets[1]?.own.feed}.enrol.json`);
  });

  it("sends, takes, and clears the outbox only by the receipt", async () => {
    for (let i = 0; i < 3; i += 1) await value(district.handlers["ledger.append"](edit()));
    const first = await carry(district, province, "nghean");
    expect(first.taken.sum).toEqual({ applied: 3, waiting: 0, held: 0, refused: 0 });
    const sent = (await value(district.handlers["exchange.overview"]({}))).peers[0];
    expect([sent?.sentUpTo, sent?.confirmedUpTo]).toEqual([3, 0]);
    expect((await value(province.handlers["exchange.overview"]({}))).peers[0]?.receiptDue).toBe(true);
    const back = await carry(province, district, "doluong");
    expect(back.preview?.receipts).toHaveLength(1);
    const cleared = (await value(district.handlers["exchange.overview"]({}))).peers[0];
    expect([cleared?.sentUpTo, cleared?.confirmedUpTo, cleared?.receiptDue]).toEqual([3, 3, false]);
    expect(await district.handlers["bundle.pack"]({ recipient: "nghean" })).toMatchObject({
      problem: { kind: "nothing-to-send" },
    });
  });

  it("takes a bundle once, and says so the second time", async () => {
    await value(district.handlers["ledger.append"](edit()));
    const { packed } = await carry(district, province, "nghean");
    province.path = join(folder, packed?.fileName ?? "");
    expect(await province.handlers["bundle.open"]({})).toMatchObject({
      problem: { kind: "bundle-already-taken", from: 4, to: 4 },
    });
  });

  it("refuses a bundle for another office, a foreign one, an altered one, a cut one and one without its signature", async () => {
    district.path = folder;
    await value(district.handlers["ledger.append"](edit()));
    const packed = await value(district.handlers["bundle.pack"]({ recipient: "nghean" }));
    const path = join(folder, packed?.fileName ?? "");
    const third = await seat("quychau", "district");
    third.path = path;
    expect(await third.handlers["bundle.open"]({})).toMatchObject({ problem: { kind: "bundle-foreign" } });
    third.path = folder;
    await value(third.handlers["enrol.request"]({}));
    const { own } = await value(district.handlers["exchange.overview"]({}));
    await admit(third, district, `${own.feed}.enrol.json`);
    third.path = path;
    expect(await third.handlers["bundle.open"]({})).toMatchObject({
      problem: { kind: "bundle-for-another-office", addressee: "nghean" },
    });

    const whole = await readFile(path);
    const signature = await readFile(`${path}.minisig`);
    const tried: [string, Uint8Array, string][] = [
      ["altered", Uint8Array.from(whole, (byte, i) => (i === whole.length - 9 ? byte ^ 1 : byte)), "bundle-altered"],
      ["cut", whole.subarray(0, whole.length - 100), "bundle-cut"],
    ];
    for (const [name, bytes, kind] of tried) {
      province.path = join(folder, `${name}.zip.age`);
      await writeFile(province.path, bytes);
      await writeFile(`${province.path}.minisig`, signature);
      expect(await province.handlers["bundle.open"]({}), name).toMatchObject({ problem: { kind } });
    }
    province.path = join(folder, "alone.zip.age");
    await writeFile(province.path, whole);
    expect(await province.handlers["bundle.open"]({})).toMatchObject({ problem: { kind: "bundle-unsigned" } });
  });

  it("keeps all of it through locking and unlocking, and answers nothing while locked", async () => {
    const before = await value(district.handlers["exchange.overview"]({}));
    await value(district.handlers["office.lock"]({}));
    expect(await district.handlers["ledger.read"]({ after: 0, bytes: 1000 })).toMatchObject({
      problem: { kind: "locked" },
    });
    expect(await district.handlers["office.unlock"]({ secret: "không phải cụm này" })).toMatchObject({
      problem: { kind: "wrong-passphrase" },
    });
    await value(district.handlers["office.unlock"]({ secret: passphrase.normalize("NFD") }));
    expect(await value(district.handlers["exchange.overview"]({}))).toEqual(before);
  });

  it("withholds from one district what a province wrote about another", async () => {
    await value(province.handlers["ledger.append"]({ ...edit(), audience: ["quychau"] }));
    await value(province.handlers["ledger.append"]({ ...edit(), audience: ["doluong"] }));
    const { preview, taken } = await carry(province, district, "doluong");
    expect(preview?.lines.map(({ line }) => line.startsWith('{"withheld":'))).toEqual([true, false]);
    expect(taken.sum.applied).toBe(2);
  });
});
