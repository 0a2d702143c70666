import { createServer, connect as open, type Socket } from "node:net";

/** What is wrong with the line at present. Bytes are counted over all of one connection. */
export type Fault =
  | { readonly what: "none" }
  | {
      readonly what: "cut";
      readonly way: "up" | "down";
      readonly after: number;
      readonly times: number;
      readonly reset: boolean;
    }
  | { readonly what: "slow"; readonly bytesPerTick: number } // a tick is 5 ms
  | { readonly what: "dead" } // connections are refused
  | { readonly what: "answers"; readonly text: string; readonly to: RegExp }; // in the server's place, where a request begins so

/** A line to a server that a test can spoil. */
export interface Line {
  readonly port: number;
  fault: Fault;
  cuts: number; // that were made
  readonly asked: readonly string[]; // first lines of requests, as far as a piece begins with one
  readonly close: () => Promise<void>;
}

export async function lineTo(port: number): Promise<Line> {
  const sockets = new Set<Socket>();
  const asked: string[] = [];
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
  };
  const server = createServer((near) => {
    keep(near);
    if (line.fault.what === "dead") return void near.resetAndDestroy();
    const far = open(port, "127.0.0.1");
    keep(far);
    let [passed, answered, over] = [0, false, false];
    let dripping = 0; // pieces under way
    const finish = (): void => void (dripping > 0 ? setTimeout(finish, 5) : near.end());
    const end = (reset: boolean) => {
      for (const one of [near, far]) {
        if (reset) one.resetAndDestroy();
        else one.destroy();
      }
    };
    /** How much of a piece may pass; what is beyond the cut never does. */
    const pass = (way: "up" | "down", from: Socket, to: Socket, chunk: Buffer) => {
      const { fault } = line;
      if (over) return;
      if (fault.what === "dead") return end(true);
      if (
        fault.what === "cut" &&
        fault.way === way &&
        line.cuts < fault.times &&
        passed + chunk.byteLength > fault.after
      ) {
        const { after, reset } = fault;
        line.cuts += 1;
        over = true;
        const rest = chunk.subarray(0, Math.max(0, after - passed));
        return void to.write(rest, () => setTimeout(() => end(reset), 20));
      }
      if (fault.what === "cut" && fault.way === way) passed += chunk.byteLength;
      if (fault.what !== "slow") return void to.write(chunk);
      from.pause();
      dripping += 1;
      const { bytesPerTick } = fault;
      const drip = (at: number): void => {
        if (at >= chunk.byteLength) {
          dripping -= 1;
          return void from.resume();
        }
        to.write(chunk.subarray(at, at + bytesPerTick));
        setTimeout(() => drip(at + bytesPerTick), 5);
      };
      drip(0);
    };
    near.on("data", (chunk: Buffer) => {
      const first = /^[A-Z]{3,10} \S+ HTTP\/1\.1/.exec(chunk.toString("latin1", 0, 400))?.[0];
      if (first !== undefined) {
        asked.push(first);
        passed = 0;
        answered = line.fault.what === "answers" && line.fault.to.test(first);
        if (line.fault.what === "answers" && answered) near.write(line.fault.text);
      }
      if (!answered) pass("up", near, far, chunk);
    });
    far.on("data", (chunk: Buffer) => pass("down", far, near, chunk));
    near.on("close", () => far.destroy());
    far.on("close", () => setTimeout(finish, 30));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const address = server.address();
  const line: Line = {
    port: typeof address === "object" && address !== null ? address.port : 0,
    fault: { what: "none" },
    cuts: 0,
    asked,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  return line;
}

/** An answer as a server would send it whole. */
export const answer = (status: string, body = "", type = "text/plain"): string =>
  `HTTP/1.1 ${status}\r\nContent-Type: ${type}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`;
