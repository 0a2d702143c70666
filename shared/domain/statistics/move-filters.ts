import { z } from "zod";
import { Sex } from "../person.ts";
import { ManagingLevel } from "../post.ts";
import { type RecordId, recordId } from "../primitives.ts";
import { Direction, MoveKind, MoveOutcome } from "../rotation.ts";
import type { Programme } from "../rotations/programme.ts";
import { isOfProgramme } from "../rotations/programme-progress.ts";
import { Bloc, Level } from "../unit.ts";
import { type AgeBands, bandOf, type FactedMove, usualBands } from "./families.ts";
import { titleGroup, titleGroups } from "./title-group.ts";

/** Which moves of a period a report counts; each part that is null excludes nothing. Groups are as on the first day. */
export const MoveFilters = z.object({
  kind: MoveKind.nullable(),
  direction: z.enum([...Direction.options, "?"]).nullable(), // "?": not known
  level: Level.nullable(), // reached
  bloc: Bloc.nullable(), // of the body reached
  titles: z.enum(titleGroups).nullable(), // group of the title taken
  managing: ManagingLevel.nullable(),
  programmeId: recordId("programme").nullable(),
  outcome: MoveOutcome.nullable(),
  sex: Sex.nullable(),
  age: z.string().max(20).nullable(), // key of a band
  minority: z.boolean().nullable(),
});
export type MoveFilters = z.infer<typeof MoveFilters>;
export type FilterName = keyof MoveFilters;

export const noMoveFilters: MoveFilters = {
  kind: null,
  direction: null,
  level: null,
  bloc: null,
  titles: null,
  managing: null,
  programmeId: null,
  outcome: null,
  sex: null,
  age: null,
  minority: null,
};

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a literal
export const filterNames = Object.keys(noMoveFilters) as readonly FilterName[];

/** Parts that ask who the person was: without one of them nobody need be looked up. */
export const asksOfPerson = ({ managing, sex, age, minority }: MoveFilters): boolean =>
  managing !== null || sex !== null || age !== null || minority !== null;

/**
 * Whether a move fits. What is not known fits no filter that asks for it.
 *
 * @param programmes  those on file, by id
 */
export const fitsFilters =
  (
    filters: MoveFilters,
    programmes: ReadonlyMap<RecordId<"programme">, Programme>,
    bands: AgeBands = usualBands,
  ): ((item: FactedMove) => boolean) =>
  ({ move, direction, to, bloc, facts }) => {
    const programme = filters.programmeId === null ? null : (programmes.get(filters.programmeId) ?? null);
    return (
      (filters.kind === null || move.kind === filters.kind) &&
      (filters.direction === null || (direction ?? "?") === filters.direction) &&
      (filters.level === null || to === filters.level) &&
      (filters.bloc === null || bloc === filters.bloc) &&
      (filters.titles === null || titleGroup(move.toTitle) === filters.titles) &&
      (filters.managing === null || facts?.managingLevel === filters.managing) &&
      (filters.programmeId === null || (programme !== null && isOfProgramme(move, programme))) &&
      (filters.outcome === null || move.outcome === filters.outcome) &&
      (filters.sex === null || facts?.sex === filters.sex) &&
      (filters.age === null || bandOf(bands, facts) === filters.age) &&
      (filters.minority === null || facts?.minority === filters.minority)
    );
  };
