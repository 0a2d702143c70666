import { given, seatAt } from "../electron/seats.ts";
import { chanceOf } from "../electron/store/chance.ts";
import { type ForgetfulMachine, forgetfulMachine } from "../electron/store/forgetful-machine.ts";
import { handOver, keeperPassphrase, keepers, publish, registryOf } from "../electron/trust.ts";
import {
  type Computer,
  clockAt,
  dataFolder,
  drawingFrom,
  noTrouble,
  offStick,
  onStick,
  stick,
  switchedOn,
} from "./computer.ts";
import { enrolAt } from "./enrol.ts";

/** Offices as they are when a run begins: founded, enrolled with the province, the registry of keys in force. Made once. */
export interface Base {
  readonly computers: ReadonlyMap<string, BaseComputer>;
  readonly rootKeys: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  readonly rootDigits: string;
}

export interface BaseComputer {
  readonly name: string;
  readonly office: string;
  readonly level: "district" | "province";
  readonly recoveryKey: string;
  readonly enrolled: boolean;
  readonly machine: ForgetfulMachine; // closed
}

export const provinceId = "nghean";
const districtNames =
  "doluong quychau namdan vinh anhson concuong dienchau hungnguyen kyson nghiloc nghiadan quehop quephong quynhluu tanky thanhchuong tuongduong yenthanh hoangmai thaihoa cualo bachha caoson lamsa tamhop tralan vandien xuanlam baithanh chaukhe";
export const districtIds: readonly string[] = districtNames.split(" ");

const bases = new Map<number, Promise<Base>>();

/** Always the same for a number of districts, whatever was run before. */
export function baseOf(districts: number): Promise<Base> {
  const known = bases.get(districts);
  if (known !== undefined) return known;
  const made = drawingFrom(chanceOf(1_000_000 + districts), () => makeBase(districts));
  bases.set(districts, made);
  return made;
}

async function makeBase(districts: number): Promise<Base> {
  const offices = [provinceId, ...districtIds.slice(0, districts)];
  const founded: Omit<BaseComputer, "enrolled">[] = [];
  for (const [i, office] of offices.entries())
    for (const number of [1, 2]) founded.push(await found(office, number, 10 * i + number));
  const enrolled = new Map<string, Computer>();
  for (const one of founded.filter(({ name }) => name.endsWith("/1")))
    enrolled.set(
      one.name,
      await switchedOn({ ...one, clock: clockAt(firstDay), trouble: noTrouble(), program: 1 }, one.machine),
    );
  const province = enrolled.get(`${provinceId}/1`)!;
  const others = [...enrolled.values()].filter((pc) => pc !== province);
  for (const pc of others) {
    await enrolAt(province, pc);
    await enrolAt(pc, province);
  }
  const seat = Object.assign(province.seat, { opened: province.opened });
  const rootKeys: { readonly name: string; readonly bytes: Uint8Array }[] = [];
  for (const holder of keepers) {
    seat.path = stick;
    given(await seat.handlers["registry.root"]({ holder, passphrase: keeperPassphrase, instead: null }));
    for (const [name, bytes] of await offStick(province)) rootKeys.push({ name, bytes });
  }
  const keyFiles: string[] = [];
  for (const { name, bytes } of rootKeys.slice(0, 2)) keyFiles.push(await onStick(province, name, bytes));
  await publish(seat, keyFiles);
  const rootDigits = (await registryOf(seat)).held?.rootDigits ?? "";
  await offStick(province);
  const path = await handOver(seat, stick);
  const files = await offStick(province);
  for (const pc of others) {
    for (const [name, bytes] of files) await onStick(pc, name, bytes);
    pc.seat.path = path;
    given(await pc.seat.handlers["registry.open"]({}));
    given(await pc.seat.handlers["registry.admit"]({ digits: rootDigits }));
    await offStick(pc);
  }
  for (const pc of enrolled.values()) await pc.seat.close();
  return {
    computers: new Map(
      founded.map((one) => [
        one.name,
        { ...one, enrolled: enrolled.has(one.name), machine: enrolled.get(one.name)?.machine ?? one.machine },
      ]),
    ),
    rootKeys,
    rootDigits,
  };
}

export const firstDay = Date.parse("2026-03-01T01:00:00Z");

async function found(office: string, number: number, seed: number): Promise<Omit<BaseComputer, "enrolled">> {
  const machine = forgetfulMachine(seed);
  const roomless = { ...machine, files: { ...machine.files, freeBytes: async () => 250 * 1_048_576 } };
  const seat = seatAt(dataFolder, roomless);
  const level = office === provinceId ? ("province" as const) : ("district" as const);
  const made = given(
    await seat.handlers["office.create"]({
      office,
      officeName: `Văn phòng ${office}`,
      level,
      clerkName: `Cán bộ ${number}`,
      clerkRole: "văn thư",
      passphrase: "năm con thuyền trên sông",
    }),
  );
  await seat.close();
  return { name: `${office}/${number}`, office, level, recoveryKey: made.recoveryKey, machine: machine.restart() };
}
