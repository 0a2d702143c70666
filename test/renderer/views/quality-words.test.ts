import { describe, expect, it } from "vitest";
import { en, vi } from "../../../renderer/text/index.ts";
import { fieldName } from "../../../renderer/views/quality-words.ts";
import { formNames, missingFor, type OpenDossier, openTables } from "../../../shared/domain/sheets/crosswalk.ts";
import { aPerson } from "../../fixtures/records.ts";

/** Everything the board can ask for has words in both languages. */
describe("words of the quality board", () => {
  for (const [language, catalogue] of Object.entries({ vi, en })) {
    it(`name every field that a form may lack, in ${language}`, () => {
      const words = (key: string): string => {
        const [section = "", path = ""] = key.split(":");
        const found = path
          .split(".")
          .reduce<unknown>(
            (at, part) => (at as Record<string, unknown> | undefined)?.[part],
            Reflect.get(catalogue, section),
          );
        if (typeof found !== "string") throw new Error(`no words for ${key}`);
        return found;
      };
      const blank = {
        ...Object.fromEntries(openTables.map((kind) => [kind, []])),
        person: aPerson(1, { birthName: "" }),
      } as unknown as OpenDossier;
      let named = 0;
      for (const form of formNames) {
        for (const missing of missingFor(form, blank)) {
          expect(fieldName(missing, words as never, catalogue.quality.portrait)).not.toBe("");
          named += 1;
        }
      }
      expect(named).toBeGreaterThan(60);
      expect(() => fieldName({ kind: "training", field: "nosuchfield" }, words as never, "")).toThrow(/no words/);
    });
  }
});
