import { compareText } from "../../../shared/domain/compare-text.ts";
import { foldLoosely } from "../../../shared/domain/fold.ts";
import type { IsoDate, RecordId } from "../../../shared/domain/primitives.ts";
import type { Rotation } from "../../../shared/domain/rotation.ts";
import { startFactsOf } from "../../../shared/domain/rotations/facts-at-start.ts";
import { type KnownInstrument, knownInstruments } from "../../../shared/domain/rotations/known-instruments.ts";
import type { Programme, ProgrammeTarget } from "../../../shared/domain/rotations/programme.ts";
import {
  type ProgrammeProgress,
  type ProgrammeState,
  programmeStateOn,
  progressOf,
  targetSum,
} from "../../../shared/domain/rotations/programme-progress.ts";
import type { StartFacts } from "../../../shared/domain/rotations/start-facts.ts";
import { rulesOn } from "../../../shared/domain/rules/rules-on.ts";
import { groupFamilies, usualBands } from "../../../shared/domain/statistics/families.ts";
import { unitName } from "../../../shared/domain/units.ts";
import type { RotationGround } from "./ground.ts";
import { type RotationRow, rowsOfMoves } from "./move-rows.ts";

/** One line of the list of programmes. */
export interface ProgrammeLine {
  readonly programme: Programme;
  readonly state: ProgrammeState;
  readonly moves: number; // of the programme, begun by the day
  readonly sum: ReturnType<typeof targetSum>; // of targets that have a number
}

/** A target with its moves; `place`: the unit's name, "" where it names none. */
export interface TargetLine {
  readonly target: ProgrammeTarget;
  readonly place: string;
  readonly moves: readonly RecordId<"rotation">[];
  readonly coming: readonly RecordId<"rotation">[];
  readonly open: number | null;
}

/** A group of people among a programme's moves, as they were on the first day of each. */
export interface ProgrammeShare {
  readonly group: "women" | "young" | "minority";
  readonly moves: readonly RecordId<"rotation">[];
  readonly unknown: readonly RecordId<"rotation">[]; // of these the file does not tell
}

/** A programme with everything its screen and its paper show. */
export interface ProgrammeFile {
  readonly day: IsoDate;
  readonly programme: Programme;
  readonly state: ProgrammeState;
  readonly sum: ReturnType<typeof targetSum>;
  readonly targets: readonly TargetLine[];
  readonly moves: readonly RecordId<"rotation">[]; // begun by the day
  readonly coming: readonly RecordId<"rotation">[]; // decided, not begun
  readonly proposed: readonly RecordId<"rotation">[]; // not decided yet; counted nowhere
  readonly untargeted: readonly RecordId<"rotation">[];
  readonly rows: readonly RotationRow[]; // of all these, the latest first
  readonly shares: readonly ProgrammeShare[];
  readonly youngUnder: number; // years, completed
  /** Other programmes of the same number: moves that name it by number alone count for both. */
  readonly sameNumber: readonly { readonly id: RecordId<"programme">; readonly name: string }[];
}

/** What is asked about programmes and their progress. */
export interface ProgrammeQueries {
  /** Every programme, running ones first, then by date, the latest first. */
  programmeList(): Promise<readonly ProgrammeLine[]>;
  /** Null: no such programme. */
  programmeFile(id: RecordId<"programme">): Promise<ProgrammeFile | null>;
  instrumentsKnown(): Promise<readonly KnownInstrument[]>;
}

/** Each question once: one that is left out does not compile. */
export const programmeQueries: Readonly<Record<keyof ProgrammeQueries, true>> = {
  programmeList: true,
  programmeFile: true,
  instrumentsKnown: true,
};

export function makeProgrammeDesk(ground: RotationGround): ProgrammeQueries {
  /** Moves that may belong to a programme at all, by what they name: most moves of a province name none. */
  let named: { readonly at: number; readonly byName: ReadonlyMap<string, Rotation[]> } | null = null;
  const movesNaming = ({ id, number }: Programme): readonly Rotation[] => {
    if (named === null || named.at !== ground.changes()) {
      const byName = new Map<string, Rotation[]>();
      for (const move of ground.all("rotation")) {
        const name = move.programmeId ?? foldLoosely(move.programme);
        if (name === "") continue;
        const own = byName.get(name);
        if (own === undefined) byName.set(name, [move]);
        else own.push(move);
      }
      named = { at: ground.changes(), byName };
    }
    const folded = foldLoosely(number);
    return [...(named.byName.get(id) ?? []), ...(folded === "" ? [] : (named.byName.get(folded) ?? []))];
  };
  const progress = (programme: Programme, rotations: readonly Rotation[], day: IsoDate): ProgrammeProgress =>
    progressOf(
      programme,
      {
        targets: ground.all("programme-target"),
        rotations,
        decisions: ground.byId("decision"),
        versions: ground.versions(),
      },
      day,
    );
  return {
    programmeList: async () => {
      const day = ground.today();
      return ground
        .all("programme")
        .map((programme): ProgrammeLine => {
          const { moves, targets } = progress(programme, movesNaming(programme), day);
          return {
            programme,
            state: programmeStateOn(programme, day),
            moves: moves.length,
            sum: targetSum(targets),
          };
        })
        .toSorted(byStanding);
    },
    programmeFile: async (id) => {
      await ground.ready();
      const programme = ground.byId("programme").get(id);
      if (programme === undefined) return null;
      const day = ground.today();
      const rotations = movesNaming(programme);
      const { moves, coming, proposed, targets, untargeted } = progress(programme, rotations, day);
      const shown = new Set([...moves, ...coming, ...proposed]);
      const versions = ground.versions();
      const youngUnder = rulesOn(day, ground.packs()).R20?.parameters.youngUnder ?? usualBands.youngUnder;
      const folded = foldLoosely(programme.number);
      return {
        day,
        programme,
        state: programmeStateOn(programme, day),
        sum: targetSum(targets),
        targets: targets.map((each) => ({
          ...each,
          place:
            each.target.unitId === null
              ? ""
              : unitName(versions, each.target.unitId, day) || unitName(versions, each.target.unitId, null),
        })),
        moves,
        coming,
        proposed,
        untargeted,
        rows: rowsOfMoves(
          rotations.filter((move) => shown.has(move.id)),
          {
            decisions: ground.byId("decision"),
            programmes: ground.byId("programme"),
            versions,
            nameOf: (person) => ground.nameOf(person),
            day,
          },
        ),
        shares: sharesOf(
          rotations.filter((move) => moves.includes(move.id)),
          youngUnder,
        ),
        youngUnder,
        sameNumber: ground
          .all("programme")
          .filter((other) => other.id !== id && folded !== "" && foldLoosely(other.number) === folded)
          .map((other) => ({ id: other.id, name: other.name })),
      };
    },
    instrumentsKnown: async () => knownInstruments(ground.packs(), ground.all("programme")),
  };

  function sharesOf(moves: readonly Rotation[], youngUnder: number): readonly ProgrammeShare[] {
    const facts = ground.factRecords();
    const items = moves.map((move) => ({ id: move.id, facts: startFactsOf(move, facts) }));
    const families = groupFamilies<{ readonly facts: StartFacts | null }>({ ...usualBands, youngUnder });
    return groups.map(([group, name, column]) => {
      const { of } = families.find((family) => family.name === name)!;
      const ids = (wanted: string | null) => items.filter((item) => of(item) === wanted).map((item) => item.id);
      return { group, moves: ids(column), unknown: ids(null) };
    });
  }
}

const groups = [
  ["women", "sex", "NU"],
  ["young", "young", "yes"],
  ["minority", "minority", "yes"],
] as const;

const standing: readonly ProgrammeState[] = ["running", "ahead", null, "over"];
const byStanding = (a: ProgrammeLine, b: ProgrammeLine): number =>
  standing.indexOf(a.state) - standing.indexOf(b.state) ||
  compareText(b.programme.date ?? "", a.programme.date ?? "") ||
  compareText(a.programme.id, b.programme.id);
