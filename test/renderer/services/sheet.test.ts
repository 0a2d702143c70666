import { describe, expect, it } from "vitest";
import { openDossier } from "../../../renderer/services/dossier.ts";
import { openFileForPrint, sheetOfFile } from "../../../renderer/services/sheet.ts";
import { createSheet } from "../../../renderer/state/sheet.ts";
import { blankRecord } from "../../../shared/domain/blank-records.ts";
import type { AnyRecord } from "../../../shared/domain/record-kinds.ts";
import { formNames } from "../../../shared/domain/sheets/crosswalk.ts";
import { fullDossier } from "../../fixtures/full-dossier.ts";
import { numbered } from "../../fixtures/records.ts";
import { officeAtWork } from "./office-at-work.ts";

const { person, ...rows } = fullDossier();
const photo = blankRecord("attachment", {
  id: numbered("attachment", 1),
  personId: person.id,
  role: "PHOTO",
  blob: "ab".repeat(32),
  media: "image/jpeg",
  bytes: 3,
});
const withdrawn = { ...fullDossier().training[0]!, id: numbered("training", 99), school: "Nhầm", withdrawn: true };
const records: readonly AnyRecord[] = [person, photo, withdrawn, ...Object.values(rows).flat()];

/** The office, and everything that was asked of main or of the protected records, in its order. */
async function atWork() {
  const at = await officeAtWork(11, records);
  const asked: string[] = [];
  const data = {
    ...at.office.data,
    protectedRowsOf: (id: typeof person.id) => {
      asked.push("protected records");
      return at.office.data.protectedRowsOf(id);
    },
  };
  const desktop: typeof at.office.desktop = {
    call: (channel, request) => {
      asked.push(channel);
      return at.office.desktop.call(channel, request);
    },
  };
  return { ...at, office: { ...at.office, data, desktop }, asked };
}

describe("a file opened for print", () => {
  it("is read whole, without withdrawn rows, and the protected part only after its access is noted", async () => {
    const { office, asked, answers } = await atWork();
    answers.set("ledger.access", { position: 1, tag: "" });
    const opened = await openDossier(office, person.id);
    expect(opened).toEqual({ ok: true, value: { ...fullDossier(), attachment: [photo] } });
    expect(asked).toEqual(["ledger.access", "protected records"]);
  });

  it("is not opened where the note cannot be kept", async () => {
    const { office, asked, refuse } = await atWork();
    refuse("ledger.access", { kind: "disk-full" });
    expect(await openFileForPrint(office, person.id)).toEqual({ ok: false, problem: { kind: "disk-full" } });
    expect(asked).toEqual(["ledger.access"]);
    expect(await openFileForPrint(office, numbered("person", 99))).toEqual({ ok: true, value: null });
  });

  it("is laid out also where the portrait has not reached this office", async () => {
    const { office, answers, refuse } = await atWork();
    answers.set("ledger.access", { position: 1, tag: "" });
    answers.set("blob.read", { bytes: new Uint8Array([1, 2, 3]), media: "image/jpeg" });
    const opened = await openFileForPrint(office, person.id);
    if (!opened.ok || opened.value === null) throw new Error("not opened");
    expect(opened.value.portrait?.size).toBe(3);
    for (const form of formNames) expect(sheetOfFile(form, opened.value, "2024-12-31").missing).toEqual([]);
    expect(sheetOfFile("2c-98", opened.value, "2024-12-31").sheet.header[1]?.value).toBe("Huyện ủy Đô Lương");
    refuse("blob.read", { kind: "blob-absent" });
    const without = await openFileForPrint(office, person.id);
    expect(without).toMatchObject({ ok: true, value: { portrait: null } });
  });

  it("changes form and day on screen, by hand or by the State's dates, opened once and noted again when printed", async () => {
    const { office, asked, answers } = await atWork();
    answers.set("ledger.access", { position: 1, tag: "" });
    answers.set("blob.read", { bytes: new Uint8Array([1]), media: "image/jpeg" });
    answers.set("page.print", null);
    answers.set("custody.register", { lines: [], earlier: 0, all: 6 });
    answers.set("exchange.overview", { peers: [] });
    const useSheet = createSheet(office, person.id);
    await Promise.all([useSheet.getState().load(), useSheet.getState().load()]);
    const forms = () => [useSheet.getState().form, useSheet.getState().shown?.sheet.form];
    expect(forms()).toEqual(["2c-98", "2c-98"]);
    useSheet.getState().choose("state-by-date");
    useSheet.getState().setDay("2020-01-01");
    expect(forms()).toEqual(["2c-2008", "2c-2008"]);
    useSheet.getState().setDay("2024-01-01");
    expect(forms()).toEqual(["tt06-2023", "tt06-2023"]);
    await useSheet.getState().print();
    expect(useSheet.getState().printed).toBe("cancelled");
    answers.set("sheet.save", { fileName: "a.docx", bytes: 1, number: 7 });
    await useSheet.getState().print("docx");
    expect(useSheet.getState().printed).toMatchObject({ number: 7 });
    useSheet.getState().close();
    const opened = ["ledger.access", "protected records", "blob.read"];
    const looks = ["custody.register", "exchange.overview"]; // the number of the next line, and recipients to offer
    expect(useSheet.getState().paper.next).toBe(7);
    expect(asked.filter((channel) => !looks.includes(channel))).toEqual([
      ...opened,
      "ledger.access",
      "page.print",
      "ledger.access",
      "sheet.save",
    ]);
  });
});
