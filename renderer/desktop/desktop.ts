import type { Bridge, Channel, Desktop, ReplyOf } from "../../shared/ipc/contract.ts";
import type { Problem } from "../../shared/problem.ts";
import { failed, type Result } from "../../shared/result.ts";

/** The typed calls over the one function that the preload exposes. A call never rejects. */
export function desktopOver(bridge: Bridge): Desktop {
  return {
    call: async <C extends Channel>(channel: C, request: unknown): Promise<Result<ReplyOf<C>, Problem>> => {
      try {
        const reply = await bridge.invoke(channel, request);
        if (isResult(reply)) return reply as Result<ReplyOf<C>, Problem>;
        return failed({ kind: "failed-inside", code: "no-result" });
      } catch {
        return failed({ kind: "failed-inside", code: "no-answer" });
      }
    },
  };
}

/** Main, as this page reaches it. */
export function openDesktop(): Desktop {
  return desktopOver((window as unknown as { readonly bridge: Bridge }).bridge);
}

const isResult = (reply: unknown): boolean =>
  typeof reply === "object" && reply !== null && "ok" in reply && typeof reply.ok === "boolean";
