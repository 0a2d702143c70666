import "./harden.ts";
import { openDoor } from "./door.ts";
import { unpackerOf } from "./exchange/unpacker.ts";
import { makeHandlers } from "./handlers.ts";
import { realMachine } from "./machine.ts";
import { startReadingUtility } from "./reading-utility.ts";
import { workbooksOf } from "./workbook/workbooks.ts";

await openDoor(async (shell) => {
  const unpacker = unpackerOf(() => startReadingUtility(shell.unpackProcess, "unpack"));
  const workbooks = workbooksOf(() => startReadingUtility(shell.workbookProcess, "workbook"));
  const { handlers, close } = makeHandlers({ shell, machine: realMachine(), unpacker, workbooks });
  return {
    handlers,
    close: async () => {
      unpacker.close();
      await close();
    },
  };
});
