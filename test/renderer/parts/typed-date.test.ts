import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tidyDate, typedDate } from "../../../renderer/parts/typed-date.ts";
import { formatPartialDate } from "../../../shared/domain/dates.ts";
import { isPartialDate } from "../../../shared/domain/primitives.ts";
import { suiteSeed } from "../../fixtures/seeded.ts";

const seed = suiteSeed(7);

describe(`a date field, seed ${seed}`, () => {
  it.each([
    ["05/03/1985", "1985-03-05"],
    ["5.3.1985", "1985-03-05"],
    ["5-3-1985", "1985-03-05"],
    [" 3/1985 ", "1985-03"],
    ["1985", "1985"],
    ["29/2/2024", "2024-02-29"],
  ])("reads %s", (text, date) => {
    expect(typedDate(text)).toEqual({ state: "read", text, date });
  });

  it.each(["5/3/85", "31/02/1980", "29/2/2023", "13/1985", "3/5", "45/13/85", "năm ngoái", "1785", "05/03/1985 (?)"])(
    "does not guess at %s and keeps it as typed",
    (text) => {
      expect(typedDate(text)).toEqual({ state: "unreadable", text, date: null });
      expect(tidyDate(text)).toBe(text);
    },
  );

  it("takes an empty field for an unknown date", () => {
    expect(typedDate("  ")).toEqual({ state: "empty", text: "  ", date: null });
    expect(tidyDate("  ")).toBe("");
  });

  it("shows the usual spelling once the field is left, and reads it back to the same date", () => {
    let read = 0;
    fc.assert(
      fc.property(
        fc.integer({ min: 1850, max: 2199 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 31 }),
        fc.constantFrom("/", ".", "-"),
        fc.boolean(),
        (year, month, day, mark, padded) => {
          const part = (number: number) => (padded ? String(number).padStart(2, "0") : String(number));
          const text = [part(day), part(month), year].join(mark);
          const iso = `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
          const typed = typedDate(text);
          if (!isPartialDate(iso)) {
            expect(typed.state).toBe("unreadable");
            return;
          }
          read += 1;
          expect(typed.date).toBe(iso);
          expect(tidyDate(text)).toBe(formatPartialDate(iso));
          expect(typedDate(tidyDate(text)).date).toBe(iso);
        },
      ),
      { seed, numRuns: 2000 },
    );
    expect(read).toBeGreaterThan(1500);
  });

  it("would be caught reading month before day", () => {
    const monthFirst = (text: string) => {
      const [month, day, year] = text.split("/");
      return `${year}-${month}-${day}`;
    };
    expect(monthFirst("05/03/1985")).not.toBe(typedDate("05/03/1985").date);
  });
});
