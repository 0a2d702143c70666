import { describe, expect, it } from "vitest";
import { chooseWorkbook, importWorkbook, planOwnWorkbook } from "../../../renderer/services/import-workbook.ts";
import { createWorkbook } from "../../../renderer/state/workbook.ts";
import { headersOf, layout } from "../../../shared/domain/workbook/layout.ts";
import type { WorkbookRows } from "../../../shared/ipc/workbook.ts";
import { seeded, suiteSeed } from "../../fixtures/seeded.ts";
import { idsOf, somePerson } from "../data/office-fixture.ts";
import { officeAtWork } from "./office-at-work.ts";

const seed = suiteSeed(613);

/** A sheet of people: codes, names, and whatever else is given by header. */
const peopleSheet = (rows: readonly Readonly<Record<string, string>>[]): WorkbookRows => {
  const headers = headersOf("people");
  return {
    fileName: "can-bo.xlsx",
    sheets: [
      {
        name: layout.people.name,
        rows: [headers, ...rows.map((row) => headers.map((header) => row[header] ?? ""))],
      },
    ],
  };
};
const row = (code: string, name: string, more: Readonly<Record<string, string>> = {}) => ({
  "Mã cán bộ": code,
  "Họ và tên khai sinh": name,
  "Giới tính": "Nam",
  "Ngày sinh": "1975",
  ...more,
});

/** What main answers for a workbook of these rows. */
function laid(answers: Map<string, unknown>, { fileName, sheets }: WorkbookRows): void {
  const none = { hidden: false, merged: [], hiddenRows: [], hiddenColumns: [], formulas: 0, links: 0 };
  const rows = sheets[0]?.rows ?? [];
  answers.set("workbook.open", {
    token: "t1",
    fileName,
    sheets: [{ name: sheets[0]?.name ?? "", rows: rows.length, columns: rows[0]?.length ?? 0, ...none }],
    date1904: false,
    macros: false,
    externalLinks: 0,
  });
  answers.set("workbook.rows", { rows });
  answers.set("workbook.close", {});
}

async function opened(office: Parameters<typeof chooseWorkbook>[0]) {
  const chosen = await chooseWorkbook(office, () => true);
  if (!chosen.ok || chosen.value === null) throw new Error(JSON.stringify(chosen));
  return planOwnWorkbook(office, chosen.value);
}

async function anOffice() {
  const random = seeded(seed);
  const person = { ...somePerson(random, idsOf(random)("person")), cadreNumber: "TS-01", phone: "0911" };
  return { ...(await officeAtWork(seed, [person])), person };
}

describe(`importing a workbook, seed ${seed}`, () => {
  it("imports as one action, touches only what differs, and a second time nothing", async () => {
    const { office, core, calls, answers, person } = await anOffice();
    laid(
      answers,
      peopleSheet([
        row("TS-01", person.birthName, { "Điện thoại": "0922", "Giới tính": "", "Ngày sinh": "" }),
        row("TS-02", "Võ Thị Hiền"),
      ]),
    );
    const plan = await opened(office);
    if (!plan.ok) throw new Error(JSON.stringify(plan));
    expect(plan.value.counts).toMatchObject({ created: { person: 1 }, changed: { person: 1 } });
    expect(Object.keys(plan.value.changes.find(({ record }) => record === person.id)?.fields ?? {})).toEqual(["phone"]);
    expect((await core.person(person.id))?.phone).toBe("0911");

    const saved = await importWorkbook(office, plan.value);
    if (saved.ok) await saved.value.shown;
    expect(calls.filter(({ channel }) => channel === "ledger.append")).toHaveLength(1);
    expect((await core.person(person.id))?.phone).toBe("0922");
    expect(await core.counts()).toMatchObject({ person: 2 });
    expect(await core.conflicts()).toEqual([]);

    const again = await opened(office);
    expect(again.ok && again.value.changes).toEqual([]);
    core.close();
  });

  it("imports nothing while one cell is bad, and names it", async () => {
    const { office, core, calls, answers } = await anOffice();
    laid(
      answers,
      peopleSheet([row("TS-02", "Võ Thị Hiền"), row("TS-03", "Cao Văn Ba", { "Ngày sinh": "31/02/1980" })]),
    );
    const useWorkbook = createWorkbook(office);
    await useWorkbook.getState().choose();
    const { bad, plan, step } = useWorkbook.getState();
    expect({ plan, step }).toEqual({ plan: null, step: "idle" });
    expect(bad?.cells).toMatchObject([{ header: "Ngày sinh", found: "31/02/1980", why: "not-a-date" }]);
    await useWorkbook.getState().importIt();
    expect(calls.map(({ channel }) => channel)).toEqual(["workbook.open", "workbook.rows", "workbook.close"]);
    core.close();
  });

  it("goes red where the writes on file are not seen: the control", async () => {
    const { office, core, answers, person } = await anOffice();
    laid(answers, peopleSheet([row("TS-01", person.birthName, { "Điện thoại": "0922" })]));
    const plan = await opened(office);
    if (!plan.ok) throw new Error(JSON.stringify(plan));
    const blind = plan.value.changes.map((change) => ({
      ...change,
      fields: Object.fromEntries(Object.entries(change.fields).map(([field, { to }]) => [field, { saw: [], to }])),
    }));
    const saved = await importWorkbook(office, { ...plan.value, changes: blind });
    if (saved.ok) await saved.value.shown;
    expect((await core.conflicts()).length).toBeGreaterThan(0);
    core.close();
  });
});
