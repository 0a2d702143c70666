import { describe, expect, it } from "vitest";
import { createSilence } from "../../../renderer/state/silence.ts";
import type { Channel, Desktop } from "../../../shared/ipc/contract.ts";
import { ok } from "../../../shared/result.ts";

/** Who is told of in red, whatever the setting holds. */
const offices = [
  { office: "nghean", name: "Tỉnh ủy", from: 3, days: 15 },
  { office: "quychau", name: "Quỳ Châu", from: 9, days: 60 },
  { office: "tanky", name: "Tân Kỳ", from: 9, days: 4 },
];

function silence(kept: string | null) {
  let value = kept;
  const written: unknown[] = [];
  const call = async (channel: Channel, request: { readonly value?: string }) => {
    if (channel === "exchange.unheard") return ok({ offices });
    if (channel === "kept.read") return ok({ value });
    written.push(request);
    value = request.value ?? null;
    return ok({});
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the three channels that are called
  const desktop = { call: call as unknown as Desktop["call"] };
  return { useSilence: createSilence({ desktop }), written };
}

async function toldAt(kept: string | null): Promise<readonly string[]> {
  const { useSilence } = silence(kept);
  await useSilence.getState().load();
  return useSilence.getState().offices.map(({ office }) => office);
}

describe("silence that is told in red", () => {
  it("is that of the days that were set, the longest first; of fourteen where nothing was", async () => {
    expect(await toldAt(null)).toEqual(["quychau", "nghean"]);
    expect(await toldAt("16")).toEqual(["quychau"]);
    expect(await toldAt("4")).toEqual(["quychau", "nghean", "tanky"]);
  });

  it("cannot be turned off by what is kept: nonsense counts as fourteen, too many as sixty, none as three", async () => {
    for (const nonsense of ["", "never", "-1", "1e9", "null", "14.5"])
      expect(await toldAt(nonsense), nonsense).toEqual(["quychau", "nghean"]);
    expect(await toldAt("9999")).toEqual(["quychau"]);
    expect(await toldAt("0")).toEqual(["quychau", "nghean", "tanky"]);
  });

  it("follows a new number of days at once, within its bounds", async () => {
    const { useSilence, written } = silence(null);
    await useSilence.getState().setLimit(4);
    expect(useSilence.getState().offices.length).toBe(3);
    await useSilence.getState().setLimit(10_000);
    expect(useSilence.getState()).toMatchObject({ limit: 60, offices: [{ office: "quychau" }] });
    expect(written).toEqual([
      { name: "setting:unheard-days", value: "4" },
      { name: "setting:unheard-days", value: "60" },
    ]);
  });
});
