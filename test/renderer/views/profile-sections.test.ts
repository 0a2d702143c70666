import { describe, expect, it } from "vitest";
import { en, vi } from "../../../renderer/text/index.ts";
import type { FieldSpec } from "../../../renderer/views/profile-fields.ts";
import { sections } from "../../../renderer/views/profile-sections.ts";
import { recordKinds } from "../../../shared/domain/record-kinds.ts";
import { crosswalk } from "../../../shared/domain/sheets/crosswalk.ts";

const specs: readonly FieldSpec[] = sections.flatMap(({ fields, tables }) => [
  ...fields,
  ...tables.flatMap(({ columns }) => columns),
]);
const shown = new Set(specs.map(({ kind, field }) => `${kind}.${field}`));

/** Fields nobody types: they name, sort or say how bytes are kept. */
const notTyped = new Set([
  "id",
  "personId",
  "withdrawn",
  "custodian",
  "postId",
  "decisionId",
  "rotationId",
  "side",
  "role",
  "blob",
  "media",
  "bytes",
  "addedOn",
]);
const kinds = [...new Set(specs.map(({ kind }) => kind))];

describe("the file on the screen", () => {
  it("shows every field of every kind of a file, but those nobody types", () => {
    const missing = kinds.flatMap((kind) =>
      Object.keys(recordKinds[kind].shape)
        .filter((field) => !shown.has(`${kind}.${field}`) && !notTyped.has(field))
        .map((field) => `${kind}.${field}`),
    );
    expect(missing).toEqual([]);
  });

  it("reaches every field that any of the three forms prints", () => {
    const unreached = crosswalk.filter(
      ({ kind, field }) =>
        !shown.has(`${kind}.${field}`) && !(kind === "attachment" || (kind === "relative" && field === "side")),
    );
    expect(unreached.map(({ kind, field }) => `${kind}.${field}`)).toEqual([]);
    expect(crosswalk.length).toBeGreaterThan(120);
  });

  it("has a name for every field and table in both languages", () => {
    const nameless = [vi, en].flatMap(({ profile }, language) =>
      specs.flatMap(({ kind, field }) => {
        const own: Readonly<Record<string, unknown>> =
          kind === "person" || kind === "protected" || kind === "economy" ? profile.field : profile.table[kind];
        return typeof own[field] === "string" && own[field] !== "" ? [] : [`${language} ${kind}.${field}`];
      }),
    );
    expect(nameless).toEqual([]);
    for (const { tables } of sections)
      for (const { name } of tables)
        expect([vi.profile.table[name].title, en.profile.table[name].title]).not.toContain("");
  });
});
