import { given } from "../electron/seats.ts";
import { chanceOf } from "../electron/store/chance.ts";
import { keeperPassphrase } from "../electron/trust.ts";
import { firstDay, provinceId } from "./base.ts";
import { type Computer, clockAt, noTrouble, offStick, onStick, startAgain, stick, switchedOn } from "./computer.ts";
import { enrolAt } from "./enrol.ts";
import { count, look, type World } from "./world.ts";

/** What becomes of PCs and their keys: a second PC, a new identity, a revocation, an edition of the registry. */

export const provinceOf = (world: World): Computer => world.computers.get(`${provinceId}/1`)!;

/** Those with whom a PC exchanges. */
export const partnersOf = (world: World, pc: Computer): readonly Computer[] =>
  [...world.computers.values()].filter(
    (other) => other !== pc && other.opened.feed !== pc.opened.feed && areIntroduced(world, pc, other),
  );

/** The PC that goes on with the same feed and the same key, since one's disk was copied. */
export const twinOf = (world: World, pc: Computer): Computer | undefined =>
  [...world.computers.values()].find((other) => other !== pc && other.opened.feed === pc.opened.feed);

function areIntroduced(world: World, one: Computer, other: Computer): boolean {
  if (one.office === other.office || one.level === "province" || other.level === "province") return true;
  return (
    world.shape === "all" ||
    world.neighbours.has(`${one.office} ${other.office}`) ||
    world.neighbours.has(`${other.office} ${one.office}`)
  );
}

/** Whether somebody who receives this PC's feed does not receive one of those in which these places stand: the known limit of CM-3. */
export function neighbourWouldWait(world: World, pc: Computer, places: readonly string[]): boolean {
  if (pc.level === "province") return false; // it withholds such an action (CM-10)
  const seen = new Set(places.map((place) => place.slice(0, place.indexOf("-"))));
  const known = (partner: Computer) =>
    new Set(partnersOf(world, partner).map(({ office }) => office)).add(partner.office);
  const waits = partnersOf(world, pc).some((partner) => [...seen].some((office) => !known(partner).has(office)));
  if (waits) count(world, "not written: a neighbour would wait for ever");
  return waits;
}

/** Each types the digits of the other's sheet. */
export async function introduce(world: World, one: Computer, other: Computer): Promise<void> {
  for (const [host, guest] of [
    [one, other],
    [other, one],
  ] as const) {
    await enrolAt(host, guest);
    count(world, "enrolments");
  }
  await look(world, one);
  await look(world, other);
}

/** An office gets its second PC. */
export async function addComputer(world: World, name: string): Promise<void> {
  const spare = world.base.computers.get(name)!;
  const machine = spare.machine.switchOn(chanceOf(world.chance.below(2 ** 31)), "none");
  const pc = await switchedOn({ ...spare, clock: clockAt(firstDay), trouble: noTrouble(), program: 2 }, machine);
  world.computers.set(name, pc);
  world.judge.renewed(name, "", { feed: pc.opened.feed, upTo: 0, reissued: 0 });
  await look(world, pc);
  for (const other of partnersOf(world, pc)) await introduce(world, pc, other);
  world.keysChanged = true;
  await carryRegistry(world, pc);
  count(world, "second PCs");
}

/** Another PC runs from a copy of a PC's disk, with the same feed and the same key; neither knows of it. */
export async function copyComputer(world: World, pc: Computer): Promise<Computer | null> {
  const name = `${pc.name} copied`;
  if (world.computers.has(name) || twinOf(world, pc) !== undefined) return null;
  const machine = pc.machine.switchOn(chanceOf(world.chance.below(2 ** 31)), "none");
  const copy = await switchedOn({ ...pc, name, clock: clockAt(pc.clock.millis), trouble: noTrouble() }, machine);
  world.computers.set(name, copy);
  world.judge.copied(name, pc.name);
  count(world, "disks copied");
  await look(world, copy);
  return copy;
}

/** A PC asks for other keys; two of three keepers name them with the next edition. What the province's PC said. */
export async function changeKeys(world: World, pc: Computer): Promise<string> {
  const province = provinceOf(world);
  pc.seat.path = stick;
  const asked = await pc.seat.handlers["keys.change"]({});
  const files = await offStick(pc);
  if (!asked.ok) return asked.problem.kind;
  const { fileName, fingerprint } = asked.value!;
  if (fileName !== null) {
    const bytes = files.get(fileName);
    if (bytes === undefined) throw new Error("no request on the stick");
    province.seat.path = await onStick(province, fileName, bytes);
    const opened = await province.seat.handlers["keys.open"]({});
    await offStick(province);
    if (!opened.ok) return opened.problem.kind;
    given(await province.seat.handlers["keys.admit"]({ token: opened.value!.token, digits: fingerprint }));
  }
  world.keysChanged = true;
  await look(world, pc);
  await look(world, province);
  return "asked";
}

/** The registry as files, to a PC that holds none, whose clerk types the digits of the roots, or that no bundle reaches. */
export async function carryRegistry(world: World, pc: Computer): Promise<void> {
  const province = provinceOf(world);
  province.seat.path = stick;
  const out = given(await province.seat.handlers["registry.export"]({}));
  for (const [name, bytes] of await offStick(province)) await onStick(pc, name, bytes);
  pc.seat.path = `${stick}/${out?.fileName ?? ""}`;
  const opened = await pc.seat.handlers["registry.open"]({});
  const { held } = given(await province.seat.handlers["registry.overview"]({}));
  if (opened.ok && opened.value?.taken === false)
    given(await pc.seat.handlers["registry.admit"]({ digits: held?.rootDigits ?? "" }));
  await offStick(pc);
  await look(world, province);
  await look(world, pc);
}

/** A PC goes on under a new feed and new keys; its old key is revoked at what the province holds of it, unless a twin goes on with it. */
export async function renew(world: World, pc: Computer, revokes = true): Promise<void> {
  const former = pc.opened.feed;
  const renewed = given(await pc.seat.handlers["identity.renew"]({}));
  world.judge.renewed(pc.name, former, renewed);
  world.clerks.forms.delete(pc.name);
  world.putBack.delete(pc.name);
  await startAgain(pc, pc.machine.restart());
  await look(world, pc);
  world.renewals += 1;
  count(world, "new identities");
  for (const other of partnersOf(world, pc)) {
    await enrolAt(other, pc);
    count(world, "enrolments");
    await look(world, other);
  }
  if (revokes) await revoke(world, former, null);
  world.keysChanged = true;
}

/** The province decides that a key holds up to an action and no further; null: up to all that it holds. */
export async function revoke(world: World, feed: string, upTo: number | null): Promise<void> {
  const province = provinceOf(world);
  if (feed === province.opened.feed) return;
  const { peers } = given(await province.seat.handlers["exchange.overview"]({}));
  const known = peers.find(({ peer }) => peer.feed === feed);
  if (known === undefined) return;
  const number = Math.min(upTo ?? known.heldUpTo, known.heldUpTo);
  const decide = (at: number) => province.seat.handlers["registry.revoke"]({ feed, number: at, why: "máy đã thay" });
  const decided = await decide(number);
  if (decided.ok || decided.problem.kind !== "revoked-before-key") given(decided);
  else given(await decide(decided.problem.upTo)); // it changed keys meanwhile
  world.judge.revoked(feed);
  world.keysChanged = true;
  count(world, "revocations");
  await look(world, province);
}

/** Two of three keepers sign the next edition; bundles carry it. */
export async function publish(world: World): Promise<void> {
  const province = provinceOf(world);
  for (const { name, bytes } of world.base.rootKeys.slice(0, 2)) {
    province.seat.path = await onStick(province, name, bytes);
    const signed = await province.seat.handlers["registry.sign"]({ passphrase: keeperPassphrase });
    await offStick(province);
    if (!signed.ok) return;
  }
  given(await province.seat.handlers["registry.publish"]({}));
  province.seat.path = stick;
  given(await province.seat.handlers["registry.export"]({}));
  for (const [name, bytes] of await offStick(province))
    if (name.endsWith(".json")) world.judge.published(new TextDecoder().decode(bytes));
  world.keysChanged = false;
  count(world, "editions");
  await look(world, province);
}

/** A third keeper gives up the key: a new one takes its place, signed by the others. */
export async function replaceRoot(world: World): Promise<void> {
  const province = provinceOf(world);
  const { roots } = given(await province.seat.handlers["registry.overview"]({}));
  const third = roots.find(({ holder }) => holder === "Lê Giữ Ba");
  if (third === undefined) return;
  province.seat.path = stick;
  const made = await province.seat.handlers["registry.root"]({
    holder: "Phan Giữ Bốn",
    passphrase: keeperPassphrase,
    instead: third.keyId,
  });
  await offStick(province);
  if (!made.ok) return;
  count(world, "root keys replaced");
  await publish(world);
}
