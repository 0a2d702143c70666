import type { IsoDate, RecordId } from "../../../shared/domain/primitives.ts";
import type { PackProblem, RulePack } from "../../../shared/domain/rules/rule-pack.ts";
import type { RotationGround } from "./ground.ts";

/** A pack in use and where it comes from. */
export interface PackOnBoard {
  readonly pack: RulePack;
  readonly origin: "program" | "above" | "own";
  readonly writer: string; // name of the office; "" for those of the program
}

/** A pack that stays on file and is not used. */
export interface RefusedOnBoard {
  readonly id: RecordId<"rule-pack">;
  readonly name: string;
  readonly version: number;
  readonly number: string; // of its instrument
  readonly writer: string;
  readonly problem: PackProblem;
}

export interface PackBoard {
  readonly packs: readonly PackOnBoard[];
  readonly refused: readonly RefusedOnBoard[];
  readonly mayWrite: boolean; // the office's own packs count: it may lay rules over others
  readonly versions: Readonly<Record<string, number>>; // by name: the highest number ever given, also to one taken back
  readonly today: IsoDate;
}

/** What is asked about packs of rules. */
export interface PackQueries {
  packBoard(): Promise<PackBoard>;
}

/** Each question once: one that is left out does not compile. */
export const packQueries: Readonly<Record<keyof PackQueries, true>> = { packBoard: true };

export function makePackDesk(ground: RotationGround): PackQueries {
  return {
    packBoard: async () => {
      const { packs, refused, writers } = ground.packsOnFile();
      const versions: Record<string, number> = {};
      const given = [
        ...packs,
        ...[...ground.records.ofKind("rule-pack")].map(({ values: { name, version } }) => ({ name, version })),
      ];
      for (const { name, version } of given)
        if (typeof name === "string" && typeof version === "number")
          versions[name] = Math.max(versions[name] ?? 0, version);
      return {
        packs: packs.map((pack) => {
          const writer = writers.get(pack.id);
          if (writer === undefined) return { pack, origin: "program" as const, writer: "" };
          const origin = writer === ground.ownOffice ? ("own" as const) : ("above" as const);
          return { pack, origin, writer: ground.officeName(writer) };
        }),
        refused: refused.map(({ record: { id, name, version, number }, writer, problem }) => ({
          id,
          name,
          version,
          number,
          writer: ground.officeName(writer),
          problem,
        })),
        mayWrite: ground.mayRule(ground.ownOffice),
        versions,
        today: ground.today(),
      };
    },
  };
}
