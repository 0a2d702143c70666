import { describe, expect, it } from "vitest";
import { createExchanges } from "../../../renderer/state/exchanges.ts";
import { createSuggestions } from "../../../renderer/state/suggestions.ts";
import { exchangesOf } from "../../../shared/domain/exchanges.ts";
import type { RecordOf } from "../../../shared/domain/record-kinds.ts";
import { dossierItems } from "../../../shared/domain/rules/packs/office.ts";
import { rotationOffice } from "../../fixtures/rotation-office.ts";
import { seeded, suiteSeed } from "../../fixtures/seeded.ts";
import { blank, idsOf } from "../data/office-fixture.ts";
import { officeAtWork } from "../services/office-at-work.ts";

const seed = suiteSeed(4711);
const today = "2026-03-02";
const settled = () => new Promise((next) => setTimeout(next, 150));

const opened = async () => {
  const made = rotationOffice("doluong", seed);
  const ids = idsOf(seeded(seed));
  // Nothing stands against an exchange of secretaries: they are in the plan, with their papers.
  const more = made.records
    .filter((each): each is RecordOf<"assignment"> => "unitText" in each && each.title.startsWith("Bí thư"))
    .flatMap(({ personId }) => [
      blank("plan-entry", { id: ids("plan-entry"), personId, title: "Bí thư Đảng ủy xã", from: "2025-11-15" }),
      ...dossierItems.map(({ names }) =>
        blank("attachment", {
          id: ids("attachment"),
          personId,
          role: "SCAN",
          blob: "0".repeat(64),
          media: "application/pdf",
          bytes: 1,
          kind: names[0]!,
          date: "2026-02",
        }),
      ),
    ]);
  const work = await officeAtWork(seed, [...made.records, ...more]);
  return { ...work, made };
};

describe("the screen of suggestions", () => {
  it("asks anew when the opening changes, and proposes a move that changes no career", async () => {
    const { office, core, made } = await opened();
    const { id: postId, unitId, title } = made.vacant;
    const wanted = { postId, unitId, title, start: null, programmeId: null, gapKey: null };
    const useSuggestions = createSuggestions(office, wanted, today);
    await useSuggestions.getState().load();
    const first = useSuggestions.getState();
    expect(first.wanted).toMatchObject({ start: today, plannedEnd: "2029-03-01" });
    expect(first.rows.length).toBe(Math.min(30, first.found!.total));
    first.want({ start: "2031-01-01" });
    await settled();
    const later = useSuggestions.getState();
    expect(later.found!.excluded.retired).toBeGreaterThan(first.found!.excluded.retired);
    later.want({ start: today });
    await settled();

    const [row] = useSuggestions.getState().rows;
    await useSuggestions.getState().open({ id: row!.personId, name: row!.name });
    const looked = useSuggestions.getState().opened!;
    expect(looked.file?.kind).toBe("listed");
    expect(looked.chain?.steps[0]?.person?.id).toBe(row!.personId);
    const careers = await core.all("assignment");
    const moveId = await useSuggestions.getState().propose(row!);
    const move = (await core.all("rotation")).find(({ id }) => id === moveId);
    expect(move).toMatchObject({
      personId: row!.personId,
      fromTitle: row!.leaves!.title,
      fromUnitId: row!.leaves!.unitId,
      toPostId: postId,
      start: today,
      state: "PROPOSE_POLICY",
      decisionId: null,
    });
    expect(await core.all("assignment")).toEqual(careers);
  });

  it("proposes every leg of a ring as one exchange that closes", async () => {
    const { office, core } = await opened();
    const useExchanges = createExchanges(office, today);
    await useExchanges.getState().load();
    await useExchanges.getState().find();
    const ring = useExchanges.getState().found!.rings[0]!;
    await useExchanges.getState().propose(ring.legs);
    const moves = await core.all("rotation");
    expect(moves).toHaveLength(2);
    expect(exchangesOf(moves).closed.map(({ legs }) => legs.length)).toEqual([2]);
    // a leg that is missing is noticed
    expect(exchangesOf(moves.slice(1)).closed).toEqual([]);
  });
});
