import { answerHandover, handOver, passOn, withdrawHandover } from "../../renderer/services/hand-over.ts";
import type { Office } from "../../renderer/services/office.ts";
import type { Draft } from "../../shared/change/change.ts";
import { headsOf } from "../../shared/change/heads.ts";
import type { RecordId } from "../../shared/domain/primitives.ts";
import { given } from "../electron/seats.ts";
import type { Computer } from "./computer.ts";
import { neighbourWouldWait, provinceOf } from "./keys.ts";
import { count, look, pack, type World } from "./world.ts";

/** Files that go from one office to another, with the page's own services (CM-18). */

/** The province hands a file over, now and then by force; both offices are packed for. Null: there is nothing to hand over. */
export async function handFileOver(world: World): Promise<string | null> {
  const { chance, districts } = world;
  const province = provinceOf(world);
  const people = [...province.page.state.records.all()].filter(({ id }) => id.startsWith("person:"));
  if (people.length === 0) return null;
  const file = chance.pick(people).id as RecordId<"person">;
  const toOffice = chance.next() < 0.1 ? province.office : chance.pick(districts);
  const forced = chance.next() < 0.25;
  const from = (await province.page.desk.handoverGround(file))?.keeper ?? "";
  const draft = { file, toOffice, decision: "12-QĐ/TU", decidedOn: "2026-03-02", reason: "điều động", forced };
  const done = await atDesk(world, province, (office) =>
    handOver(office, { ...draft, second: forced ? "Người thứ hai" : "" }),
  );
  if (done === "moved") return null;
  count(world, forced ? "files handed over by force" : "files handed over");
  for (const to of chance.next() < 0.5 ? [from, toOffice] : [toOffice, from])
    if (to !== province.office) {
      await pack(world, province, to);
      await look(world, province);
    }
  return `hands ${file} over from ${from} to ${toOffice}${forced ? ", by force" : ""}`;
}

/** An office answers a hand-over of which it has heard. */
export async function answerOne(world: World, pc: Computer): Promise<string | null> {
  const open = (await pc.page.desk.handovers()).filter(({ isOurs }) => isOurs);
  if (open.length === 0) return null;
  const one = world.chance.pick(open);
  const file = await pc.page.desk.held(one.record.file);
  const words = file === null ? [] : headsOf(file, "custodian").map(({ by }) => by);
  const accepted = world.chance.next() < 0.75 && !neighbourWouldWait(world, pc, words);
  const said = { accepted, reason: accepted ? "" : "chưa đủ giấy tờ" };
  const done = await atDesk(world, pc, (office) => answerHandover(office, one, said));
  if (done === "moved") return null;
  count(world, accepted ? "hand-overs accepted" : "hand-overs refused");
  return `${accepted ? "accepts" : "refuses"} ${one.record.file}`;
}

/** The province takes a hand-over back, whether or not it was answered elsewhere meanwhile. */
export async function withdrawOne(world: World): Promise<string | null> {
  const province = provinceOf(world);
  const open = (await province.page.desk.handovers()).filter(({ mayWithdraw }) => mayWithdraw);
  if (open.length === 0) return null;
  const one = world.chance.pick(open);
  const done = await atDesk(world, province, (office) => withdrawHandover(office, one, "thay đổi quyết định"));
  if (done === "moved") return null;
  count(world, "hand-overs withdrawn");
  return `takes the hand-over of ${one.record.file} back`;
}

/** After every bundle that the province takes: what others are to be told. @returns whether anything was recorded */
export async function tellOthers(world: World, pc: Computer): Promise<boolean> {
  if (pc.level !== "province" || !world.handsOver) return false;
  return (await atDesk(world, pc, (office) => passOn(office))) !== 0;
}

/** Do something as the page does it, over this PC's ledger and records. The day is the same in every run. */
async function atDesk<Answer>(
  world: World,
  pc: Computer,
  act: (office: Office) => Promise<{ readonly ok: true; readonly value: Answer } | { readonly ok: false }>,
): Promise<Answer> {
  const call = async (_: "ledger.append", draft: Draft) => {
    const answer = await pc.seat.handlers["ledger.append"](draft);
    if (answer.ok && answer.value.entry.entry === "action")
      world.judge.saved(pc.name, draft, answer.value.entry.action);
    return answer;
  };
  const data = { ...pc.page.desk, take: () => look(world, pc) };
  const now = Date.now;
  Date.now = () => 1_772_400_000_000;
  try {
    // Only what handing over asks for is there.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return given(await act({ opened: pc.opened, data, desktop: { call } } as unknown as Office));
  } finally {
    Date.now = now;
  }
}
