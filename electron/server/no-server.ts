import type { ServerState } from "../../shared/ipc/server.ts";
import { failed } from "../../shared/result.ts";
import type { ServerDesk } from "./server-desk.ts";

const absent: ServerState = { built: false, on: null, doing: "idle", problem: null, at: "", leaving: 0 };
const refused = async () => failed({ kind: "server-absent" } as const);

/** What a program without a network answers. */
export const noServer: Pick<
  ServerDesk,
  "state" | "try" | "outgoing" | "place" | "switchOn" | "switchOff" | "chooseCertificate"
> = {
  state: async () => absent,
  try: async () => absent,
  outgoing: refused,
  place: () => "",
  switchOn: refused,
  switchOff: refused,
  chooseCertificate: refused,
};
