import { readContents } from "../../electron/exchange/read-contents.ts";
import type { Unpacker } from "../../electron/exchange/unpacker.ts";
import type { Machine } from "../../electron/machine.ts";
import type { Entry } from "../../shared/exchange/entry.ts";
import type { Handlers, Opened } from "../../shared/ipc/contract.ts";
import type { ExchangeOverview } from "../../shared/ipc/exchange.ts";
import { failed } from "../../shared/result.ts";
import { unpackHere } from "../electron/exchange/offices.ts";
import { given, ledgerOf, type Seat, seatAt } from "../electron/seats.ts";
import type { Chance } from "../electron/store/chance.ts";
import type { ForgetfulMachine } from "../electron/store/forgetful-machine.ts";
import { openPage, type Page } from "./page.ts";
import { readKeysQuickly } from "./quick-keys.ts";

/** One office PC in memory: the product's handlers and store over a disk that forgets, and the page's records. */
export interface Computer {
  readonly name: string; // "doluong/1"
  readonly office: string;
  readonly level: "district" | "province";
  readonly recoveryKey: string;
  readonly clock: PcClock;
  readonly trouble: Trouble;
  machine: ForgetfulMachine;
  seat: Omit<Seat, "opened">;
  opened: Opened;
  page: Page;
  program: number; // minor version that runs
  said: Pick<ExchangeOverview, "own" | "registry">; // when it was read last
  /** Entries that the page has read since the judge last looked; `fresh`: from the ledger's first on. */
  unread: { fresh: boolean; entries: { readonly position: number; readonly entry: Entry }[] };
}

/** What a PC's clock shows; nothing may rest on it. */
export interface PcClock {
  millis: number;
  frozen: boolean;
}

/** The next file calls of a kind that fail, once each. */
export interface Trouble {
  after: number; // calls until then; 0: none is planned
  code: "ENOSPC" | "EIO" | "EBUSY";
  met: number; // so far
}

export const dataFolder = "/s";
export const stick = "/stick";
export const programOf = (minor: number): string => `0.${minor}.0`;

/** A PC on this disk, switched on and unlocked. */
export async function switchedOn(
  facts: Pick<Computer, "name" | "office" | "level" | "recoveryKey" | "clock" | "trouble" | "program">,
  machine: ForgetfulMachine,
): Promise<Computer> {
  const { seat, opened } = await unlocked(facts, machine);
  const pc: Computer = {
    ...facts,
    machine,
    seat,
    opened,
    page: openPage(opened),
    unread: { fresh: true, entries: [] },
    said: given(await seat.handlers["exchange.overview"]({})),
  };
  await read(pc);
  return pc;
}

/** The same PC started again on the disk that `machine` has. */
export async function startAgain(pc: Computer, machine: ForgetfulMachine): Promise<void> {
  pc.machine = machine;
  const { seat, opened } = await unlocked(pc, machine);
  Object.assign(pc, { seat, opened, page: openPage(opened), unread: { fresh: true, entries: [] } });
  await read(pc);
}

async function unlocked(
  { clock, trouble, program, recoveryKey }: Pick<Computer, "clock" | "trouble" | "program" | "recoveryKey">,
  machine: ForgetfulMachine,
) {
  trouble.after = 0;
  if (!machine.paths().some((path) => path.startsWith(stick))) await machine.files.mkdir(stick);
  const seat = seatAt(dataFolder, officeMachine(machine, clock, trouble), readerOf(program), programOf(program));
  // The recovery key needs no stretching: a store is unlocked in no time and by its own code.
  const opened = given(await seat.handlers["office.unlock"]({ secret: recoveryKey }));
  return { seat, opened };
}

/**
 * Let the page read what the ledger has new; a page that counts what a new edition took away is opened anew.
 *
 * @returns  where the exchange stands
 */
export async function read(pc: Computer): Promise<ExchangeOverview> {
  const { handlers } = pc.seat;
  let overview = given(await handlers["exchange.overview"]({}));
  if (overview.rebuild) {
    pc.opened = given(await handlers["office.unlock"]({ secret: pc.recoveryKey }));
    Object.assign(pc, { page: openPage(pc.opened), unread: { fresh: true, entries: [] } });
    overview = given(await handlers["exchange.overview"]({}));
  }
  pc.said = overview;
  const ledger = ledgerOf(handlers);
  for (;;) {
    const { entries, head } = await ledger.read(pc.page.position(), 4_000_000);
    await pc.page.take(entries);
    pc.unread.entries.push(...entries);
    if (entries.length === 0 || pc.page.position() >= head.position) return overview;
  }
}

/** Do something until it answers or the power goes; null: it went. */
export async function untilCut<Answer>(
  pc: Computer,
  act: (handlers: Handlers) => Promise<Answer>,
): Promise<Answer | null> {
  const answer = await Promise.race([act(pc.seat.handlers), pc.machine.powerCut]);
  pc.machine.cutAfter(Number.POSITIVE_INFINITY);
  return answer === "power cut" ? null : answer;
}

/** Put a file on the stick in a PC, or take it out. */
export async function onStick(pc: Computer, name: string, bytes: Uint8Array): Promise<string> {
  const path = `${stick}/${name}`;
  pc.machine.poke(path, bytes);
  return path;
}
export async function offStick(pc: Computer): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for (const path of pc.machine.paths().filter((one) => one.startsWith(`${stick}/`))) {
    files.set(path.slice(stick.length + 1), pc.machine.peek(path));
    await pc.machine.files.unlink(path);
  }
  return files;
}

/** The disk with room for small entries but none for ballast, the PC's own clock, and calls that fail when they are told to. */
function officeMachine(machine: ForgetfulMachine, clock: PcClock, trouble: Trouble): Machine {
  const strike = (): void => {
    if (trouble.after === 0) return;
    trouble.after -= 1;
    if (trouble.after > 0) return;
    trouble.met += 1;
    throw Object.assign(new Error(trouble.code), { code: trouble.code });
  };
  return {
    ...machine,
    clock: {
      millis: () => clock.millis,
      note: () => noteAt(clock),
      wait: async (millis) => {
        clock.millis += millis;
      },
    },
    files: {
      ...machine.files,
      freeBytes: async () => 250 * 1_048_576,
      open: async (path, as) => {
        const file = await machine.files.open(path, as);
        return {
          ...file,
          write: async (bytes, at) => {
            if (trouble.code !== "EIO") strike();
            return file.write(bytes, at);
          },
          sync: async () => {
            if (trouble.code === "EIO") strike();
            await file.sync();
          },
        };
      },
    },
  };
}

function noteAt(clock: PcClock): string {
  if (!clock.frozen) clock.millis += 60_000;
  return `${new Date(clock.millis + 7 * 3_600_000).toISOString().slice(0, 19)}+07:00`;
}

/** A reader of that version: of a program two versions later it can read nothing, as its bundles say by their oldest reader. */
const readerOf = (minor: number): Unpacker =>
  unpackHere(undefined, (zip, terms, takeLines, reached) => {
    const lines: Uint8Array[] = [];
    const contents = readContents(zip, terms, (piece) => lines.push(Uint8Array.from(piece)), reached);
    if (contents.ok) {
      const made = Number(contents.value.header.program.split(".")[1]);
      if (made - minor >= 2) return failed({ kind: "bundle-newer", needs: programOf(made - 1) });
      for (const piece of lines) takeLines(piece);
    }
    return contents;
  });

export const clockAt = (millis: number): PcClock => ({ millis, frozen: false });
export const noTrouble = (): Trouble => ({ after: 0, code: "EIO", met: 0 });

/** Draw the library's own randomness from a seed as well, while something runs: age has no other way in. */
export async function drawingFrom<Answer>(chance: Chance, run: () => Promise<Answer>): Promise<Answer> {
  const source = globalThis.crypto;
  Object.defineProperty(source, "getRandomValues", {
    configurable: true,
    value: <Bytes extends Uint8Array>(into: Bytes): Bytes => {
      into.set(chance.bytes(into.byteLength));
      return into;
    },
  });
  const readAsEver = readKeysQuickly();
  try {
    return await run();
  } finally {
    readAsEver();
    Reflect.deleteProperty(source, "getRandomValues"); // the prototype's own again
  }
}
