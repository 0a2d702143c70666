import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { keepDraft } from "../../../renderer/services/drafts.ts";
import { suiteSeed } from "../../fixtures/seeded.ts";
import { type TestOffice, testOffice } from "../state/test-office.ts";

const name = "draft:profile:0190a0b0";
const text = (value: unknown): string | null => (typeof value === "string" ? value : null);

let test: TestOffice;
beforeEach(async () => {
  test = await testOffice(suiteSeed(5));
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

describe("a draft", () => {
  const keeper = () => keepDraft(test.office.desktop, name, text, () => "2026-03-02T10:42");
  const writes = () => test.calls.filter((channel) => channel === "kept.write").length;

  it("is on the disk two seconds after a keystroke, also while the typing goes on, and not at every keystroke", async () => {
    const { keep } = keeper();
    for (let letters = 1; letters <= 60; letters += 1) {
      keep(() => "x".repeat(letters));
      await vi.advanceTimersByTimeAsync(100);
      const onDisk = JSON.parse(test.kept.get(name) ?? '{"what":""}') as { what: string };
      expect(letters - onDisk.what.length, "a hundred milliseconds a letter").toBeLessThanOrEqual(21);
    }
    expect(writes()).toBeLessThanOrEqual(3);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await keeper().read()).toEqual({ at: "2026-03-02T10:42", what: "x".repeat(60) });
  });

  it("is forgotten once it is saved or given up, and nothing is written where nothing was kept", async () => {
    const { keep, forget } = keeper();
    keep(() => "Xóm 3");
    forget();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(writes(), "it was saved before it had to be kept").toBe(0);
    keep(() => "Xóm 4");
    await vi.advanceTimersByTimeAsync(2_000);
    forget();
    await vi.advanceTimersByTimeAsync(0);
    expect(test.kept.has(name)).toBe(false);
    expect(await keeper().read()).toBeNull();
  });

  it("of another shape, or one that is no draft at all, is passed over", async () => {
    const { keep, flush } = keepDraft(
      test.office.desktop,
      name,
      (value) => value,
      () => "",
    );
    keep(() => ({ a: 1 }));
    await flush();
    expect(await keeper().read()).toBeNull();
    await test.office.desktop.call("kept.write", { name, value: "{" });
    expect(await keeper().read()).toBeNull();
  });
});
