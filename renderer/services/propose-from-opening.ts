import type { RecordId } from "../../shared/domain/primitives.ts";
import type { Opening } from "../../shared/domain/rules/opening.ts";
import type { Problem } from "../../shared/problem.ts";
import type { Result } from "../../shared/result.ts";
import type { CandidatePlace, ExchangeLeg } from "../data/office-data.ts";
import type { Office } from "./office.ts";
import { proposeMove, proposeMoves } from "./propose-move.ts";

/** Propose somebody for an opening: a move at the first of the five steps. */
export const proposeForOpening = (
  office: Office,
  opening: Opening,
  person: { readonly personId: RecordId<"person">; readonly leaves: CandidatePlace | null },
  programmeId: RecordId<"programme"> | null,
): Promise<Result<RecordId<"rotation">, Problem>> =>
  proposeMove(office, {
    personId: person.personId,
    kind: opening.kind,
    fromUnitId: person.leaves?.unitId ?? null,
    fromTitle: person.leaves?.title ?? "",
    toUnitId: opening.unitId,
    toPostId: opening.postId,
    toTitle: opening.title,
    start: opening.start,
    plannedEnd: opening.plannedEnd,
    purpose: opening.purpose,
    programmeId,
  });

/** Propose an exchange: one move a leg, all of one group. */
export const proposeExchange = (
  office: Office,
  legs: readonly ExchangeLeg[],
  { start, plannedEnd }: Pick<Opening, "start" | "plannedEnd">,
): Promise<Result<readonly RecordId<"rotation">[], Problem>> =>
  proposeMoves(
    office,
    legs.map(({ personId, from, to }) => ({
      personId,
      kind: "HOAN_DOI",
      fromUnitId: from.unitId,
      fromTitle: from.title,
      toUnitId: to.unitId,
      toPostId: to.postId,
      toTitle: to.title,
      start,
      plannedEnd,
      purpose: null,
      programmeId: null,
    })),
  );
