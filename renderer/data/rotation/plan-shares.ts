import { ageOn } from "../../../shared/domain/dates.ts";
import type { PlanEntry } from "../../../shared/domain/dossier.ts";
import type { Person } from "../../../shared/domain/person.ts";
import type { IsoDate, RecordId } from "../../../shared/domain/primitives.ts";
import { minorityOf } from "../../../shared/domain/rotations/facts-at-start.ts";
import { caseOf } from "../../../shared/domain/rules/case.ts";
import { type Evaluation, evaluateBy } from "../../../shared/domain/rules/evaluate.ts";
import type { RulesInForce } from "../../../shared/domain/rules/rules-on.ts";
import type { RotationGround } from "./ground.ts";

/** People of the plan, each once, by what planning looks at. */
export interface PlanShare {
  readonly group: "women" | "young" | "minority";
  readonly people: readonly RecordId<"person">[];
  readonly unknown: readonly RecordId<"person">[];
}

/** Women, young people and ethnic minorities among people of the plan; facts, to be laid beside what the rule asks for. */
export function sharesOf(
  ground: RotationGround,
  people: readonly Pick<Person, "id" | "sex" | "birthDate">[],
  youngUnder: number,
  day: IsoDate,
): readonly PlanShare[] {
  const share = (group: PlanShare["group"], of: (person: (typeof people)[number]) => boolean | null): PlanShare => ({
    group,
    people: people.filter((person) => of(person) === true).map(({ id }) => id),
    unknown: people.filter((person) => of(person) === null).map(({ id }) => id),
  });
  return [
    share("women", ({ sex }) => (sex === null ? null : sex === "NU")),
    share("young", ({ birthDate }) => {
      if (birthDate === null) return null;
      const { least, most } = ageOn(birthDate, day);
      return least < youngUnder === most < youngUnder ? least < youngUnder : null;
    }),
    share("minority", ({ id }) => {
      const person = ground.factRecords().persons.get(id);
      return person === undefined ? null : minorityOf(person);
    }),
  ];
}

/** The rule on shares, held against everybody of these entries. */
export function aimsOf(
  ground: RotationGround,
  rules: RulesInForce,
  entries: readonly PlanEntry[],
  day: IsoDate,
): Evaluation | null {
  if (rules.R20 === undefined) return null;
  const people: Person[] = [...new Set(entries.map(({ personId }) => personId))].flatMap(
    (id) => ground.person(id) ?? [],
  );
  const first = people[0];
  if (first === undefined) return null;
  const about = caseOf(
    { person: people, "plan-entry": entries },
    { personId: first.id, moveId: null, entryId: null, asOf: day },
  );
  return about === null ? null : (evaluateBy(about, day, { R20: rules.R20 })[0] ?? null);
}
