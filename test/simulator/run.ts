import { createHash } from "node:crypto";
import type { Draft } from "../../shared/change/change.ts";
import { given } from "../electron/seats.ts";
import { chanceOf } from "../electron/store/chance.ts";
import { baseOf, provinceId } from "./base.ts";
import { type Deed, deedAt } from "./clerk.ts";
import { type Computer, drawingFrom, startAgain } from "./computer.ts";
import { answerOne, handFileOver, tellOthers, withdrawOne } from "./hand.ts";
import type { Counts, Ending } from "./judge/told.ts";
import {
  addComputer,
  carryRegistry,
  changeKeys,
  copyComputer,
  introduce,
  neighbourWouldWait,
  partnersOf,
  provinceOf,
  publish,
  renew,
  replaceRoot,
  revoke,
  twinOf,
} from "./keys.ts";
import { count, deliver, look, openWorld, pack, restart, type Size, save, takeWaiting, type World } from "./world.ts";

export interface Verdict {
  readonly seed: number;
  readonly faults: readonly string[];
  readonly ending: Ending | null; // null: a fault stopped the run
  readonly counts: Counts;
  readonly tally: Readonly<Record<string, number>>;
  readonly steps: number;
  readonly shape: string;
  readonly hash: string; // of everything that happened and lies on the disks: the same seed, the same hash
}

/** One run from one seed: a random while of work and faults, then everything that is missing is delivered. */
export async function simulate(seed: number, size: Size, tell: (line: string) => void = () => {}): Promise<Verdict> {
  await baseOf(size.districts); // its own randomness, before the run's
  return drawingFrom(chanceOf(seed + 7), async () => {
    const world = await openWorld(seed, size, tell);
    let steps = 0;
    let ending: Ending | null = null;
    try {
      await begin(world);
      for (; steps < size.steps && world.judge.faults.length === 0; steps += 1) await step(world, steps / size.steps);
      if (world.judge.faults.length === 0) await deliverAll(world);
      if (world.judge.faults.length === 0) ending = world.judge.end([...world.computers.keys()], world.shape === "all");
      if (ending !== null && world.shape === "all" && ending.states !== 1)
        world.judge.fault(`everybody was told everything, and there are ${ending.states} states at the end (P9)`);
    } catch (error) {
      world.judge.fault(
        `the program threw ${String(error)} ${error instanceof Error ? error.stack?.split("\n").slice(1, 8).join(" | ") : ""}`,
      );
    }
    const hash = createHash("sha256").update(world.trace.join("\n"));
    for (const { machine } of world.computers.values())
      for (const path of machine.paths().toSorted()) hash.update(path).update(machine.peek(path));
    const verdict = {
      seed,
      faults: world.judge.faults,
      ending,
      counts: world.judge.counts,
      tally: Object.fromEntries([...world.tally].toSorted(([one], [other]) => (one < other ? -1 : 1))),
      steps,
      shape: world.shape,
      hash: hash.digest("hex"),
    };
    for (const pc of world.computers.values()) if (!pc.machine.isOff()) await pc.seat.close();
    return verdict;
  });
}

async function begin(world: World): Promise<void> {
  const { computers, shape, chance, districts } = world;
  for (const pc of computers.values()) await look(world, pc);
  const firsts = districts.map((id) => computers.get(`${id}/1`)!);
  const pairs = firsts.flatMap((one, i) => firsts.slice(i + 1).map((other) => [one, other] as const));
  const wanted =
    shape === "all" ? pairs : shape === "neighbours" ? pairs.filter(() => chance.next() < 2 / districts.length) : [];
  for (const [one, other] of wanted) {
    (world.neighbours as Set<string>).add(`${one.office} ${other.office}`);
    await introduce(world, one, other);
  }
}

type Act = (world: World, pc: Computer) => Promise<string | null>;

const deeds: readonly (readonly [number, Deed])[] = [
  [14, "file"],
  [14, "row"],
  [26, "edit"],
  [8, "stale form"],
  [10, "propose"],
  [10, "settle"],
  [8, "adopt"],
  [4, "decline"],
  [8, "unit"],
  [6, "newer field"],
];

const writing: Act = async (world, pc) => {
  const { chance, clerks } = world;
  const deed = weighed(world, deeds);
  const found = deedAt(clerks, pc, deed);
  const stuck = found !== null && neighbourWouldWait(world, pc, placesSeenBy(found));
  const wanted = stuck ? null : found;
  const draft = wanted ?? deedAt(clerks, pc, "file")!; // always something is written
  const drafts = chance.next() < 0.08 ? [draft, deedAt(clerks, pc, "file")!] : [draft];
  const fault = chance.next();
  if (fault < 0.03) pc.machine.cutAfter(1 + chance.below(6));
  else if (fault < 0.06)
    Object.assign(pc.trouble, { after: 1 + chance.below(2), code: chance.pick(["ENOSPC", "EIO", "EBUSY"]) });
  const answer = await save(world, pc, drafts);
  await afterFault(world, pc, answer);
  count(world, `saves: ${answer}`, drafts.length);
  return `${wanted === null ? "file" : deed}${drafts.length > 1 ? " and a file, at once" : ""}: ${answer}`;
};

const placesSeenBy = ({ changes }: Draft): readonly string[] =>
  changes.flatMap(({ fields }) => Object.values(fields).flatMap(({ saw }) => saw));

const packing: Act = async (world, pc) => {
  const { chance } = world;
  const partners = partnersOf(world, pc);
  if (partners.length === 0) return null;
  const { office } = chance.pick(partners);
  const fault = chance.next();
  if (fault < 0.03) pc.machine.cutAfter(1 + chance.below(12));
  else if (fault < 0.06)
    Object.assign(pc.trouble, { after: 1 + chance.below(4), code: chance.pick(["ENOSPC", "EIO", "EBUSY"]) });
  const answer = await pack(world, pc, office);
  await afterFault(world, pc, answer);
  count(world, answer === "packed" ? "bundles" : `not packed: ${answer}`);
  return `a bundle for ${office}: ${answer}`;
};

const delivering: Act = async (world) => {
  const { chance, bag } = world;
  const at = chance.next() < 0.5 ? 0 : chance.below(bag.length + 1); // in their order, or out of it
  const parcel = bag[at];
  if (parcel === undefined) return null;
  if (at > 0) count(world, "out of order");
  const fate = chance.next();
  if (fate < 0.14) {
    bag.splice(at, 1);
    count(world, "lost");
    return `${parcel.id} from ${parcel.from} to ${parcel.to} is lost`;
  }
  if (fate < 0.24) count(world, "left on the stick, to come again");
  else bag.splice(at, 1);
  const pc = world.computers.get(parcel.to)!;
  const fault = chance.next();
  if (fault < 0.04) pc.machine.cutAfter(1 + chance.below(8));
  else if (fault < 0.07)
    Object.assign(pc.trouble, { after: 1 + chance.below(3), code: chance.pick(["ENOSPC", "EIO", "EBUSY"]) });
  const answer = await deliver(world, parcel);
  await afterFault(world, pc, answer);
  await tellOthers(world, pc);
  count(world, `handed in: ${answer}`);
  return `${parcel.id} from ${parcel.from} at ${parcel.to}: ${answer}`;
};

async function afterFault(world: World, pc: Computer, answer: string): Promise<void> {
  pc.trouble.after = 0;
  if (answer === "the power went" || pc.machine.isOff()) {
    count(world, "power cuts");
    await restart(world, pc, "cut");
    return;
  }
  await look(world, pc);
}

const clocks: readonly ((now: number) => number)[] = [
  (now) => now - 10 * 365 * 86_400_000,
  (now) => now + 10 * 365 * 86_400_000,
  () => Date.UTC(1980, 0, 1),
  () => Date.UTC(2038, 0, 19, 3, 13),
  () => Date.UTC(2099, 11, 31, 16),
];

const wrongClock: Act = async (world, pc) => {
  pc.clock.millis = world.chance.pick(clocks)(Date.UTC(2026, 10, 23));
  pc.clock.frozen = world.chance.next() < 0.2;
  count(world, "clocks set wrong");
  return `the clock shows ${new Date(pc.clock.millis).getUTCFullYear()}${pc.clock.frozen ? " and stands" : ""}`;
};

const startingAgain: Act = async (world, pc) => {
  const how = world.chance.next() < 0.5 ? ("kill" as const) : ("evening" as const);
  await restart(world, pc, how);
  count(world, how === "kill" ? "kills" : "evenings");
  return how === "kill" ? "the program is killed and starts again" : "locked and opened again";
};

const keepingCopy: Act = async (world, pc) => {
  const machine = pc.machine.switchOn(chanceOf(world.chance.below(2 ** 31)), "none");
  world.backups.set(pc.name, { machine, judge: world.judge.backup(pc.name), feed: pc.opened.feed });
  return "its disk is copied";
};

const puttingBack: Act = async (world) => {
  const from = [...world.backups].filter(([name, { feed }]) => {
    const pc = world.computers.get(name);
    return pc?.opened.feed === feed && pc.level === "district";
  });
  if (from.length === 0) return null;
  const [name, backup] = world.chance.pick(from);
  const pc = world.computers.get(name)!;
  await pc.seat.close();
  world.judge.putBack(name, backup.judge);
  world.clerks.forms.delete(name);
  await startAgain(pc, backup.machine.switchOn(chanceOf(world.chance.below(2 ** 31)), "none"));
  await look(world, pc);
  count(world, "old copies put back");
  world.putBack.add(name);
  if (world.chance.next() < 0.3) await renew(world, pc);
  return `${name} runs from an old copy of its disk`;
};

const renewing: Act = async (world, pc) => {
  if (pc.level === "province") return null;
  await renew(world, pc);
  return "takes a new identity";
};

const revoking: Act = async (world, pc) => {
  if (pc.level === "province") return null;
  const held =
    world.judge.expected(`${partnersOf(world, pc).find(({ level }) => level === "province")?.name}`).reached[
      pc.opened.feed
    ] ?? 0;
  await revoke(world, pc.opened.feed, Math.max(0, held - world.chance.below(3)));
  return "its key is to be revoked";
};

const updating: Act = async (world, pc) => {
  if (pc.program >= 4) return null;
  pc.program += 1;
  await restart(world, pc, "evening");
  await takeWaiting(world, pc);
  count(world, "program updates");
  return `runs version 0.${pc.program} now`;
};

const publishing: Act = async (world) => {
  if (!world.keysChanged) return null;
  if (world.chance.next() < 0.15) await replaceRoot(world);
  else await publish(world);
  return "the keepers sign an edition of the registry";
};

const copyingOnto: Act = async (world, pc) => {
  if (pc.level === "province") return null;
  const copy = await copyComputer(world, pc);
  if (copy === null) return null;
  for (const one of world.chance.next() < 0.5 ? [pc, copy] : [copy, pc]) {
    await save(world, one, [deedAt(world.clerks, one, "file")!]); // each goes on by itself: from here on their feed is two
    await look(world, one);
    await pack(world, one, provinceId);
    await look(world, one);
  }
  return "its disk is copied onto another PC, and both go on";
};

const changingKeys: Act = async (world, pc) => {
  const said = await changeKeys(world, pc);
  count(world, said === "asked" ? "key changes" : `no key change: ${said}`);
  return said === "asked" ? "asks for other keys" : `asks for other keys: ${said}`;
};

const joining: Act = async (world, pc) => {
  const name = `${pc.office}/2`;
  if (world.computers.has(name) || world.renewals > 0) return null;
  await addComputer(world, name);
  return "its office gets a second PC";
};

const answering: Act = (world, pc) => answerOne(world, pc);

const acts: readonly (readonly [number, Act])[] = [
  [420, writing],
  [200, packing],
  [260, delivering],
  [20, wrongClock],
  [20, startingAgain],
  [40, keepingCopy],
  [60, puttingBack],
  [7, renewing],
  [7, revoking],
  [12, updating],
  [10, publishing],
  [10, copyingOnto],
  [12, changingKeys],
];

const handingOver: typeof acts = [
  [40, handFileOver],
  [40, answering],
  [10, withdrawOne],
];

async function step(world: World, done: number): Promise<void> {
  const act =
    done < 0.25 && world.chance.next() < 0.03
      ? joining
      : weighed(world, world.handsOver ? [...acts, ...handingOver] : acts);
  const pc = world.chance.pick([...world.computers.values()]);
  const said = await act(world, pc);
  if (said === null) return;
  world.trace.push(`${pc.name} ${said}`);
  world.tell(act === delivering ? said : `${pc.name}: ${said}`);
}

function weighed<One>({ chance }: World, from: readonly (readonly [number, One])[]): One {
  let at = chance.below(from.reduce((sum, [weight]) => sum + weight, 0));
  for (const [weight, one] of from) {
    at -= weight;
    if (at < 0) return one;
  }
  throw new Error("nothing to pick from");
}

/** Everything that is missing comes: until nobody has anything to send any more. */
async function deliverAll(world: World): Promise<void> {
  const { computers, bag } = world;
  bag.length = 0;
  for (const pc of computers.values()) {
    if (pc.program >= 4) continue;
    pc.program = 4;
    await restart(world, pc, "evening");
  }
  const unreadable = new Set<string>(); // PCs that could not open what was packed for their office, or know its key no more
  for (let round = 0; round < mostRounds && world.judge.faults.length === 0; round += 1) {
    let busy = false;
    if (world.keysChanged) {
      await publish(world);
      busy = true;
    }
    const { offices } = given(await provinceOf(world).seat.handlers["registry.overview"]({}));
    const gone = new Set(
      offices.flatMap(({ feeds }) => feeds.flatMap(({ feed, state }) => (state === "ended" ? [feed] : []))),
    );
    for (const pc of computers.values()) {
      // Nobody packs for it any more, or it has missed a change of keys, its own among them.
      if (gone.has(pc.opened.feed) || unreadable.delete(pc.name)) await carryRegistry(world, pc);
      const overview = given(await pc.seat.handlers["exchange.overview"]({}));
      for (const { feed, decision } of overview.forks)
        if (decision === null) {
          given(
            await pc.seat.handlers["fork.decide"]({ feed, keeps: "held", reason: "máy kia chạy từ bản sao lưu cũ" }),
          );
          count(world, "forks decided");
          await look(world, pc);
        }
      const { ownEnd, ownStrange } = given(await pc.seat.handlers["registry.overview"]({}));
      if (ownEnd !== null || ownStrange || world.putBack.has(pc.name)) {
        await renew(world, pc);
        busy = true;
      } else if (round > 0 && losesToTwin(world, pc)) {
        count(world, "twins parted");
        await renew(world, pc, isForkedElsewhere(world, pc));
        busy = true;
      }
      if ((await takeWaiting(world, pc)) > 0) busy = true;
      if (round === 1 && world.handsOver && (await answering(world, pc)) !== null) busy = true;
      if (await tellOthers(world, pc)) busy = true;
    }
    for (const pc of computers.values()) {
      for (const office of new Set(partnersOf(world, pc).map((other) => other.office))) {
        const answer = await pack(world, pc, office);
        if (answer === "nothing-to-send") continue;
        await look(world, pc);
        if (answer !== "packed") continue;
        busy = true;
        for (const parcel of bag.splice(0)) {
          const said = await deliver(world, parcel);
          count(world, "delivered at the end");
          if (said === "bundle-hostile" || said === "bundle-foreign") unreadable.add(parcel.to);
          world.tell(`  ${parcel.id} ${parcel.name} from ${parcel.from} at ${parcel.to}: ${said}`);
          await look(world, computers.get(parcel.to)!);
        }
      }
    }
    if (!busy) return;
  }
  if (world.judge.faults.length === 0)
    world.judge.fault(`there is always something left to send after ${mostRounds} rounds`);
}

/** Of two PCs under one feed the province asks one to take a new identity: the one whose branch it does not hold, else the copy. */
function losesToTwin(world: World, pc: Computer): boolean {
  const twin = twinOf(world, pc);
  if (twin === undefined) return false;
  const feed = pc.opened.feed;
  const [theirs, own, other] = [provinceOf(world), pc, twin].map((one) => world.judge.backup(one.name).get(feed) ?? []);
  const [isOn, isTwinOn] = [own, other].map((branch) => startsAlike(branch ?? [], theirs ?? []));
  return isOn === isTwinOn ? pc.name.endsWith("copied") : isTwinOn;
}

/** Whether somebody holds of a PC's feed another branch than its twin, who goes on with it: then its key ends. */
function isForkedElsewhere(world: World, pc: Computer): boolean {
  const feed = pc.opened.feed;
  const goesOn = world.judge.backup(twinOf(world, pc)?.name ?? "").get(feed) ?? [];
  return partnersOf(world, pc).some(({ name }) => !startsAlike(goesOn, world.judge.backup(name).get(feed) ?? []));
}

const startsAlike = (one: readonly string[], other: readonly string[]): boolean =>
  one.slice(0, other.length).every((line, i) => line === other[i]);

const mostRounds = 14;
