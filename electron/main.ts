import "./harden.ts";
import { openDoor } from "./door/door.ts";
import { unpackerOf } from "./exchange/unpacker.ts";
import { makeHandlers } from "./handlers.ts";
import { realMachine } from "./machine.ts";
import { templatesOf } from "./papers/templates.ts";
import { startReadingUtility } from "./reading-utility.ts";
import { workbooksOf } from "./workbook/workbooks.ts";

await openDoor(async (shell) => {
  const unpacker = unpackerOf(() => startReadingUtility(shell.unpackProcess, "unpack"));
  const workbooks = workbooksOf(() => startReadingUtility(shell.workbookProcess, "workbook"));
  const templates = templatesOf(() => startReadingUtility(shell.templateProcess, "template"));
  const { handlers, close } = makeHandlers({ shell, machine: realMachine(), unpacker, workbooks, templates });
  return {
    handlers,
    close: async () => {
      unpacker.close();
      await close();
    },
  };
});
