import { describe, expect, it } from "vitest";
import { loadNgheAn } from "../../../renderer/services/load-reference.ts";
import { describeChange } from "../../../shared/change/describe-change.ts";
import { ngheAnRecords } from "../../../shared/domain/reference/nghe-an/records.ts";
import { officeAtWork } from "./office-at-work.ts";

describe("loading the units of Nghệ An", () => {
  it("is one action for every office, once; what the office changed since stays", async () => {
    const { office, core, calls, ledger } = await officeAtWork(7, []);
    const first = await loadNgheAn(office);
    if (!first.ok) throw new Error(first.problem.kind);
    await first.value.saved?.shown;
    expect([first.value.added, first.value.of]).toEqual([ngheAnRecords().length, ngheAnRecords().length]);
    expect(calls.map(({ channel }) => channel)).toEqual(["ledger.append"]);
    expect(calls[0]!.request).toMatchObject({ purpose: "reference.load", audience: [] });
    expect(await core.counts()).toMatchObject({ unit: 21 + 130 + 127 + 1, "unit-version": 279, succession: 31 });

    const version = (await core.all("unit-version")).find(({ name }) => name === "Xã Đô Lương")!;
    const held = (await core.held(version.id))!;
    const { entry, head } = ledger.act({ changes: [describeChange(held, { ...version, name: "Xã Đô Lương Mới" })!] });
    await core.take(entry, head);
    expect(await loadNgheAn(office)).toEqual({
      ok: true,
      value: { added: 0, of: ngheAnRecords().length, saved: null },
    });
    expect(calls).toHaveLength(1);
    expect((await core.all("unit-version")).find(({ id }) => id === version.id)?.name).toBe("Xã Đô Lương Mới");
    core.close();
  });
});
