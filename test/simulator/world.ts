import { createHash } from "node:crypto";
import { sha256Hex } from "../../electron/exchange/sha256.ts";
import type { Draft } from "../../shared/change/change.ts";
import { stateHash } from "../../shared/change/state-hash.ts";
import { actionLinesOf } from "../../shared/exchange/entry.ts";
import { given, light } from "../electron/seats.ts";
import { type Chance, chanceOf } from "../electron/store/chance.ts";
import type { ForgetfulMachine } from "../electron/store/forgetful-machine.ts";
import { type Base, baseOf, firstDay, provinceId } from "./base.ts";
import { type Clerks, clerksOf } from "./clerk.ts";
import {
  type Computer,
  clockAt,
  noTrouble,
  offStick,
  onStick,
  read,
  startAgain,
  stick,
  switchedOn,
  untilCut,
} from "./computer.ts";
import { makeJudge } from "./judge/judge.ts";
import type { Backup, Judge, ReceiptSeen } from "./judge/told.ts";

/** Two files on their way to one PC. */
export interface Parcel {
  readonly id: string;
  readonly from: string;
  readonly to: string; // PC
  readonly name: string;
  readonly bundle: Uint8Array;
  readonly signature: Uint8Array;
}

export interface Size {
  readonly districts: number;
  readonly steps: number;
}

/** Who exchanges with whom: each district with its province; some with neighbours too; or everybody with everybody. */
export type Shape = "star" | "neighbours" | "all";

export interface World {
  readonly seed: number;
  readonly chance: Chance;
  readonly shape: Shape;
  readonly handsOver: boolean; // files go from office to office, except where everybody is told everything
  readonly base: Base;
  readonly computers: Map<string, Computer>;
  readonly clerks: Clerks;
  readonly judge: Judge;
  readonly bag: Parcel[];
  readonly backups: Map<string, { readonly machine: ForgetfulMachine; readonly judge: Backup; readonly feed: string }>;
  readonly tally: Map<string, number>;
  readonly trace: string[];
  readonly tell: (line: string) => void;
  readonly districts: readonly string[];
  readonly neighbours: ReadonlySet<string>; // "a b" of districts
  readonly putBack: Set<string>; // PCs that run from an old copy under their old feed
  keysChanged: boolean; // enrolments and revocations that no edition has yet
  parcels: number;
  renewals: number;
}

export async function openWorld(seed: number, { districts }: Size, tell: (line: string) => void): Promise<World> {
  const base = await baseOf(districts);
  const chance = chanceOf(seed);
  const shape: Shape = districts <= 6 && chance.next() < 0.25 ? "all" : chance.next() < 0.4 ? "neighbours" : "star";
  const computers = new Map<string, Computer>();
  for (const one of base.computers.values()) {
    if (!one.enrolled) continue;
    const machine = one.machine.switchOn(chanceOf(chance.below(2 ** 31)), "none");
    const clock = clockAt(firstDay + chance.below(86_400_000));
    const program = 1 + chance.below(2);
    computers.set(one.name, await switchedOn({ ...one, clock, trouble: noTrouble(), program }, machine));
  }
  const ids = [...new Set([...base.computers.values()].map(({ office }) => office))].filter((id) => id !== provinceId);
  const judge = makeJudge(
    [...base.computers.values()].map(({ name, office }) => ({
      pc: name,
      office,
      feed: computers.get(name)?.opened.feed ?? "",
    })),
    new Set([provinceId]),
  );
  return {
    seed,
    chance,
    shape,
    handsOver: shape !== "all",
    base,
    computers,
    clerks: clerksOf(chance, ids, shape === "all"),
    judge,
    bag: [],
    backups: new Map(),
    tally: new Map(),
    trace: [],
    tell,
    districts: ids,
    neighbours: new Set(),
    putBack: new Set(),
    keysChanged: false,
    parcels: 0,
    renewals: 0,
  };
}

export const count = (world: World, what: string, times = 1): void =>
  void world.tally.set(what, (world.tally.get(what) ?? 0) + times);

/** Show the judge what a PC shows now. */
export async function look(world: World, pc: Computer): Promise<void> {
  const overview = await read(pc);
  const view = pc.page.view();
  const viewText = JSON.stringify(view);
  const { fresh, entries } = pc.unread;
  pc.unread = { fresh: false, entries: [] };
  world.judge.looks(pc.name, {
    office: pc.office,
    feed: overview.own.feed,
    fresh,
    lines: entries.flatMap(({ entry }) => actionLinesOf(entry)),
    imports: entries.flatMap(({ entry }) => (entry.entry === "import" ? [{ sum: entry.sum, lines: entry.lines }] : [])),
    view,
    viewText,
    digest: stateHash(pc.page.state, (text) => sha256Hex(text)),
    ended: pc.opened.ended,
    gone: pc.opened.gone,
    confirmed: overview.peers.map(({ peer, confirmedUpTo }) => ({ feed: peer.feed, upTo: confirmedUpTo })),
    forks: overview.forks.map(({ feed, at, heads, decision }) => ({ feed, at, heads, decided: decision !== null })),
  });
  world.trace.push(`${pc.name} ${createHash("sha256").update(viewText).digest("hex").slice(0, 16)}`);
}

/** Save something; the answer's kind. With `cut` the power goes in that call from now. */
export async function save(world: World, pc: Computer, drafts: readonly Draft[]): Promise<string> {
  const answers = await untilCut(pc, (handlers) =>
    Promise.all(drafts.map((draft) => handlers["ledger.append"](draft))),
  );
  for (const [i, draft] of drafts.entries()) {
    const answer = answers?.[i];
    if (answer === undefined) world.judge.saved(pc.name, draft, null);
    else if (answer.ok && answer.value.entry.entry === "action")
      world.judge.saved(pc.name, draft, answer.value.entry.action);
  }
  if (answers === null) return "the power went";
  const refused = answers.find((answer) => !answer.ok);
  return refused === undefined || refused.ok ? "saved" : refused.problem.kind;
}

/** Pack for an office; into the bag, once for each of its PCs. */
export async function pack(world: World, pc: Computer, office: string): Promise<string> {
  world.parcels += 1;
  const id = `parcel ${world.parcels}`;
  pc.seat.path = stick;
  const packed = await untilCut(pc, (handlers) => handlers["bundle.pack"]({ recipient: office }));
  if (packed === null || pc.machine.isOff()) return "the power went";
  const files = await offStick(pc);
  if (!packed.ok) return packed.problem.kind;
  const name = packed.value?.fileName ?? "";
  const [bundle, signature] = [files.get(name), files.get(`${name}.minisig`)];
  if (bundle === undefined || signature === undefined) throw new Error("nothing on the stick");
  world.judge.packed(pc.name, id, {
    signature: Buffer.from(signature).toString("latin1"),
    edition: pc.said.registry ?? 0,
  });
  for (const to of world.computers.values())
    if (to.office === office && to !== pc) world.bag.push({ id, from: pc.name, to: to.name, name, bundle, signature });
  world.trace.push(`${name} ${createHash("sha256").update(bundle).update(signature).digest("hex")}`);
  return "packed";
}

/** Hand a parcel in; what the PC said. */
export async function deliver(world: World, { id, to, name, bundle, signature }: Parcel): Promise<string> {
  const pc = world.computers.get(to)!;
  await onStick(pc, `${name}.minisig`, signature);
  pc.seat.path = await onStick(pc, name, bundle);
  const receipts: ReceiptSeen[] = [];
  const kind = await untilCut(pc, async (handlers) => {
    const opened = await handlers["bundle.open"]({});
    if (!opened.ok) return opened.problem.kind;
    if (opened.value === null) return "cancelled";
    const { token, lines, header } = opened.value;
    for (const { by, feed, upTo, head, unsettled, counts } of opened.value.receipts.slice(0, header.counts.receipts))
      receipts.push({
        by,
        feed,
        upTo,
        head,
        waiting: (unsettled ?? []).map(({ number }) => number),
        counted: counts?.waiting ?? 0,
      });
    const taken = await handlers["bundle.accept"]({
      token,
      proposing: [...(await pc.page.proposing(lines))],
      weight: light,
    });
    return taken.ok ? "taken" : taken.problem.kind;
  });
  if (kind === null || pc.machine.isOff()) return "the power went";
  await offStick(pc);
  world.judge.delivered(to, id, { kind, receipts, edition: pc.said.registry ?? 0 });
  return kind;
}

/** Take what waited and need not wait any more. */
export async function takeWaiting(world: World, pc: Computer): Promise<number> {
  let taken = 0;
  const { waiting } = given(await pc.seat.handlers["exchange.overview"]({}));
  for (const { bundle, standing } of waiting) {
    if (standing.state !== "ready") continue;
    const opened = await pc.seat.handlers["bundle.reopen"]({ bundle });
    if (!opened.ok) continue;
    const { token, lines } = opened.value;
    const accepted = await pc.seat.handlers["bundle.accept"]({
      token,
      proposing: [...(await pc.page.proposing(lines))],
      weight: light,
    });
    if (accepted.ok) taken += 1;
    await look(world, pc);
  }
  return taken;
}

/** The PC after a power cut, a kill, or the evening. */
export async function restart(world: World, pc: Computer, how: "cut" | "kill" | "evening"): Promise<void> {
  if (how === "evening") await pc.seat.close();
  world.clerks.forms.delete(pc.name);
  await startAgain(
    pc,
    how === "cut" ? pc.machine.switchOn(chanceOf(world.chance.below(2 ** 31))) : pc.machine.restart(),
  );
  await look(world, pc);
}
