import { describe, expect, it } from "vitest";
import { recordKinds } from "../../../../shared/domain/record-kinds.ts";
import {
  type CrosswalkRow,
  crosswalk,
  notPrinted,
  openTables,
  protectedTables,
} from "../../../../shared/domain/sheets/crosswalk.ts";

const kinds = ["person", "protected", "economy", ...openTables, ...protectedTables] as const;

/** Fields of the schemas that neither list names, and names in a list that no schema has. */
function gaps(rows: readonly CrosswalkRow[], left: Readonly<Record<string, string>>) {
  const named = new Set([...rows.map(({ kind, field }) => `${kind}.${field}`), ...Object.keys(left)]);
  const inSchemas = kinds.flatMap((kind) => Object.keys(recordKinds[kind].shape).map((field) => `${kind}.${field}`));
  const general = (name: string) => `*${name.slice(name.indexOf("."))}`;
  return {
    unnamed: inSchemas.filter((name) => !named.has(name) && !named.has(general(name))),
    unknown: [...named].filter((name) => !name.startsWith("*") && !inSchemas.includes(name)),
    twice: rows.map(({ kind, field }) => `${kind}.${field}`).filter((name) => Object.hasOwn(left, name)),
  };
}

describe("the crosswalk of the three forms", () => {
  it("names every field of every printed kind, or says why it stands on no form", () => {
    expect(gaps(crosswalk, notPrinted)).toEqual({ unnamed: [], unknown: [], twice: [] });
    expect(crosswalk.length).toBeGreaterThan(150);
    for (const { kind, field, items } of crosswalk)
      expect(
        Object.values(items).some((item) => item !== null),
        `${kind}.${field} stands somewhere`,
      ).toBe(true);
  });

  it("is told from one that lacks a field or names one that is not there", () => {
    expect(gaps(crosswalk.slice(1), notPrinted).unnamed).toEqual(["person.cadreNumber"]);
    const withGhost = [...crosswalk, { ...crosswalk[0]!, field: "ghost" }];
    expect(gaps(withGhost, notPrinted).unknown).toEqual(["person.ghost"]);
  });
});
