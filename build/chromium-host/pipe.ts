import { EventEmitter } from "node:events";
import type { Readable, Writable } from "node:stream";

export type Params = Readonly<Record<string, unknown>>;

/** A message of Chromium's debugging protocol that is no answer. */
export interface Event {
  readonly method: string;
  readonly params: Params;
  readonly session: string | undefined; // of the page or worker it concerns
}

/**
 * Chromium's debugging protocol over two pipes: JSON texts ended by NUL. No port is opened, so no other program can
 * join in. Emits "event" (Event) and "end".
 */
export interface Pipe extends EventEmitter {
  send(method: string, params?: Params, session?: string): Promise<Params>;
  /** As `send`, for what needs no answer. */
  tell(method: string, params?: Params, session?: string): void;
}

export function openPipe(toChromium: Writable, fromChromium: Readable): Pipe {
  const waiting = new Map<number, { answer: (result: Params) => void; refuse: (error: Error) => void }>();
  let lastId = 0;
  let ended = false;
  const write = (method: string, params: Params, session: string | undefined) => {
    lastId += 1;
    if (!ended) toChromium.write(`${JSON.stringify({ id: lastId, method, params, sessionId: session })}\0`);
    return lastId;
  };
  const pipe: Pipe = Object.assign(new EventEmitter(), {
    send: (method: string, params: Params = {}, session?: string) =>
      new Promise<Params>((answer, refuse) => {
        if (ended) return refuse(new Error(`${method}: Chromium has ended`));
        const error = new Error(method);
        waiting.set(write(method, params, session), {
          answer,
          refuse: (why) => refuse(Object.assign(error, { message: `${method}: ${why.message}` })),
        });
      }),
    tell: (method: string, params: Params = {}, session?: string) => void write(method, params, session),
  });
  onMessages(fromChromium, (text) => {
    const message = JSON.parse(text) as Message;
    if (message.id === undefined) {
      pipe.emit("event", { method: message.method, params: message.params ?? {}, session: message.sessionId });
      return;
    }
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error === undefined) call?.answer(message.result ?? {});
    else call?.refuse(new Error(message.error.message));
  });
  const end = () => {
    if (ended) return;
    ended = true;
    for (const call of waiting.values()) call.refuse(new Error("Chromium has ended"));
    waiting.clear();
    pipe.emit("end");
  };
  fromChromium.on("close", end);
  toChromium.on("error", end);
  return pipe;
}

interface Message {
  readonly id?: number;
  readonly method: string;
  readonly params?: Params;
  readonly result?: Params;
  readonly error?: { readonly message: string };
  readonly sessionId?: string;
}

function onMessages(stream: Readable, hear: (text: string) => void): void {
  let parts: Buffer[] = [];
  stream.on("data", (chunk: Buffer) => {
    let from = 0;
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, from)) {
      parts.push(chunk.subarray(from, end));
      hear(Buffer.concat(parts).toString("utf8"));
      parts = [];
      from = end + 1;
    }
    if (from < chunk.length) parts.push(chunk.subarray(from));
  });
}
