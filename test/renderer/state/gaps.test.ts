import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createGap, keptWords } from "../../../renderer/state/gap.ts";
import { createGaps, forecastShown, openGaps } from "../../../renderer/state/gaps.ts";
import { keyOf } from "../../../shared/domain/gaps/gaps-on.ts";
import type { RecordId } from "../../../shared/domain/primitives.ts";
import { seeded, suiteSeed } from "../../fixtures/seeded.ts";
import { blank, idsOf, making, somePerson } from "../data/office-fixture.ts";
import { type TestOffice, testOffice } from "./test-office.ts";

const seed = suiteSeed(4404);

beforeAll(() => void vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-03-02T08:15:00") }));
afterAll(() => void vi.useRealTimers());

/** Two communes below a province; the first has no secretary, and its deputy's appointment ends in the autumn. */
async function twoCommunes(): Promise<TestOffice & { readonly units: readonly RecordId<"unit">[] }> {
  const at = await testOffice(seed);
  const random = seeded(seed);
  const ids = idsOf(random);
  const units = [ids("unit"), ids("unit"), ids("unit")] as const;
  const deputy = somePerson(random, ids("person"));
  const posts = ["Bí thư Đảng ủy xã", "Phó Bí thư Đảng ủy xã"].map((title, n) =>
    blank("post", { id: ids("post"), unitId: units[1], title, role: n === 0 ? "T" : "P" }),
  );
  const records = [
    ...units.map((unitId, n) =>
      blank("unit-version", {
        id: ids("unit-version"),
        unitId,
        name: ["Tỉnh ủy", "Đảng ủy xã Một", "Đảng ủy xã Hai"][n]!,
        level: n === 0 ? "TINH" : "XA",
        parentId: n === 0 ? null : units[0],
      }),
    ),
    { ...deputy, birthDate: "1985-01-01" },
    ...posts,
    blank("assignment", {
      id: ids("assignment"),
      personId: deputy.id,
      unitId: units[1],
      postId: posts[1]!.id,
      title: posts[1]!.title,
      nature: "SUBSTANTIVE",
      from: "2024-01-01",
      to: "2026-09-30",
    }),
  ];
  const saved = await at.office.desktop.call("ledger.append", {
    purpose: "person.add",
    reason: "",
    audience: [],
    changes: records.map(making),
  });
  if (!saved.ok) throw new Error("not saved");
  await at.office.data.take(saved.value.entry, saved.value.head);
  return { ...at, units };
}

const weak = {
  reason: "Mất đoàn kết nội bộ",
  evidence: "",
  severity: "HIGH",
  owner: "Ban Tổ chức",
  deadline: null,
  from: "2026-03-01",
} as const;

describe(`the register's screen, seed ${seed}`, () => {
  it("shows a list at a time with the counts of all, and follows what is saved and undone", async () => {
    const { office, units } = await twoCommunes();
    const useGaps = createGaps(office);
    const now = () => useGaps.getState();
    await now().load();
    const stop = now().follow();
    const counts = () => Object.values(now().register!.counts).map(({ gaps }) => gaps);
    expect([counts(), now().register!.rows.map(({ title }) => title)]).toEqual([[1, 1, 0], ["Bí thư Đảng ủy xã"]]);
    now().look({ tab: "VACANT_SOON" });
    await vi.waitFor(() => expect(now().register!.rows[0]?.title).toBe("Phó Bí thư Đảng ủy xã"));
    now().look({ tab: "WEAK" });
    await vi.waitFor(() => expect(now().register!.rows).toEqual([]));

    expect(await now().mark({ ...weak, unitId: units[2]! })).toBe(true);
    const key = keyOf({ kind: "WEAK", unitId: units[2]!, postId: null });
    expect([counts(), now().register!.rows[0]?.key, now().saved?.key]).toEqual([[1, 1, 1], key, key]);
    expect(await now().rowOf(key)).toMatchObject({ key, severity: "HIGH" });
    await now().undo();
    expect([counts(), now().saved?.undone]).toEqual([[1, 1, 0], true]);
    await now().undo(); // the way back is undone in its turn
    expect([counts(), now().saved?.undone]).toEqual([[1, 1, 1], false]);
    stop();
    expect(now().saved).toBeNull();
  });

  it("keeps to the last thing asked, however late an earlier answer comes", async () => {
    const { office } = await twoCommunes();
    let hold: (() => void) | null = null;
    const slow = {
      ...office,
      data: {
        ...office.data,
        gapRegister: async (query: Parameters<typeof office.data.gapRegister>[0]) => {
          const answer = await office.data.gapRegister(query);
          if (query.text === "xa mot") await new Promise<void>((release) => (hold = release));
          return answer;
        },
      },
    };
    const useGaps = createGaps(slow);
    await useGaps.getState().load();
    useGaps.getState().look({ text: "xa mot" });
    await vi.waitFor(() => expect(hold).not.toBeNull());
    useGaps.getState().look({ text: "không có chữ này" });
    await vi.waitFor(() => expect(useGaps.getState().register!.total).toBe(0));
    hold!();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect([useGaps.getState().text, useGaps.getState().register!.total]).toEqual(["không có chữ này", 0]);
    // Control: the late answer was another one.
    expect(
      (
        await office.data.gapRegister({
          day: null,
          kinds: ["VACANT"],
          unitId: null,
          text: "xa mot",
          months: 12,
          most: 9,
        })
      ).total,
    ).toBe(1);
  });

  it("opens a number of the forecast, and opens it anew when a record changes", async () => {
    const { office, units } = await twoCommunes();
    const useGaps = createGaps(office);
    const now = () => useGaps.getState();
    now().look({ tab: "FORECAST" });
    await vi.waitFor(() => expect(now().forecasts?.map(({ months }) => months)).toEqual([12, 24, 60]));
    const forecast = forecastShown(now())!;
    const october = forecast.periods.find(({ places }) => places > 0)!;
    expect([forecast.now, forecast.total, october.from]).toEqual([1, 2, "2026-10-01"]);
    await now().open({ id: october.from, title: "10/2026", keys: october.keys });
    expect(now().opened?.rows.map(({ title, due }) => [title, due])).toEqual([["Phó Bí thư Đảng ủy xã", "2026-10-01"]]);
    const stop = now().follow();
    expect(
      await now().openByHand({ ...blankKept, kind: "VACANT_SOON", unitId: units[2]!, deadline: "2026-10-20" }),
    ).toBe(true);
    expect(now().opened?.rows.map(({ due }) => due)).toEqual(["2026-10-01", "2026-10-20"]);
    await now().undo();
    expect(now().opened?.rows.length).toBe(1);
    now().look({ months: 60 });
    expect([now().opened, forecastShown(now())!.months]).toEqual([null, 60]);
    now().look({ unit: { id: units[2]!, name: "", parent: "", level: "XA", ended: null } });
    await vi.waitFor(() => expect(forecastShown(now())!.total).toBe(0));
    stop();
    expect(openGaps(office)).toBe(openGaps(office));
  });

  it("says what was not saved, and keeps nothing of it", async () => {
    const { office, fail, units } = await twoCommunes();
    const useGaps = createGaps(office);
    await useGaps.getState().load();
    fail("ledger.append", { kind: "disk-full" } as never);
    expect(await useGaps.getState().mark({ ...weak, unitId: units[2]! })).toBe(false);
    expect([useGaps.getState().problem?.kind, useGaps.getState().saved]).toEqual(["disk-full", null]);
    expect(useGaps.getState().register!.counts.WEAK.gaps).toBe(0);
    fail("ledger.append", null);
    expect(await useGaps.getState().mark({ ...weak, unitId: units[2]! })).toBe(true);
    expect([useGaps.getState().problem, useGaps.getState().register!.counts.WEAK.gaps]).toEqual([null, 1]);
  });
});

const blankKept = {
  postId: null,
  severity: null,
  owner: "",
  deadline: null,
  reason: "Sẽ thiếu người",
  evidence: "",
  note: "",
  openedOn: "2026-03-02",
} as const;

describe("the screen of one gap", () => {
  it("saves only what was typed, closes with a reason, and shows what is gone", async () => {
    const { office, units } = await twoCommunes();
    const gaps = createGaps(office);
    await gaps.getState().mark({ ...weak, unitId: units[1]! });
    const key = keyOf({ kind: "WEAK", unitId: units[1]!, postId: null });
    const useGap = createGap(office, key);
    const now = () => useGap.getState();
    expect([now().read, now().gap]).toEqual([false, null]);
    await now().load();
    expect(keptWords(now().gap!)).toMatchObject({ severity: "HIGH", owner: "Ban Tổ chức", deadline: null });

    expect(await now().keep(keptWords(now().gap!))).toBe(true);
    expect([now().unchanged, now().saved]).toEqual([true, null]);
    // What another clerk writes meanwhile to another field is not written over by what stood in the form.
    const typed = { ...keptWords(now().gap!), deadline: "2026-12-31" };
    const [kept] = await office.data.all("gap");
    const held = (await office.data.held(kept!.id))!;
    const meanwhile = await office.desktop.call("ledger.append", {
      purpose: "gap.keep",
      reason: "",
      audience: [],
      changes: [{ record: kept!.id, fields: { owner: { saw: [], to: "Ủy ban Kiểm tra" } } }],
    });
    if (!meanwhile.ok) throw new Error("not saved");
    await office.data.take(meanwhile.value.entry, meanwhile.value.head);
    expect(held.values.owner).toBe("Ban Tổ chức");
    expect(await now().keep(typed)).toBe(true);
    const after = (await office.data.held(kept!.id))!;
    expect(after.values.deadline).toBe("2026-12-31");
    expect(Object.keys(after.rivals)).toEqual(["owner"]); // theirs and ours lie on the desk, neither is lost

    expect(await now().endWeak({ on: "2026-03-02", reason: "Đã kiện toàn" })).toBe(true);
    expect([now().gap?.row, now().gap?.closed?.why]).toEqual([null, "not-weak"]);
    expect(keptWords(now().gap!)).toMatchObject({ severity: "HIGH", deadline: "2026-12-31" });
    await now().undo();
    expect(now().gap?.row?.key).toBe(key);

    const nowhere = createGap(office, "WEAK unit:00000000-0000-7000-8000-000000000000");
    await nowhere.getState().load();
    expect([nowhere.getState().read, nowhere.getState().gap]).toEqual([true, null]);
    expect(await nowhere.getState().close({ on: "2026-03-02", reason: "" })).toBe(false);
    // A unit that is on file and was never weak says so: the page is not empty.
    const never = createGap(office, keyOf({ kind: "WEAK", unitId: units[2]!, postId: null }));
    await never.getState().load();
    expect(never.getState().gap).toMatchObject({ unit: "Đảng ủy xã Hai", row: null, closed: { why: "never" } });
  });
});
