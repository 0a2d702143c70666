import "./harden.ts";
import { dirname, join } from "node:path";
import { realMachine } from "./machine.ts";
import { startReadingUtility } from "./reading-utility.ts";
import type { FromServer, ToServer } from "./server/remote.ts";
import { remoteIn } from "./server/remote-process.ts";
import { serverDesk } from "./server/server-desk.ts";
import { startProgram } from "./start-program.ts";

/** The program with one carrier over the network in it, in a process of its own; it does nothing until somebody switches it on. */
await startProgram((shell) =>
  serverDesk({
    shell,
    machine: realMachine(),
    connect: (login) => {
      const entry = join(dirname(shell.unpackProcess), "webdav-process.js");
      return remoteIn(startReadingUtility<ToServer, FromServer>(entry, "carrier"), login);
    },
  }),
);
