import { toThoseAnswered } from "../../shared/change/answered-offices.ts";
import type { Change, Draft, FieldChange } from "../../shared/change/change.ts";
import { headsOf } from "../../shared/change/heads.ts";
import { personOf } from "../../shared/change/shown-order.ts";
import type { RecordState } from "../../shared/change/state.ts";
import { idMaker } from "../../shared/domain/new-id.ts";
import { type Json, kindOf, officeOf, type RecordId } from "../../shared/domain/primitives.ts";
import type { Chance } from "../electron/store/chance.ts";
import type { Computer } from "./computer.ts";

/** What clerks do at their desks: always by what their own screen shows, or showed when they opened the form. */
export type Deed =
  | "file"
  | "row"
  | "edit"
  | "stale form"
  | "propose"
  | "settle"
  | "adopt"
  | "decline"
  | "unit"
  | "newer field";

/** A form that was opened and not yet saved. */
interface Form {
  readonly record: RecordId;
  readonly field: string;
  readonly saw: readonly string[];
}

export interface Clerks {
  readonly chance: Chance;
  readonly forms: Map<string, Form[]>; // by PC
  readonly districts: readonly string[];
  readonly toAll: boolean; // the province addresses everything to everybody
  readonly newId: ReturnType<typeof idMaker>;
}

export const clerksOf = (chance: Chance, districts: readonly string[], toAll: boolean): Clerks => ({
  chance,
  forms: new Map(),
  districts,
  toAll,
  newId: idMaker(1_772_000_000_000, chance.bytes(16)),
});

/** One save as it would be asked for now; null: there is nothing of the kind to do. */
export function deedAt(clerks: Clerks, pc: Computer, deed: Deed): Draft | null {
  const { chance } = clerks;
  const records = [...pc.page.state.records.all()];
  const people = records.filter(({ id, values }) => id.startsWith("person:") && typeof values.custodian === "string");
  const own = people.filter(({ values }) => values.custodian === pc.office);
  const foreign = people.filter(({ values }) => values.custodian !== pc.office);
  const draft = (changes: readonly Change[], purpose = "person.edit", more: readonly string[] = []): Draft => {
    const audience = audienceOf(clerks, pc, changes, more);
    const asked: Draft = { purpose, reason: "", audience, changes: [...changes] };
    return pc.level === "province" && !clerks.toAll ? toThoseAnswered(asked, pc.office) : asked;
  };
  const edit = (
    record: RecordState | { readonly id: RecordId },
    field: string,
    to: Json,
    saw?: readonly string[],
  ): Change => ({
    record: record.id,
    fields: { [field]: { saw: [...(saw ?? ("values" in record ? placesOf(record, field) : []))], to } },
  });
  switch (deed) {
    case "file": {
      const custodian = pc.level === "province" && chance.next() < 0.5 ? chance.pick(clerks.districts) : pc.office;
      const id = clerks.newId("person");
      return draft(
        [created(id, { custodian, birthName: nameOf(chance), nativeCommune: chance.pick(places), phone: "" })],
        "person.add",
      );
    }
    case "row": {
      const file =
        own.length > 0 && chance.next() < 0.8 ? chance.pick(own) : people.length > 0 ? chance.pick(people) : null;
      if (file === null) return null;
      const row =
        chance.next() < 0.7
          ? created(clerks.newId("assignment"), {
              personId: file.id,
              title: chance.pick(titles),
              unitText: chance.pick(places),
            })
          : created(clerks.newId("yearly-rating"), { personId: file.id, year: String(2019 + chance.below(7)) });
      return draft([row]);
    }
    case "edit":
    case "propose": {
      const files = deed === "edit" ? own : foreign;
      if (files.length === 0) return null;
      const file = chance.pick(files);
      const rows = records.filter((record) => personOf(record) === file.id);
      const record = chance.next() < 0.7 ? file : chance.pick(rows);
      const field = chance.pick(fieldsOf(record.id));
      remember(clerks, pc, record);
      return draft([edit(record, field, newValue(chance, field))]);
    }
    case "stale form": {
      const form = clerks.forms.get(pc.name)?.shift();
      if (form === undefined) return null;
      return draft([edit({ id: form.record }, form.field, newValue(chance, form.field), form.saw)]);
    }
    case "settle": {
      const open = records.flatMap((record) =>
        Object.keys(record.rivals).flatMap((field) =>
          field === "custodian" || field === "personId" ? [] : [{ record, field }],
        ),
      );
      if (open.length === 0) return null;
      const { record, field } = chance.pick(open);
      return draft([edit(record, field, chance.pick(headsOf(record, field)).to)], "conflict.settle");
    }
    case "adopt":
    case "decline": {
      const open = [...pc.page.state.proposals].flatMap(([id, fields]) => {
        const record = pc.page.state.records.get(id);
        return Object.entries(fields).flatMap(([field, heads]) =>
          record === undefined || field === "personId" || field === "custodian"
            ? []
            : heads.map((head) => ({ record, field, head })),
        );
      });
      const mine = open.filter(({ record }) => keeperOf(pc, record) === pc.office);
      if (mine.length === 0) return null;
      const { record, field, head } = chance.pick(mine);
      const present = headsOf(record, field);
      const to = deed === "adopt" || present[0] === undefined ? head.to : present[0].to;
      const saw = [...present.map(({ by }) => by), head.by];
      return draft([edit(record, field, to, saw)], `proposal.${deed}`, [officeOf(feedOf(head.by))]);
    }
    case "unit": {
      const units = records.filter(({ id }) => kindOf(id) === "unit-version");
      if (units.length === 0 || chance.next() < 0.4)
        return draft([created(clerks.newId("unit-version"), { name: chance.pick(places), type: "xã" })], "unit.add");
      return draft([edit(chance.pick(units), "name", chance.pick(places))], "unit.edit");
    }
    case "newer field": {
      if (own.length === 0 || pc.program < 2) return null;
      const file = chance.pick(own);
      if (chance.next() < 0.5) return draft([edit(file, "newField", { code: chance.pick(["A", "B"]), text: "mới" })]);
      const medal: RecordId = `medal:${clerks.newId("training").slice(9)}`;
      return draft([created(medal, { personId: file.id, grade: chance.below(3) })]);
    }
  }
}

/** Other offices whose files are touched, as the program works it out; none: everybody is told. */
function audienceOf(clerks: Clerks, pc: Computer, changes: readonly Change[], more: readonly string[]): string[] {
  if (clerks.toAll) return [];
  const offices = new Set(more);
  for (const { record, fields } of changes) {
    const said = fields.custodian?.to ?? keeperAt(pc, fields.personId?.to ?? personIdOf(pc, record));
    if (typeof said === "string") offices.add(said);
  }
  offices.delete(pc.office);
  return [...offices].toSorted();
}

function personIdOf(pc: Computer, id: RecordId): string | null {
  if (id.startsWith("person:")) return id;
  const record = pc.page.state.records.get(id);
  return record === undefined ? null : personOf(record);
}

function keeperAt(pc: Computer, person: Json | undefined): Json | undefined {
  const file = [...pc.page.state.records.all()].find(({ id }) => id === person);
  return file?.values.custodian;
}

const keeperOf = (pc: Computer, record: RecordState): Json | undefined => keeperAt(pc, personOf(record) ?? undefined);

function remember(clerks: Clerks, pc: Computer, record: RecordState): void {
  const field = clerks.chance.pick(fieldsOf(record.id));
  const forms = clerks.forms.get(pc.name) ?? [];
  if (forms.length < 6) forms.push({ record: record.id, field, saw: placesOf(record, field) });
  clerks.forms.set(pc.name, forms);
}

const placesOf = (record: RecordState, field: string): readonly string[] => headsOf(record, field).map(({ by }) => by);
const feedOf = (place: string): string => place.slice(0, place.lastIndexOf(":"));

const created = (record: RecordId, fields: Readonly<Record<string, Json>>): Change => ({
  record,
  fields: Object.fromEntries(
    Object.entries(fields).map(([field, to]): [string, FieldChange] => [field, { saw: [], to }]),
  ),
});

const editable: Readonly<Record<string, readonly string[]>> = {
  person: ["birthName", "nativeCommune", "phone", "partyJoinDate", "residence"],
  assignment: ["title", "unitText", "from"],
  "yearly-rating": ["year"],
  "unit-version": ["name"],
};
const fieldsOf = (id: RecordId): readonly string[] => editable[kindOf(id)] ?? ["grade"];

function newValue(chance: Chance, field: string): Json {
  if (field === "birthName") return nameOf(chance);
  if (field === "partyJoinDate" || field === "from")
    return chance.next() < 0.1 ? null : `${1985 + chance.below(38)}-0${1 + chance.below(9)}`;
  if (field === "year") return String(2015 + chance.below(10));
  if (field === "phone") return chance.next() < 0.3 ? "" : `09${10_000_000 + chance.below(89_999_999)}`;
  if (field === "grade") return chance.below(9);
  return chance.pick(field === "title" ? titles : places);
}

const nameOf = (chance: Chance): string =>
  `${chance.pick(["Nguyễn", "Trần", "Lô", "Vi", "Lương", "Hoàng"])} ${chance.pick(["Văn", "Thị", "Xuân"])} ${chance.pick(["An", "Bình", "Chung", "Duyên", "Giang", "Hạnh", "Khôi", "Lâm"])}`;
const places = ["xã Lưu Sơn", "xã Đà Sơn", "xã Môn Sơn", "xã Nghi Thiết", "phường Vinh Tân", "xã Tam Thái"];
const titles = ["Bí thư Đảng ủy", "Phó Chủ tịch UBND", "Chuyên viên", "Chánh Văn phòng", "Trưởng phòng"];
