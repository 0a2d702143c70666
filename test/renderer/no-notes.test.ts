import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

/**
 * Chromium notes what stands in a page's controls when it is left or loaded anew, in a file of its own, unless the control
 * or, for boxes of several lines, its form says no. What is typed here must be noted nowhere but in the sealed store.
 */
const root = join(import.meta.dirname, "../../renderer");
const sources = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".tsx"))
  .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));

/** Lines of text that say nothing, and boxes that stand in no form of ours; a FormDialog or a MoveDialog is a form in a window. */
function noted(files: readonly { readonly path: string; readonly text: string }[]): readonly string[] {
  return files.flatMap(({ path, text }) => {
    const inputs = text
      .split("<input")
      .slice(1)
      .map((rest) => rest.slice(0, rest.indexOf("/>")));
    const silent = inputs.filter(
      (input) => !/type="(checkbox|radio|range|file)"|\{\.\.\.option\(/.test(input) && !/autoComplete=/.test(input),
    );
    const inNoForm =
      /<(TextArea|FieldInput|ValueInput)\b/.test(text) &&
      !/<(Form|FormDialog|MoveDialog)\b/.test(text) &&
      !passedOn.has(path);
    return [...silent.map(() => `${path}: a line`), ...(inNoForm ? [`${path}: a box`] : [])];
  });
}

/** Give their boxes to views that stand in a form. */
const passedOn = new Set([
  "views/field-input.tsx",
  "views/desk-value.tsx",
  "views/profile-body.tsx",
  "views/profile-table.tsx",
  "views/rule-pack-inputs.tsx",
]);

describe("what is typed", () => {
  it("is noted by no control", () => {
    expect(sources.length).toBeGreaterThan(60);
    expect(sources.filter(({ text }) => text.includes("<input")).length).toBeGreaterThan(10);
    expect(noted(sources)).toEqual([]);
    expect(sources.find(({ path }) => path === "parts/form.tsx")?.text).toContain('autoComplete="off"');
  });

  it("control: a line and a box that say nothing are found", () => {
    const careless = [
      { path: "a.tsx", text: '<input type="text" onChange={() => 1} />' },
      { path: "b.tsx", text: "<TextArea value={x} />" },
      { path: "c.tsx", text: '<input type="checkbox" /> <input name="x" autoComplete="off" />' },
    ];
    expect(noted(careless)).toEqual(["a.tsx: a line", "b.tsx: a box"]);
  });
});
