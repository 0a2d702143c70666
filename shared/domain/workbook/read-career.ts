import type { Assignment } from "../assignment.ts";
import { foldLoosely } from "../fold.ts";
import { groupBy } from "../group-by.ts";
import type { Rotation } from "../rotation.ts";
import { unitName } from "../units.ts";
import { goesOn } from "./cells.ts";
import type { WorkbookContext } from "./context.ts";
import { moveStarting } from "./read-moves.ts";
import type { PeopleRead } from "./read-people.ts";
import type { SheetRow } from "./read-sheet.ts";
import type { UnitsRead } from "./read-units.ts";
import { given, type Tally } from "./tally.ts";

/** A step on file is met again by person, first day, title and unit. A step that a move begins is tied to it. */
export function readCareer(
  rows: readonly SheetRow<"career">[],
  context: WorkbookContext & UnitsRead & PeopleRead & { readonly moves: readonly Rotation[] },
  tally: Tally,
): void {
  const onFile = new Map(context.onFile.assignments.map((step) => [stepKey(step), step]));
  const movesOf = groupBy([...context.moves, ...context.onFile.rotations], (move) => move.personId);
  const taken = new Set<string>();
  for (const row of rows) {
    const { person, title, unit, from, to, nature } = row.values;
    const personId = person === null ? null : context.personOf(person);
    const unitId = unit === null ? null : context.unitOf(unit, from);
    if (person !== null && personId === null) row.refuse("person", "unknown-person");
    if (unit !== null && unitId === null) row.refuse("unit", "unknown-unit");
    if (personId === null || title === null) continue; // named already

    const unitText = row.values.unitText ?? (unitId === null ? "" : unitName(context.versions, unitId, from));
    const key = stepKey({ personId, from, title, unitId, unitText });
    if (taken.has(key)) row.refuse("person", "twice");
    taken.add(key);
    const before = onFile.get(key) ?? null;
    const move = moveStarting(movesOf.get(personId) ?? [], { personId, from, unitId });
    const step: Assignment = {
      ...(before ?? { id: context.newId("assignment"), ...blankStep }),
      personId,
      title,
      unitId,
      unitText,
      from,
      ...given({ nature, rotationId: move?.id ?? null, decisionId: move?.decisionId ?? null }),
      ...(to === null ? {} : { to: to === goesOn ? null : to }),
    };
    tally.put(before, step);
  }
}

const blankStep = {
  postId: null,
  nature: "SUBSTANTIVE",
  to: null,
  decisionId: null,
  rotationId: null,
  withdrawn: false,
} as const;

type StepWords = Pick<Assignment, "personId" | "from" | "title" | "unitId" | "unitText">;

const stepKey = (step: StepWords): string =>
  [step.personId, step.from ?? "", foldLoosely(step.title), step.unitId ?? foldLoosely(step.unitText)].join("|");
