import type { ServerProblem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import type { ReadingProcess } from "../exchange/reading-process.ts";
import {
  type FromServer,
  nothingBegun,
  type Remote,
  type RemoteFile,
  type ServerLogin,
  type Taking,
  type ToServer,
  takingInto,
} from "./remote.ts";

/** The server's folders through a process of their own. When it dies, whatever was asked of it fails as a broken line does. */
export function remoteIn(process: ReadingProcess<ToServer, FromServer>, login: ServerLogin): Remote {
  const gone: Result<never, ServerProblem> = failed({ kind: "server-unreachable", host: new URL(login.address).host });
  const open = new Map<number, { readonly taking: Taking; readonly end: (answer: typeof gone | Answer) => void }>();
  let last = 0;
  let ended = false;
  process.listen({
    message: (message) => {
      const asked = open.get(message.id);
      if (asked === undefined) return;
      if (message.tell === "begins") asked.taking.begins(message.at, message.mark);
      else if (message.tell === "piece") asked.taking.piece(message.bytes);
      else asked.end(message.answer);
    },
    end: () => {
      ended = true;
      for (const { end } of open.values()) end(gone);
    },
  });
  process.post({ ask: "open", login });
  const ask = (question: (id: number) => ToServer, begun = nothingBegun()): Promise<Answer | typeof gone> =>
    new Promise((resolve) => {
      if (ended) return resolve(gone);
      last += 1;
      const id = last;
      open.set(id, {
        taking: takingInto(begun),
        end: (answer) => {
          open.delete(id);
          resolve(answer);
        },
      });
      process.post(question(id));
    });
  const done = async (answer: Promise<Answer | typeof gone>) => {
    const came = await answer;
    return came.ok ? ok(null) : came;
  };
  return {
    list: (folder) => ask((id) => ({ ask: "list", id, folder })),
    get: (folder, name, most, begun) => {
      const { mark, bytes: from } = begun;
      return done(ask((id) => ({ ask: "get", id, folder, name, most, mark, from }), begun));
    },
    put: (folder, name, bytes) => done(ask((id) => ({ ask: "put", id, folder, name, bytes }))),
    remove: (folder, name) => done(ask((id) => ({ ask: "remove", id, folder, name }))),
    close: () => process.kill(),
  };
}

type Answer = Result<readonly RemoteFile[], ServerProblem>;
