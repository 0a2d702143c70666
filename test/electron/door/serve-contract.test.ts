import { readdirSync, readFileSync } from "node:fs";
import type { WebContents } from "electron";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { callRate, type Door, largestRequest, serveContract } from "../../../electron/door/serve-contract.ts";
import { type Channel, contract, type Handlers } from "../../../shared/ipc/contract.ts";
import type { Problem } from "../../../shared/problem.ts";
import { ok, type Result } from "../../../shared/result.ts";
import { callFrom } from "./recording-electron.ts";
import { goodRequests, hostileArguments, someRecord } from "./requests.ts";

const channels = Object.keys(contract) as Channel[];

/** The wrapper with everything around it counted: what the handlers were given, what was noted. */
function door(more: Partial<Door> = {}) {
  const mainFrame = { parent: null, origin: "app://so-can-bo", url: "app://so-can-bo/" };
  const page = { mainFrame, isDestroyed: () => false } as unknown as WebContents;
  const reached: { readonly channel: string; readonly request: unknown }[] = [];
  const notes: string[] = [];
  const registered: string[] = [];
  const dropped: string[] = [];
  let dropHeard: ((event: unknown, paths: unknown) => Promise<number>) | null = null;
  let heard: ((event: unknown, channel: unknown, request: unknown) => Promise<Result<unknown, Problem>>) | null = null;
  const handlers = Object.fromEntries(
    channels.map((channel) => [
      channel,
      async (request: unknown) => {
        reached.push({ channel, request });
        return ok({});
      },
    ]),
  ) as unknown as Handlers;
  let clock = 0;
  serveContract({
    ipcMain: {
      handle: (name, handler) => {
        registered.push(name);
        if (name === "call") heard = handler as unknown as typeof heard;
        else dropHeard = handler as unknown as typeof dropHeard;
      },
    },
    page: () => page,
    handlers,
    now: () => clock,
    newCode: () => "0badc0de",
    note: (line) => notes.push(line),
    dropped: (paths) => dropped.push(...paths),
    checkReplies: false,
    ...more,
  });
  const call = (channel: unknown, request: unknown, event: unknown = callFrom(page, mainFrame)) =>
    (heard as NonNullable<typeof heard>)(event, channel, request);
  const drop = (paths: unknown, event: unknown = callFrom(page, mainFrame)) =>
    (dropHeard as NonNullable<typeof dropHeard>)(event, paths);
  return {
    call,
    drop,
    dropped,
    page,
    mainFrame,
    reached,
    notes,
    registered,
    pass: (millis: number) => (clock += millis),
  };
}

/** Whoever may not call: each as the event Electron would give main. */
function hostileSenders({ page, mainFrame }: ReturnType<typeof door>): readonly (readonly [string, unknown])[] {
  const frame = (more: object) => callFrom(page, Object.assign(Object.create(mainFrame), mainFrame, more));
  const gone = { mainFrame, isDestroyed: () => true };
  return [
    ["no frame", callFrom(page, null)],
    ["a frame below the main one", frame({ parent: mainFrame })],
    ["a twin of the main frame", frame({})],
    ["another origin", frame({ origin: "https://evil.example" })],
    ["no origin", frame({ origin: "null" })],
    ["a data: page", frame({ origin: "null", url: "data:text/html,x" })],
    ["an origin that begins like ours", frame({ origin: "app://so-can-bo.evil.example" })],
    ["another window", callFrom({ mainFrame, isDestroyed: () => false }, mainFrame)],
    ["another window's own frame", callFrom({ mainFrame }, { ...mainFrame })],
    ["a window that is gone", callFrom(gone, mainFrame)],
  ];
}

/** How many handlers were reached by every hostile sender with every request, good and hostile. */
async function reachedByStrangers(one: ReturnType<typeof door>): Promise<number> {
  const odd = hostileArguments().filter(([name]) => !/100 MB|17 MiB|long list/.test(name)); // weighed below, once a channel
  for (const channel of channels)
    for (const [, event] of hostileSenders(one))
      for (const request of [goodRequests[channel], ...odd.map(([, argument]) => argument)])
        await one.call(channel, request, event);
  return one.reached.length;
}

/** What the areas declare, read from their text: a later area would hide a channel of the same name, an area may be forgotten. */
const areas = new URL("../../../shared/ipc/", import.meta.url);
const declared = readdirSync(areas).flatMap((file) =>
  [...readFileSync(new URL(file, areas), "utf8").matchAll(/^ {2}"([a-z.]+)": call\(/gm)].map(([, name = ""]) => name),
);

describe("the one way in", () => {
  it("has every channel of every area in the contract, each once", () => {
    expect(declared.toSorted()).toEqual(channels.toSorted());
  });

  it("serves exactly the contract through one channel of Electron's; a second one only hears of dropped files", async () => {
    const one = door();
    expect(one.registered).toEqual(["call", "dropped"]);
    for (const channel of channels) expect((await one.call(channel, goodRequests[channel])).ok, channel).toBe(true);
    expect(one.reached.map(({ channel }) => channel)).toEqual(channels);
  });

  it("hands over what the schema made of a request, nothing beside", async () => {
    const one = door();
    await one.call("bundle.measure", { recipient: "tinhmau" });
    expect(one.reached[0]?.request).toEqual({ recipient: "tinhmau" });
    await one.call("ledger.append", { ...goodRequests["ledger.append"], feed: "luuson-abcd", number: 7 });
    expect(one.reached[1]?.request).toEqual(goodRequests["ledger.append"]);
  });

  it("hears no stranger: every channel × sender × argument", async () => {
    const one = door();
    expect(await reachedByStrangers(one)).toBe(0);
    const other = door();
    Object.assign(other.mainFrame, { origin: "https://evil.example" }); // our window, led to another page
    await other.call("app.status", {});
    expect(other.reached).toEqual([]);
    const closed = door({ page: () => null });
    await closed.call("app.status", {});
    expect(closed.reached).toEqual([]);
    const gone = { mainFrame: other.mainFrame, isDestroyed: () => true } as unknown as WebContents;
    const ended = door({ page: () => gone });
    await ended.call("app.status", {}, callFrom(gone, gone.mainFrame));
    expect(ended.reached).toEqual([]);
  });

  it("hears of dropped files from our own page alone, and only as a short list of paths", async () => {
    const one = door();
    expect(await one.drop(["/media/usb/g.zip.age", "/media/usb/thu.pdf"])).toBe(2);
    for (const [name, event] of hostileSenders(one)) expect(await one.drop(["/a.zip.age"], event), name).toBe(0);
    const odd: readonly unknown[] = [
      null,
      "/a.zip.age",
      [7],
      [""],
      [["/a"]],
      { 0: "/a", length: 1 },
      Array(1_001).fill("/a"),
    ];
    for (const paths of odd) expect(await one.drop(paths), JSON.stringify(paths)?.slice(0, 40)).toBe(0);
    expect(one.dropped).toEqual(["/media/usb/g.zip.age", "/media/usb/thu.pdf"]);
  });

  it("would be caught hearing strangers: a page that stands for whoever calls reaches handlers", async () => {
    let caller: unknown = null;
    const careless = door({ page: () => caller as WebContents });
    for (const channel of channels)
      for (const [, event] of hostileSenders(careless)) {
        const { sender, senderFrame } = event as { sender: object; senderFrame: object | null };
        caller = { ...sender, mainFrame: senderFrame, isDestroyed: () => false };
        await careless.call(channel, goodRequests[channel], callFrom(caller, senderFrame));
      }
    expect(careless.reached.length).toBeGreaterThan(channels.length);
  });

  it("refuses every hostile argument on every channel, and tells only the channel", async () => {
    const one = door();
    const hostile = hostileArguments();
    let tried = 0;
    for (const channel of channels)
      for (const [name, argument] of hostile) {
        const reply = await one.call(channel, argument);
        const reached = one.reached.splice(0);
        tried += 1;
        one.pass(1000);
        expect(reply, `${channel} ${name}`).toEqual({ ok: false, problem: { kind: "bad-request", channel } });
        expect(reached, `${channel} ${name}`).toEqual([]);
      }
    expect(tried).toBe(channels.length * hostile.length);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it.each([
    undefined,
    null,
    7,
    "",
    "__proto__",
    "constructor",
    "toString",
    "app.status ",
    "APP.STATUS",
    "call",
    ["app.status"],
  ])("knows no channel %j", async (channel) => {
    const one = door();
    expect(await one.call(channel, {})).toEqual({ ok: false, problem: { kind: "bad-request", channel: "unknown" } });
    expect(one.reached).toEqual([]);
  });

  it("takes no request above its weight, and takes one just below", async () => {
    const one = door();
    const write = (letters: number) => ({
      ...goodRequests["ledger.append"],
      changes: [{ record: someRecord, fields: { note: { saw: [], to: "x".repeat(letters) } } }],
    });
    expect((await one.call("ledger.append", write(largestRequest / 2 - 2000))).ok).toBe(true);
    expect(await one.call("ledger.append", write(largestRequest / 2))).toMatchObject({ ok: false });
    expect(one.reached).toHaveLength(1);
  });

  it("slows a page that calls without end, and serves it again a second later", async () => {
    const one = door();
    for (let i = 0; i < callRate.burst; i += 1) await one.call("app.status", {});
    expect(one.reached).toHaveLength(callRate.burst);
    expect(await one.call("app.status", {})).toMatchObject({ ok: false, problem: { kind: "bad-request" } });
    one.pass(1000);
    for (let i = 0; i < callRate.perSecond + 50; i += 1) await one.call("app.status", {});
    expect(one.reached).toHaveLength(callRate.burst + callRate.perSecond);
  });

  it("answers a failure inside with a code; the note has the place and neither message nor path", async () => {
    const one = door({
      handlers: {
        "app.status": async () => {
          throw new Error("Nguyễn Văn Bí Mật, /home/clerk/store");
        },
      } as unknown as Handlers,
    });
    const reply = await one.call("app.status", {});
    expect(reply).toEqual({ ok: false, problem: { kind: "failed-inside", code: "0badc0de" } });
    expect(one.notes).toHaveLength(1);
    expect(one.notes[0]).toMatch(/^0badc0de app\.status Error at .*serve-contract\.test\.ts:\d+/);
    expect(one.notes[0]).not.toMatch(/Bí Mật|\/home|\/test\//);
  });

  it("finds a reply that is not what the contract says, where replies are checked", async () => {
    const wrong = { "app.status": async () => ok({ phase: "open" }) } as unknown as Handlers;
    const strict = door({ checkReplies: true, handlers: wrong });
    expect(await strict.call("app.status", {})).toMatchObject({ ok: false, problem: { kind: "failed-inside" } });
    expect((await door({ handlers: wrong }).call("app.status", {})).ok).toBe(true);
  });
});

describe("the contract", () => {
  /** Names of every property a request may carry, at any depth. */
  const namesIn = (schema: z.ZodType): readonly string[] => {
    const names: string[] = [];
    const walk = (part: unknown): void => {
      if (typeof part !== "object" || part === null) return;
      for (const [key, value] of Object.entries(part)) {
        if (key === "properties") names.push(...Object.keys(value as object));
        walk(value);
      }
    };
    walk(z.toJSONSchema(schema, { unrepresentable: "any", io: "input" }));
    return names;
  };
  const ofPaths = /path|folder|directory|^file$|url/i;

  it("has no request that carries a path", () => {
    const names = channels.flatMap((channel) => namesIn(contract[channel].request));
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => ofPaths.test(name))).toEqual([]);
    expect(namesIn(z.object({ in: z.object({ filePath: z.string() }) })).filter((name) => ofPaths.test(name))).toEqual([
      "filePath",
    ]);
  });
});
