import type { LineStretch } from "../../shared/exchange/long-lines.ts";
import type { Preview } from "../../shared/ipc/preview.ts";
import { linesCrossing, stretchAt } from "../long-lines.ts";
import { type Machine, newToken } from "../machine.ts";
import type { Arriving } from "./receive-bundle.ts";

/** Where bundles that were checked lie until a yes or a no: one preview at a time, the next takes its place. */
export interface Staging {
  /** Lay them there, and tell what is in them. */
  stage(arriving: Arriving): Preview;
  /** What lies there under a token; null: it is gone. */
  at(token: string): Arriving | null;
  /** A stretch of their lines, where the preview left them out; null: they are gone. */
  lines(token: string, at: number): LineStretch | null;
  discard(token: string): void;
  clear(): void;
}

export function stagingIn(machine: Machine): Staging {
  let staged: { readonly token: string; readonly arriving: Arriving; readonly bytes: Buffer } | null = null;
  const under = (token: string) => (staged?.token === token ? staged : null);
  return {
    stage: (arriving) => {
      const token = newToken(machine);
      const crossing = linesCrossing(arriving.flatMap(({ lines }) => lines));
      staged = { token, arriving, bytes: crossing.long === null ? Buffer.alloc(0) : crossing.bytes };
      const [{ fileName, header, sender, alreadyHeld }, ...rest] = arriving;
      return {
        token,
        fileName,
        header,
        sender,
        fresh: arriving.reduce((sum, { lines }) => sum + lines.length, 0),
        lines: crossing.lines,
        long: crossing.long,
        alreadyHeld,
        receipts: arriving.flatMap(({ receipts }) => receipts),
        following: rest.map(({ header: { serial }, lines }) => ({
          serial,
          from: lines[0]?.number ?? 0,
          to: lines.at(-1)?.number ?? 0,
        })),
      };
    },
    at: (token) => under(token)?.arriving ?? null,
    lines: (token, at) => {
      const found = under(token);
      return found === null ? null : stretchAt(found.bytes, at);
    },
    discard: (token) => {
      if (staged?.token === token) staged = null;
    },
    clear: () => {
      staged = null;
    },
  };
}
