import "./harden.ts";
import { openDoor } from "./door.ts";
import { unpackerOf } from "./exchange/unpacker.ts";
import { makeHandlers } from "./handlers.ts";
import { realMachine } from "./machine.ts";
import { startUnpackUtility } from "./unpack-utility.ts";
import { workbooksOf } from "./workbook/workbooks.ts";
import { startWorkbookUtility } from "./workbook-utility.ts";

await openDoor(async (shell) => {
  const unpacker = unpackerOf(() => startUnpackUtility(shell.unpackProcess));
  const workbooks = workbooksOf(() => startWorkbookUtility(shell.workbookProcess));
  const { handlers, close } = makeHandlers({ shell, machine: realMachine(), unpacker, workbooks });
  return {
    handlers,
    close: async () => {
      unpacker.close();
      await close();
    },
  };
});
