import { basename } from "node:path";
import type { ReplyOf, RequestOf } from "../../shared/ipc/contract.ts";
import type { Problem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import type { Shell } from "../door/door.ts";
import { chosenBytes } from "../files/chosen-file.ts";
import { leaveFile } from "../files/leave-file.ts";
import { type Machine, newToken } from "../machine.ts";
import type { Office } from "../office.ts";
import { workbookCaps } from "./book-in-process.ts";
import type { HeldWorkbook, Workbooks } from "./workbooks.ts";

interface Needs {
  readonly shell: Pick<Shell, "askOpen" | "askSave">;
  readonly machine: Machine;
  readonly workbooks: Workbooks;
}

type Answer<C extends "workbook.open" | "workbook.rows" | "workbook.annotate"> = Promise<Result<ReplyOf<C>, Problem>>;

/** The one workbook that is open, and what may be asked of it. A second one takes the place of the first. */
export function workbookDesk({ shell, machine, workbooks }: Needs) {
  let open: { readonly token: string; readonly fileName: string; readonly held: HeldWorkbook } | null = null;
  const close = (): void => {
    open?.held.close();
    open = null;
  };
  const heldBy = (token: string) => (open?.token === token ? open : null);
  return {
    close,
    open: async (): Answer<"workbook.open"> => {
      const path = await shell.askOpen({
        title: "Chọn bảng tính",
        filters: [{ name: "Excel, CSV", extensions: ["xlsx", "xlsm", "xltx", "csv", "xls", "ods"] }],
      });
      if (path === null) return ok(null);
      const read = await chosenBytes(machine, path, workbookCaps.fileBytes);
      if (!read.ok) return read;
      if (read.value.byteLength > workbookCaps.fileBytes) return failed({ kind: "workbook-too-large" });
      const fileName = basename(path).normalize("NFC");
      const held = await workbooks.open(fileName, read.value);
      if (!held.ok) return held;
      close();
      const token = newToken(machine);
      open = { token, fileName, held: held.value };
      const { sheets, ...facts } = held.value.summary;
      const copied = sheets.map((sheet) => ({
        ...sheet,
        merged: [...sheet.merged],
        hiddenRows: [...sheet.hiddenRows],
        hiddenColumns: [...sheet.hiddenColumns],
      }));
      return ok({ token, fileName, ...facts, sheets: copied });
    },
    rows: async ({ token, sheet, from, to }: RequestOf<"workbook.rows">): Answer<"workbook.rows"> => {
      const held = heldBy(token)?.held;
      if (held === undefined) return failed({ kind: "workbook-gone" });
      const read = await held.rows(sheet, from, Math.min(to, from + mostRowsAtOnce));
      return read.ok ? ok({ rows: read.value.map((row) => [...row]) }) : read;
    },
    closeToken: async ({ token }: RequestOf<"workbook.close">): Promise<Result<ReplyOf<"workbook.close">, Problem>> => {
      if (heldBy(token) !== null) close();
      return ok({});
    },
    annotate: async (office: Office, { token, notes }: RequestOf<"workbook.annotate">): Answer<"workbook.annotate"> => {
      const book = heldBy(token);
      if (book === null) return failed({ kind: "workbook-gone" });
      const copy = await book.held.annotate(notes);
      if (!copy.ok) return copy;
      const [, stem = "bang-tinh", extension = "xlsx"] = /^(.*?)\.(\w+)$/.exec(book.fileName) ?? [];
      const path = await shell.askSave({
        title: "Lưu bản ghi chú lỗi",
        suggestedPath: `${stem} - ghi chú lỗi.${extension}`,
        filters: [{ name: "Excel", extensions: [extension] }],
      });
      if (path === null) return ok(null);
      return leaveFile(office, "workbook", `bang-tinh-ghi-chu.${extension}`, path, copy.value);
    },
  };
}

const mostRowsAtOnce = 1000;

/** A file's bytes, one more than are read where it is too large. The file itself is left as it is. */
