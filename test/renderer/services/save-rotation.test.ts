import { describe, expect, it } from "vitest";
import { knownDecision } from "../../../renderer/services/known-decision.ts";
import { type Ground, type Leg, type Move, recordsOfMove } from "../../../renderer/services/save-rotation.ts";
import { apply } from "../../../shared/change/apply.ts";
import type { Change } from "../../../shared/change/change.ts";
import { conflictsOf } from "../../../shared/change/conflict.ts";
import { describeChange, recordFrom } from "../../../shared/change/describe-change.ts";
import { emptyState } from "../../../shared/change/records.ts";
import type { RecordState } from "../../../shared/change/state.ts";
import type { Assignment } from "../../../shared/domain/assignment.ts";
import { endBefore } from "../../../shared/domain/dates.ts";
import type { Decision } from "../../../shared/domain/decision.ts";
import { idMaker } from "../../../shared/domain/new-id.ts";
import { kindOf, type RecordId } from "../../../shared/domain/primitives.ts";
import { type AnyRecord, isRecordKind, type RecordKind, refusedField } from "../../../shared/domain/record-kinds.ts";
import type { UnitVersion } from "../../../shared/domain/unit.ts";
import { versionsByUnit } from "../../../shared/domain/units.ts";

const newId = idMaker(1_700_000_000_000, new Uint8Array(16).fill(7));
const person = newId("person");
const other = newId("person");
const office = newId("unit");
const commune = newId("unit");

const version = (unitId: RecordId<"unit">, patch: Partial<UnitVersion>): UnitVersion => ({
  id: newId("unit-version"),
  unitId,
  name: "",
  type: "",
  level: "XA",
  bloc: "DANG",
  parentId: null,
  localityId: null,
  code: "",
  from: "2000-01-01",
  to: null,
  document: "",
  withdrawn: false,
  ...patch,
});
const versions = versionsByUnit([
  version(office, { name: "Ban Tổ chức Huyện ủy", level: "HUYEN" }),
  version(commune, { name: "Đảng ủy xã Bến Tre Làng", to: "2016-12-31" }),
  version(commune, { name: "Đảng ủy xã Làng Mới", from: "2017-01-01" }),
]);

const assignment = (patch: Partial<Assignment>): Assignment => ({
  id: newId("assignment"),
  personId: person,
  unitId: office,
  postId: null,
  title: "Phó Trưởng ban",
  unitText: "Ban Tổ chức Huyện ủy",
  nature: "SUBSTANTIVE",
  from: "2012-05",
  to: null,
  decisionId: null,
  rotationId: null,
  withdrawn: false,
  ...patch,
});
const actionOf = (number: number, changes: readonly Change[]) => ({
  purpose: "rotation.record",
  reason: "",
  audience: [],
  feed: "an-k3f7",
  number,
  clerk: "c1",
  at: "2017-03-12T09:00",
  changes: [...changes],
});
/** An assignment as the first action of the office recorded it. */
const stored = (record: Assignment): RecordState => {
  const state = emptyState();
  apply(state, actionOf(1, [describeChange(undefined, record)!]));
  return state.records.get(record.id)!;
};

const leg = (patch: Partial<Leg>): Leg => ({
  personId: person,
  leaving: null,
  fromUnitId: office,
  fromTitle: "Phó Trưởng ban",
  toUnitId: commune,
  toPostId: null,
  toTitle: "Bí thư Đảng ủy",
  direction: null,
  directionReason: "",
  ...patch,
});
const move = (patch: Partial<Move>): Move => ({
  kind: "LUAN_CHUYEN",
  legs: [leg({})],
  decision: { number: "127-QĐ/HU", issuer: "Huyện ủy", date: "2017-03-10", signer: "" },
  start: "2017-04-01",
  plannedEnd: null,
  purpose: null,
  programme: "",
  programmeId: null,
  note: "",
  ...patch,
});
const ground = (patch: Partial<Ground>): Ground => ({ versions, decisions: [], careers: careersOf([]), ...patch });
const careersOf = (assignments: readonly Assignment[]) => ({ assignments, rotations: [], steps: [] });
const changesOf = (records: readonly AnyRecord[], held: ReadonlyMap<RecordId, RecordState> = new Map()) =>
  records.flatMap((record) => describeChange(held.get(record.id), record) ?? []);

/** What the action's changes leave, by kind, through the same `apply` that saves and imports use. */
function resultOf(changes: readonly Change[], held: ReadonlyMap<RecordId, RecordState> = new Map()) {
  const state = emptyState();
  for (const record of held.values()) state.records.put(record);
  state.depths.set("an-k3f7", [1]);
  expect(apply(state, actionOf(2, changes)).outcome).toBe("applied");
  const records = new Map<string, Record<string, unknown>[]>();
  for (const change of changes) {
    const kind = kindOf(change.record);
    if (!isRecordKind(kind)) throw new Error(kind);
    const values = Object.fromEntries(Object.entries(change.fields).map(([field, { to }]) => [field, to]));
    expect(refusedField(kind, values)).toBeNull();
    const after = state.records.get(change.record)!;
    expect(conflictsOf(after)).toEqual([]);
    records.set(kind, [...(records.get(kind) ?? []), recordFrom(after, kind) as Record<string, unknown>]);
  }
  return (kind: RecordKind) => records.get(kind) ?? [];
}

const recordedChanges = (...about: Parameters<typeof recordsOfMove>) => changesOf(recordsOfMove(...about));

describe("recordsOfMove", () => {
  it("records decision, rotation, the post that ends and the one that begins, as one set of changes", () => {
    const present = assignment({});
    const held = new Map([[present.id as RecordId, stored(present)]]);
    const records = recordsOfMove(
      move({ legs: [leg({ leaving: present.id })] }),
      ground({ careers: careersOf([present]) }),
      newId,
    );
    const left = resultOf(changesOf(records, held), held);
    const [decision] = left("decision");
    const [rotation] = left("rotation");
    expect(decision).toMatchObject({ number: "127-QĐ/HU", date: "2017-03-10" });
    expect(rotation).toMatchObject({
      personId: person,
      direction: "TOP_DOWN",
      directionReason: "",
      decisionId: decision!.id,
      outcome: "ONGOING",
      exchangeGroup: "",
    });
    expect(left("assignment")).toHaveLength(2);
    const [old, next] = left("assignment");
    expect(old).toEqual({ ...present, to: "2017-03-31" });
    expect(next).toMatchObject({
      from: "2017-04-01",
      to: null,
      title: "Bí thư Đảng ủy",
      unitText: "Đảng ủy xã Làng Mới",
      rotationId: rotation!.id,
      decisionId: decision!.id,
    });
  });

  it("leaves the career alone while there is no first day", () => {
    const present = assignment({});
    const records = recordsOfMove(
      move({ start: null, legs: [leg({ leaving: present.id })] }),
      ground({ careers: careersOf([present]) }),
      newId,
    );
    expect(records.map(({ id }) => kindOf(id))).toEqual(["decision", "rotation"]);
  });

  it("keeps an earlier end: a gap is a fact", () => {
    const present = assignment({ to: "2016-12-31" });
    const careers = careersOf([present]);
    const records = recordsOfMove(move({ legs: [leg({ leaving: present.id })] }), ground({ careers }), newId);
    expect(records.map(({ id }) => id)).not.toContain(present.id);
  });

  it("takes the paper that is on file already, spelling aside, and not another one of that number", () => {
    const paper: Decision = {
      id: newId("decision"),
      number: "127-QĐ/HU",
      issuer: "Huyện ủy",
      date: "2017-03-10",
      signer: "",
      subject: "",
      withdrawn: false,
    };
    const changes = recordedChanges(
      move({ decision: { number: "127 QĐ/HU", issuer: "huyện uỷ", date: "2017-03-10", signer: "" } }),
      ground({ decisions: [paper] }),
      newId,
    );
    expect(resultOf(changes)("decision")).toEqual([]);
    expect(resultOf(changes)("rotation")[0]).toMatchObject({ decisionId: paper.id });
    expect(knownDecision({ ...paper, date: "2012-03-10" }, [paper])).toBeNull();
    expect(knownDecision(paper, [{ ...paper, withdrawn: true }])).toBeNull();
    expect(
      knownDecision({ number: "", issuer: "Huyện ủy", date: "2017-03-10" }, [{ ...paper, number: "" }]),
    ).toBeNull();
  });

  it("records no empty decision", () => {
    const changes = recordedChanges(
      move({ decision: { number: "", issuer: "", date: null, signer: "" } }),
      ground({}),
      newId,
    );
    expect(resultOf(changes)("decision")).toEqual([]);
    expect(resultOf(changes)("rotation")[0]).toMatchObject({ decisionId: null, direction: "TOP_DOWN" });
  });

  it("derives the direction on the day of the decision, and keeps another one only with its reason", () => {
    const overridden = leg({ direction: "HORIZ_BLOC", directionReason: "cách tính của tỉnh" });
    const [set] = resultOf(recordedChanges(move({ legs: [overridden] }), ground({}), newId))("rotation");
    expect(set).toMatchObject({ direction: "HORIZ_BLOC", directionReason: "cách tính của tỉnh" });
    const [bare] = resultOf(
      recordedChanges(move({ legs: [{ ...overridden, directionReason: "" }] }), ground({}), newId),
    )("rotation");
    expect(bare).toMatchObject({ direction: "TOP_DOWN" });
    const [early] = resultOf(
      recordedChanges(
        move({ decision: { number: "1-QĐ/HU", issuer: "Huyện ủy", date: "1999-03-10", signer: "" } }),
        ground({}),
        newId,
      ),
    )("rotation");
    expect(early).toMatchObject({ direction: null });
  });

  it("records both legs of an exchange under one decision and one group", () => {
    const second = leg({ personId: other, fromUnitId: commune, toUnitId: office });
    const left = resultOf(recordedChanges(move({ kind: "HOAN_DOI", legs: [leg({}), second] }), ground({}), newId));
    const [first, back] = left("rotation");
    expect(left("decision")).toHaveLength(1);
    expect(first!.exchangeGroup).toBe(first!.id);
    expect(back).toMatchObject({
      exchangeGroup: first!.id,
      personId: other,
      direction: "BOTTOM_UP",
      decisionId: first!.decisionId,
    });
  });
});

describe("the end of the post left", () => {
  it.each([
    ["2017-04-01", "2017-03-31"],
    ["2016-03-01", "2016-02-29"],
    ["2017-01-01", "2016-12-31"],
    ["2017-04", "2017-03"],
    ["2017-01", "2016-12"],
    ["2017", "2017"],
  ])("a post begun %s follows one that ended %s", (start, end) => {
    expect(endBefore(start)).toBe(end);
  });
});
