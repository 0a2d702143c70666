import { describeChange } from "../../shared/change/describe-change.ts";
import { blankRecord } from "../../shared/domain/blank-records.ts";
import { dayBefore, earliestDay } from "../../shared/domain/dates.ts";
import type { Gap } from "../../shared/domain/gaps/gap.ts";
import { holdsOn } from "../../shared/domain/organisation/period.ts";
import type { IsoDate, PartialDate, RecordId } from "../../shared/domain/primitives.ts";
import type { Problem } from "../../shared/problem.ts";
import type { Result } from "../../shared/result.ts";
import type { Saved } from "./append.ts";
import { changeOf, newGap, openKept, save } from "./keep-gap.ts";
import { newIds, today } from "./new-ids.ts";
import type { Office } from "./office.ts";

/** A weak place as it is written down: why, on what evidence, how grave, who looks after it and until when. */
export interface WeakPlace extends Pick<Gap, "reason" | "evidence" | "severity" | "owner" | "deadline"> {
  readonly unitId: RecordId<"unit">;
  readonly from: PartialDate | null; // null: not known since when
}

/** Mark a unit as weak and open its gap, as one action: the trait says that it is, the gap who looks after it. */
export async function markWeak(office: Office, weak: WeakPlace): Promise<Result<Saved | null, Problem>> {
  const { unitId, from, reason, evidence, severity, owner, deadline } = weak;
  const id = newIds();
  const trait = blankRecord("unit-trait", { id: id("unit-trait"), unitId, trait: "WEAK", reason, evidence, from });
  const place = { kind: "WEAK", unitId, postId: null } as const;
  const [own] = await openKept(office, place);
  const begun = from === null || earliestDay(from) > today() ? today() : from;
  const gap = {
    ...(own ?? newGap(place, begun, id("gap"))),
    reason,
    evidence,
    ...(severity === null ? {} : { severity }),
    ...(owner === "" ? {} : { owner }),
    ...(deadline === null ? {} : { deadline }),
  };
  return save(office, "gap.weak", reason, [describeChange(undefined, trait), await changeOf(office, gap)]);
}

/**
 * A place is weak no longer: every mark that holds ends the day before, and what clerks keep is closed, as one action.
 *
 * @param on  first day on which it is not weak
 */
export async function endWeak(
  office: Office,
  unitId: RecordId<"unit">,
  { on, reason }: { readonly on: IsoDate; readonly reason: string },
): Promise<Result<Saved | null, Problem>> {
  const traits = (await office.data.where("unit-trait", "unitId", unitId)).filter(
    (each) => each.trait === "WEAK" && (holdsOn(each, on) || each.to === null),
  );
  const marks = await Promise.all(
    traits.map(async (trait) => {
      const held = await office.data.held(trait.id);
      return describeChange(held ?? undefined, { ...trait, to: dayBefore(on) });
    }),
  );
  const kept = await openKept(office, { kind: "WEAK", unitId, postId: null });
  const closed = await Promise.all(
    kept.map((gap) => changeOf(office, { ...gap, closedOn: on, closedBecause: reason })),
  );
  return save(office, "gap.weak-end", reason, [...marks, ...closed]);
}
