import type { Desktop, RequestOf } from "../../shared/ipc/contract.ts";
import type { ServerState } from "../../shared/ipc/server.ts";
import type { Problem } from "../../shared/problem.ts";
import type { Result } from "../../shared/result.ts";

export type { ServerState } from "../../shared/ipc/server.ts";
export type ServerWanted = RequestOf<"server.on">;

type StateOrProblem = Promise<Result<ServerState, Problem>>;

export const serverState = (desktop: Desktop): StateOrProblem => desktop.call("server.state", {});
export const switchServerOn = (desktop: Desktop, wanted: ServerWanted): StateOrProblem =>
  desktop.call("server.on", wanted);
export const switchServerOff = (desktop: Desktop): StateOrProblem => desktop.call("server.off", {});
export const tryServer = (desktop: Desktop): StateOrProblem => desktop.call("server.try", {});
/** Null: the clerk cancelled. */
export const chooseCertificate = (desktop: Desktop) => desktop.call("server.certificate", {});
