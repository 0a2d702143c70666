import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { realMachine } from "../../electron/machine.ts";
import { storeState } from "../../electron/store/store.ts";
import type { ClerkLine } from "../../shared/ipc/clerks.ts";
import { given, passphrase, type Seat, seatAt, takeSeat } from "./seats.ts";

let folder = "";
const seats: Pick<Seat, "close">[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "clerks-"));
});
afterAll(async () => {
  for (const { close } of seats) await close();
  await rm(folder, { recursive: true });
});

const [first, own] = ["mật khẩu trao tận tay", "mật khẩu của riêng tôi"];
const said = { name: "Trần Thị Mẫu", role: "Chuyên viên", duties: ["enter"] as const };
const problem = (kind: string, more: object = {}) => ({ ok: false, problem: { kind, ...more } });
const edit = {
  purpose: "person.edit",
  reason: "",
  audience: [],
  changes: [
    { record: "person:0190f3c2-5b7a-7c31-9a2e-0123456789ab", fields: { birthName: { saw: [], to: "Lê Văn Thử" } } },
  ],
} as const;

async function office(name: string): Promise<Seat> {
  const seat = await takeSeat(folder, name, "district");
  seats.push(seat);
  return seat;
}

const brief = ({ clerks }: { readonly clerks: readonly ClerkLine[] }) =>
  clerks.map(({ id, duties, passphrase: word, isGone }) => `${id} ${duties.join("+")} ${isGone ? "gone" : word}`);

const unlock = async ({ handlers }: Seat, secret: string, clerk?: string) =>
  handlers["office.unlock"]({ secret, ...(clerk !== undefined && { clerk }) });

describe("several clerks on one PC", () => {
  it("lets the key keeper add one, who replaces the first passphrase before anything else", async () => {
    const seat = await office("motxa");
    const { handlers } = seat;
    expect(seat.opened).toMatchObject({ duties: ["enter", "check", "lead", "keys"], firstPassphrase: false });
    expect(given(await handlers["app.status"]({})).clerks).toEqual(["c1"]);
    expect(await handlers["clerk.add"]({ ...said, duties: ["enter"], passphrase: "ngắn" })).toEqual(
      problem("passphrase-too-short", { least: 12 }),
    );
    expect(brief(given(await handlers["clerk.list"]({})))).toEqual(["c1 enter+check+lead+keys own"]);
    const added = given(await handlers["clerk.add"]({ ...said, duties: ["enter"], passphrase: first }));
    expect(brief(added)).toEqual(["c1 enter+check+lead+keys own", "c2 enter first"]);

    expect(await unlock(seat, "mật khẩu nào đó khác", "c2")).toEqual(problem("wrong-passphrase"));
    const opened = given(await unlock(seat, first, "c2"));
    expect(opened).toMatchObject({ clerk: { id: "c2", name: said.name }, duties: ["enter"], firstPassphrase: true });
    expect(await handlers["ledger.append"](structuredClone(edit) as never)).toEqual(problem("own-passphrase-first"));
    expect(await handlers["ledger.read"]({ after: 0, bytes: 1000 })).toEqual(problem("own-passphrase-first"));
    expect(await handlers["clerk.passphrase"]({ old: null, next: first.normalize("NFD") })).toEqual(
      problem("passphrase-unchanged"),
    );
    given(await handlers["clerk.passphrase"]({ old: null, next: own }));
    expect(given(await handlers["ledger.append"](structuredClone(edit) as never)).entry).toMatchObject({
      entry: "action",
      action: { line: expect.stringContaining('"by":"c2"') },
    });
    expect(await handlers["clerk.add"]({ ...said, duties: ["keys"], passphrase: first })).toEqual(
      problem("not-your-duty", { deed: "clerks" }),
    );
    // From now on the old one is asked for.
    expect(await handlers["clerk.passphrase"]({ old: null, next: first })).toEqual(problem("wrong-passphrase"));
    expect(await handlers["clerk.passphrase"]({ old: passphrase, next: first })).toEqual(problem("wrong-passphrase"));
    given(await handlers["clerk.passphrase"]({ old: own, next: `${own} mới` }));
    given(await handlers["office.lock"]({}));
    expect(await unlock(seat, own)).toEqual(problem("wrong-passphrase"));
    expect(given(await unlock(seat, `${own} mới`)).clerk.id).toBe("c2");
    expect(given(await unlock(seat, passphrase, "c2")).clerk.id).toBe("c1"); // a wrong number does not lock out
  });

  it("writes every change of a way in into the ledger, and no name beside it", async () => {
    const seat = await office("haixa");
    const { handlers } = seat;
    given(await handlers["clerk.add"]({ ...said, duties: ["check"], passphrase: first }));
    given(await handlers["clerk.change"]({ id: "c2", ...said, duties: ["check", "keys"] }));
    given(await handlers["clerk.reset"]({ id: "c2", passphrase: own }));
    given(await handlers["clerk.recovery"]({}));
    given(await handlers["clerk.remove"]({ id: "c2" }));
    const { entries } = given(await handlers["ledger.read"]({ after: 0, bytes: 100_000 }));
    const told = entries.map(({ entry }) =>
      entry.entry === "clerk"
        ? `clerk ${entry.clerk.id} ${entry.duties?.join("+") ?? "all"}${entry.gone ? " gone" : ""} by ${entry.by ?? "-"}`
        : entry.entry === "secret"
          ? `${entry.what} ${entry.of} by ${entry.clerk}`
          : entry.entry,
    );
    expect(told).toEqual([
      "clerk c1 all by -",
      "clerk c2 check by c1",
      "first-passphrase c2 by c1",
      "clerk c2 check+keys by c1",
      "first-passphrase c2 by c1",
      "recovery-key  by c1",
      "clerk c2  gone by c1",
      "passphrase-removed c2 by c1",
    ]);
    expect(await storeState(realMachine(), join(seat.dataFolder, "store"))).toEqual({
      label: "Văn phòng haixa",
      holders: [""],
    });
    expect(await unlock(seat, own)).toEqual(problem("wrong-passphrase"));
  });

  it("never removes the last key keeper, nor the last who can open the store", async () => {
    const seat = await office("baxa");
    const { handlers } = seat;
    expect(await handlers["clerk.remove"]({ id: "c1" })).toEqual(problem("last-key-keeper"));
    given(await handlers["clerk.add"]({ ...said, duties: ["enter"], passphrase: first }));
    expect(await handlers["clerk.remove"]({ id: "c1" })).toEqual(problem("last-key-keeper"));
    expect(await handlers["clerk.change"]({ id: "c1", ...said, duties: ["enter", "check"] })).toEqual(
      problem("last-key-keeper"),
    );
    given(await handlers["clerk.change"]({ id: "c2", ...said, duties: ["keys"] }));
    given(await handlers["clerk.remove"]({ id: "c1" })); // themselves: somebody else keeps the keys now
    expect(await handlers["ledger.append"](structuredClone(edit) as never)).toMatchObject({ ok: false });
    expect(await unlock(seat, passphrase)).toEqual(problem("wrong-passphrase"));
    const second = given(await unlock(seat, first));
    expect(second).toMatchObject({ clerk: { id: "c2" }, duties: ["keys"] });
    given(await handlers["clerk.passphrase"]({ old: null, next: own }));
    expect(await handlers["clerk.reset"]({ id: "c1", passphrase: first })).toEqual(problem("clerk-gone"));
    const third = given(await handlers["clerk.add"]({ ...said, duties: ["keys"], passphrase: first }));
    expect(brief(third)).toEqual(["c2 keys own", "c3 keys first", "c1  gone"]); // numbers are not given twice
  });

  it("opens for keys alone with the recovery key where there are several, and for everything where there is one", async () => {
    const seat = await takeSeat(folder, "bonxa", "district");
    seats.push(seat);
    const { handlers } = seat;
    const { recoveryKey } = given(await handlers["clerk.recovery"]({}));
    expect(given(await unlock(seat, recoveryKey))).toMatchObject({ recovered: true, duties: { length: 4 } });
    given(await handlers["clerk.add"]({ ...said, duties: ["enter"], passphrase: first }));
    expect(given(await unlock(seat, recoveryKey))).toMatchObject({ recovered: true, duties: ["keys"] });
    expect(await handlers["ledger.append"](structuredClone(edit) as never)).toEqual(
      problem("not-your-duty", { deed: "record" }),
    );
    given(await handlers["clerk.reset"]({ id: "c2", passphrase: own }));
    expect(given(await unlock(seat, own, "c2"))).toMatchObject({ firstPassphrase: true });
  });

  it("is read again by a program that starts anew", async () => {
    const seat = await office("namxa");
    given(await seat.handlers["clerk.add"]({ ...said, duties: ["lead"], passphrase: first }));
    await seat.close();
    const again = seatAt(seat.dataFolder);
    seats.push(again);
    expect(given(await again.handlers["app.status"]({})).clerks).toEqual(["c1", "c2"]);
    expect(given(await again.handlers["office.unlock"]({ secret: passphrase })).clerk.id).toBe("c1");
    expect(brief(given(await again.handlers["clerk.list"]({})))).toEqual([
      "c1 enter+check+lead+keys own",
      "c2 lead first",
    ]);
  });
});
