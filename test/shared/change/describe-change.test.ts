import { describe, expect, it } from "vitest";
import { apply } from "../../../shared/change/apply.ts";
import { describeChange, recordFrom } from "../../../shared/change/describe-change.ts";
import { malformed } from "../../../shared/change/malformed.ts";
import type { RecordState } from "../../../shared/change/state.ts";
import { emptyValue } from "../../../shared/domain/blank-records.ts";
import { type AnyRecord, type RecordOf, recordKinds } from "../../../shared/domain/record-kinds.ts";
import { action, change, personId, recordOf, rowId, stateOf } from "./office.ts";

const feed = "doluong-abcd";
const assignment: RecordOf<"assignment"> = {
  id: rowId,
  personId,
  unitId: null,
  postId: null,
  title: "Bí thư Đảng ủy xã",
  unitText: "Đảng ủy xã Lưu Sơn",
  nature: "SUBSTANTIVE",
  from: "2024-03",
  to: null,
  decisionId: null,
  rotationId: null,
  withdrawn: false,
};

function saved(next: AnyRecord): RecordState {
  const first = describeChange(undefined, next);
  if (first === null) throw new Error("nothing to save");
  return recordOf(stateOf(action(feed, 1, first)), next.id);
}

describe("describeChange", () => {
  it("says every field of a new record that is not empty, and none of them was seen before", () => {
    const first = describeChange(undefined, assignment);
    expect(Object.keys(first?.fields ?? {}).toSorted()).toEqual(
      Object.entries(assignment)
        .filter(([field, value]) => field !== "id" && value !== null && value !== "" && value !== false)
        .map(([field]) => field)
        .toSorted(),
    );
    expect(Object.values(first?.fields ?? {}).every(({ saw }) => saw.length === 0)).toBe(true);
  });

  it("says only what differs, with every head that the form was filled from", () => {
    const state = stateOf(action(feed, 1, change(rowId, [], { ...assignment, id: undefined } as never)));
    apply(state, action("vinh-bbbb", 1, change(rowId, [`${feed}:1`], { title: "Bí thư" })));
    apply(state, action(feed, 2, change(rowId, [`${feed}:1`], { title: "Bí thư" })));
    const next = describeChange(recordOf(state, rowId), { ...assignment, title: "Phó Bí thư", to: "2026-01" });
    expect(next?.fields.to).toEqual({ saw: [`${feed}:1`], to: "2026-01" });
    expect(next?.fields.title?.saw.toSorted()).toEqual([`${feed}:2`, "vinh-bbbb:1"]);
    expect(Object.keys(next?.fields ?? {})).toHaveLength(2);
  });

  it("says nothing of a form that was saved as it was, whatever the record lacks or holds besides", () => {
    expect(describeChange(saved(assignment), assignment)).toBeNull();
    const older = stateOf(action(feed, 1, change(rowId, [], { personId, nature: "SUBSTANTIVE", ofANewerOffice: 1 })));
    const form = recordFrom(recordOf(older, rowId), "assignment");
    expect(form).not.toBeNull();
    expect(form === null ? "" : describeChange(recordOf(older, rowId), form)).toBeNull();
  });
});

describe("recordFrom", () => {
  it("gives the record back that was saved", () => {
    expect(recordFrom(saved(assignment), "assignment")).toEqual(assignment);
  });

  it("fills what was never written with what is empty, leaves out what it does not know", () => {
    const state = stateOf(action(feed, 1, change(personId, [], { custodian: "doluong", ofANewerOffice: 1 })));
    const person = recordFrom(recordOf(state, personId), "person");
    expect(person).toMatchObject({
      id: personId,
      birthName: "",
      birthDate: null,
      withdrawn: false,
      ethnicity: { code: null, text: "" },
    });
    expect(person).not.toHaveProperty("ofANewerOffice");
    expect(recordKinds.person.safeParse(person).success).toBe(true);
  });

  it("gives nothing where a field is missing that cannot be empty, rather than make one up", () => {
    const state = stateOf(action(feed, 1, change(rowId, [], { personId, title: "Bí thư" })));
    expect(recordFrom(recordOf(state, rowId), "assignment")).toBeNull(); // which nature?
    expect(emptyValue("assignment", "nature")).toBeUndefined();
    expect(emptyValue("assignment", "title")).toBe("");
    expect(emptyValue("newer-kind", "title")).toBeUndefined();
  });
});

describe("malformed, CM-11", () => {
  const good = change(rowId, [`${feed}:1`], { title: "Bí thư" });
  const wrong = (field: string | null) => ({ kind: "malformed", record: rowId, field });

  it("takes what is well formed, and kinds and fields of a newer office", () => {
    expect(malformed(action(feed, 2, good))).toBeNull();
    expect(malformed(action(feed, 2, change(rowId, [], { ofANewerOffice: { a: [1] } })))).toBeNull();
    expect(
      malformed(action(feed, 2, change("newer-kind:0192a0b0-1234-7000-8000-000000000002", [], { title: 7 }))),
    ).toBeNull();
  });

  it("refuses what its author should never have written", () => {
    expect(malformed(action(feed, 2))).toEqual({ ...wrong(null), record: null });
    expect(malformed(action(feed, 2, good, good))).toEqual(wrong(null));
    expect(malformed(action(feed, 2, change(rowId, [], {})))).toEqual(wrong(null));
    expect(malformed(action(feed, 2, change(rowId, [], { id: rowId })))).toEqual(wrong("id"));
    expect(malformed(action(feed, 2, change(rowId, [], { title: 7 })))).toEqual(wrong("title"));
    expect(malformed(action(feed, 2, change(rowId, [], { from: "2026-02-30" })))).toEqual(wrong("from"));
    expect(malformed(action(feed, 2, change(rowId, [`${feed}:2`], { title: "" })))).toEqual(wrong("title"));
    expect(malformed(action(feed, 2, change(rowId, [`${feed}:30`], { title: "" })))).toEqual(wrong("title"));
    expect(malformed(action(feed, 2, change(rowId, [`${feed}:1`, `${feed}:1`], { title: "" })))).toEqual(
      wrong("title"),
    );
  });
});
