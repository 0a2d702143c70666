import { openDoor, type Shell } from "./door/door.ts";
import { unpackerOf } from "./exchange/unpacker.ts";
import { makeHandlers } from "./handlers.ts";
import { realMachine } from "./machine.ts";
import { templatesOf } from "./papers/templates.ts";
import { startReadingUtility } from "./reading-utility.ts";
import type { ServerDesk } from "./server/server-desk.ts";
import { workbooksOf } from "./workbook/workbooks.ts";

/**
 * Open the program's door.
 *
 * @param serverOf  makes the desk for the province's server, in the builds that have a network in them
 */
export async function startProgram(serverOf?: (shell: Shell) => ServerDesk): Promise<void> {
  await openDoor(async (shell) => {
    const unpacker = unpackerOf(() => startReadingUtility(shell.unpackProcess, "unpack"));
    const workbooks = workbooksOf(() => startReadingUtility(shell.workbookProcess, "workbook"));
    const templates = templatesOf(() => startReadingUtility(shell.templateProcess, "template"));
    const server = serverOf?.(shell);
    const needs = { shell, machine: realMachine(), unpacker, workbooks, templates };
    const { handlers, close } = makeHandlers({ ...needs, ...(server && { server }) });
    return {
      handlers,
      close: async () => {
        unpacker.close();
        await close();
      },
    };
  });
}
