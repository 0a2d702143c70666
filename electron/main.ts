import "./harden.ts";
import { openDoor } from "./door.ts";
import { unpackerOf } from "./exchange/unpacker.ts";
import { makeHandlers } from "./handlers.ts";
import { realMachine } from "./machine.ts";
import { startUnpackUtility } from "./unpack-utility.ts";

await openDoor(async (shell) => {
  const unpacker = unpackerOf(() => startUnpackUtility(shell.unpackProcess));
  const { handlers, close } = makeHandlers({ shell, machine: realMachine(), unpacker });
  return {
    handlers,
    close: async () => {
      unpacker.close();
      await close();
    },
  };
});
