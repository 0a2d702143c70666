import { describe, expect, it } from "vitest";
import { type FileKind, fieldsOf } from "../../../renderer/views/profile-fields.ts";
import { sectionOf, sections } from "../../../renderer/views/profile-sections.ts";
import { type CrosswalkRow, crosswalk } from "../../../shared/domain/sheets/crosswalk.ts";

/** Said by where a row stands or by a picture, not by a field of its own. */
const shownOtherwise: Readonly<Record<string, string>> = {
  "relative.side": "there is a table for each side",
  "attachment.role": "the portrait has its own place, scans theirs",
  "attachment.blob": "the picture itself",
};

/** Fields that a form prints and nobody can reach on the profile. */
const unreachable = (place: (kind: FileKind, field: string) => string | null, rows: readonly CrosswalkRow[]) =>
  rows
    .filter(({ kind, field }) => shownOtherwise[`${kind}.${field}`] === undefined && place(kind, field) === null)
    .map(({ kind, field }) => `${kind}.${field}`);

describe("the profile", () => {
  it("shows every field that one of the three forms prints", () => {
    expect(unreachable(sectionOf, crosswalk)).toEqual([]);
    expect(crosswalk.length).toBeGreaterThan(150);
    const tables = sections.flatMap((section) => section.tables.map(({ kind }) => kind));
    expect(tables.filter((kind) => kind === "relative")).toHaveLength(2);
    expect(sections.map(({ name }) => name)).toContain("scans");
  });

  it("is told from one without a field", () => {
    const without = (kind: FileKind, field: string) => (field === "religion" ? null : sectionOf(kind, field));
    expect(unreachable(without, crosswalk)).toEqual(["protected.religion"]);
    expect(fieldsOf("person", [{ field: "phone", as: "text", max: 40 }])[0]?.item).not.toBeNull();
  });
});
