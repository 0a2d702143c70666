import { describe, expect, it } from "vitest";
import { createStore, unlockStore } from "../../electron/store/store.ts";
import { conflictsOf } from "../../shared/change/conflict.ts";
import { isConflict } from "../../shared/change/heads.ts";
import type { RecordId } from "../../shared/domain/primitives.ts";
import { action, change, personId, recordOf, stateOf } from "../shared/change/office.ts";
import {
  copyOf,
  handIn,
  introduce,
  kindOfProblem,
  linesAt,
  memoryOffice,
  overviewOf,
  pack,
  stateOf as recordsAt,
  write,
} from "./memory-office.ts";
import { fastKdf } from "./store/fast-kdf.ts";
import { forgetfulMachine } from "./store/forgetful-machine.ts";
import { everyEntry, given, newLedger, open } from "./store/ledger-story.ts";

/** T11: losses that other programs really had, each by its name. The source stands in the title. */
const [one, other] = ["doluong-aaaa", "vinh-bbbb"];
const made = action(
  one,
  1,
  change(personId, [], { birthName: "Lô Văn An", phone: "", residence: "", withdrawn: false }),
);

/** Told of a build's merge, so that the controls can tell them of a broken one. */
type Merge = typeof stateOf;

function ownFields(merged: Merge): void {
  const state = merged(
    made,
    action(one, 2, change(personId, [`${one}:1`], { phone: "0912" })),
    action(other, 1, change(personId, [`${one}:1`], { residence: "xã Lưu Sơn" })),
  );
  const { values, rivals } = recordOf(state, personId);
  expect(values).toMatchObject({ phone: "0912", residence: "xã Lưu Sơn" });
  expect(rivals).toEqual({});
}

function sameMinute(merged: Merge): void {
  const seen = merged(made, action(other, 1, change(personId, [`${one}:1`], { phone: "0912" })));
  expect(conflictsOf(recordOf(seen, personId))).toEqual([]); // every action of this file shows the same minute
  const apart = merged(
    made,
    action(one, 2, change(personId, [`${one}:1`], { phone: "0912" })),
    action(other, 1, change(personId, [`${one}:1`], { phone: "0912" })),
  );
  expect(isConflict(recordOf(apart, personId), "phone")).toBe(false);
}

function takenOutAndEdited(merged: Merge): void {
  const withdrawn = action(one, 2, change(personId, [`${one}:1`], { withdrawn: true }));
  const edited = action(other, 1, change(personId, [`${one}:1`], { phone: "0912" }));
  const back = action(one, 3, change(personId, [`${one}:2`], { withdrawn: false }));
  for (const order of [
    [made, withdrawn, edited, back],
    [made, edited, withdrawn, back],
  ])
    expect(recordOf(merged(...order), personId).values).toMatchObject({ withdrawn: false, phone: "0912" });
}

function farFuture(merged: Merge): void {
  const future = { ...action(other, 1, change(personId, [`${one}:1`], { phone: "2099" })), at: "2099-12-31T23:59" };
  const later = action(one, 2, change(personId, [`${one}:1`, `${other}:1`], { phone: "0912" }));
  for (const order of [
    [made, future, later],
    [made, later, future],
  ])
    expect(recordOf(merged(...order), personId).values.phone).toBe("0912");
}

describe("merging, as password managers had to learn it", () => {
  it("keepassxc#939: the newer entry does not win as a whole; each field is its own", () => ownFields(stateOf));

  it("keepassxc#965: merging erases no history; what was settled away is still in the ledger", async () => {
    const [district, province] = [
      await memoryOffice(61, "doluong", "district"),
      await memoryOffice(62, "nghean", "province"),
    ];
    await introduce(district, province);
    await write(district, personId, "Lô Văn An");
    await write(province, personId, "Lô Văn Ân");
    expect(kindOfProblem(await handIn(province, (await pack(district, "nghean"))!))).toBe("taken");
    expect(recordsAt(province).records.get(personId)?.rivals.birthName).toHaveLength(2);
    await write(province, personId, "Lô Văn An"); // saw both
    expect(conflictsOf(recordOf(recordsAt(province), personId))).toEqual([]);
    expect(linesAt(province).map(({ line }) => /"birthName","([^"]+)"/.exec(line)?.[1])).toEqual([
      "Lô Văn Ân",
      "Lô Văn An",
      "Lô Văn An",
    ]);
  });

  it("keepassxc#3340: two saves of one minute are no conflict where the second saw the first, and equal ones never", () =>
    sameMinute(stateOf));

  it("keepassxc#4199: a file taken out in one place and edited in another keeps both; nothing is barred", () =>
    takenOutAndEdited(stateOf));

  it("joplin#12375: what comes again under another identity turns nothing into a conflict", () => {
    const ids = Array.from(
      { length: 500 },
      (_, n): RecordId => `person:0192a0b0-1234-7000-8000-${String(n).padStart(12, "0")}`,
    );
    const all = ids.map((id, n) => action(one, n + 1, change(id, [], { birthName: `Người ${n}`, phone: "0912" })));
    const again = ids.map((id, n) => action(other, n + 1, change(id, [], { birthName: `Người ${n}`, phone: "0912" })));
    const state = stateOf(...all, ...again, ...all);
    expect([...state.records.all()].flatMap(conflictsOf)).toEqual([]);
    expect([...state.records.all()]).toHaveLength(500);
  });
});

describe("clocks and feeds", () => {
  it("actual#3786: saving is never refused for the clock, and the action goes out like any other", async () => {
    const wrong = await memoryOffice(63, "doluong", "district", () => "1980-01-01T00:00:00+07:00");
    const right = await memoryOffice(64, "nghean", "province", () => "2026-11-23T08:00:00+07:00");
    await introduce(wrong, right);
    await write(wrong, personId, "từ năm 1980");
    expect(kindOfProblem(await handIn(right, (await pack(wrong, "nghean"))!))).toBe("taken");
    expect(recordsAt(right).records.get(personId)?.values.birthName).toBe("từ năm 1980");
  });

  it("actual, a clock far ahead that poisons all others: the future wins nothing", () => farFuture(stateOf));

  it("ssb, a feed continued on two machines: named with both heads, and the office goes on", async () => {
    const [pc, province] = [
      await memoryOffice(65, "doluong", "district"),
      await memoryOffice(66, "nghean", "province"),
    ];
    await introduce(pc, province);
    await write(pc, personId, "trước khi chép máy");
    const twin = await copyOf(pc);
    await write(pc, personId, "máy này");
    await write(twin, personId, "máy kia");
    expect(kindOfProblem(await handIn(province, (await pack(pc, "nghean"))!))).toBe("taken");
    expect(kindOfProblem(await handIn(province, (await pack(twin, "nghean"))!))).toBe("bundle-forked");
    const [fork] = overviewOf(province).forks;
    expect([fork?.at, new Set(fork?.heads).size]).toEqual([2, 2]);
    await write(province, personId, "tỉnh vẫn ghi được");
    expect(await pack(province, "doluong")).not.toBeNull();
  });
});

describe("keys and disks", () => {
  it("signal-desktop#6970, #7005: no key ring can lock an office out; another computer opens a copy of its disk", async () => {
    const machine = forgetfulMachine(67);
    const passphrase = "năm con thuyền trên sông";
    const created = given(
      await createStore(machine, "/s/store", { passphrase, label: "Đô Lương", kdf: fastKdf, reserveBytes: 0 }),
    );
    given(await created.store.ledger.append(new Uint8Array(50).fill(7)));
    await created.store.close();
    for (const secret of [passphrase, created.recoveryKey]) {
      const copy = machine.restart();
      const elsewhere = { ...copy, host: { ...copy.host, machine: "another computer", boot: "another boot" } };
      const opened = given(await unlockStore(elsewhere, "/s/store", secret, { reserveBytes: 0 }));
      expect(opened.ledger.head().position).toBe(1);
      await opened.close();
    }
  });

  it("electron#41877: a full disk takes nothing that was saved, also when the program starts on it, and saving goes on", async () => {
    const machine = forgetfulMachine(68);
    await newLedger(machine, 68);
    const ledger = await open(machine, 68);
    for (let n = 0; n < 12; n += 1) given(await ledger.append(new Uint8Array(200).fill(n)));
    machine.setCapacity(machine.paths().reduce((sum, path) => sum + machine.peek(path).byteLength, 0) + 60);
    expect((await ledger.append(new Uint8Array(200).fill(99))).ok).toBe(false);
    await ledger.close();
    let last = machine;
    for (let start = 0; start < 2; start += 1) {
      last = last.restart();
      const full = await open(last, 68);
      expect((await everyEntry(full)).map(([first]) => first)).toEqual(Array.from({ length: 12 }, (_, n) => n));
      await full.close();
    }
    last.setCapacity(1e9);
    const again = await open(last, 68);
    given(await again.append(new Uint8Array(200).fill(12)));
    expect(await everyEntry(again)).toHaveLength(13);
  });
});

/** Those programs' merges, put in the place of ours: each must lose the case by which it is known. */
describe("controls: a build that merges as they did is caught", () => {
  const lastWhole: Merge = (...all) => stateOf(made, ...all.slice(-1));
  const latestClock: Merge = (...all) => stateOf(made, all.slice(1).toSorted((a, b) => (a.at < b.at ? 1 : -1))[0]!);
  const barring: Merge = (...all) => stateOf(...all.filter(({ feed }) => feed === one));
  const unseeing: Merge = (...all) =>
    stateOf(
      ...all.map((each) => ({
        ...each,
        changes: each.changes.map(({ record, fields }) => ({
          record,
          fields: Object.fromEntries(Object.entries(fields).map(([field, { to }]) => [field, { saw: [], to }])),
        })),
      })),
    );
  it.each([
    ["keepassxc#939: the last entry wins whole", ownFields, lastWhole],
    ["keepassxc#3340: what was seen is not looked at", sameMinute, unseeing],
    ["keepassxc#4199: an edit of what was taken out is barred", takenOutAndEdited, barring],
    ["actual: the latest clock wins", farFuture, latestClock],
  ] as const)("%s", (_, regression, merge) => {
    expect(() => regression(merge)).toThrow(/expected/);
  });
});
