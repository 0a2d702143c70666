import { positionsOn } from "../../shared/domain/career.ts";
import { blankLetterhead, Letterhead } from "../../shared/domain/papers/letterhead.ts";
import type { MovedPerson, PaperRecords } from "../../shared/domain/papers/merge.ts";
import type { RecordId } from "../../shared/domain/primitives.ts";
import type { Problem } from "../../shared/problem.ts";
import type { Result } from "../../shared/result.ts";
import type { NamedMove } from "../data/office-data.ts";
import { today } from "./new-ids.ts";
import type { Office } from "./office.ts";

/** What a paper about a move is filled from, but for what the clerk says of the paper itself. */
export type MoveRecords = Omit<PaperRecords, "paper" | "date" | "letterhead">;

/** Read a move and everybody its decision is about. Null: there is no such move. */
export async function recordsOfMove(office: Office, id: RecordId<"rotation">): Promise<MoveRecords | null> {
  const { data, opened } = office;
  const file = await data.moveFile(id);
  if (file === null) return null;
  const together = [...(file.caused?.moves ?? []), ...file.legs];
  const others = new Map(together.filter(({ move }) => move.id !== id).map((each) => [each.move.id, each]));
  const [first, ...rest] = await Promise.all([file, ...others.values()].map((each) => movedPerson(office, each)));
  if (first === undefined) return null;
  const { decision, programme, steps, dossier, assessments } = file;
  return {
    officeName: opened.officeName,
    decision,
    programme,
    steps,
    dossier,
    assessments,
    ratings: await data.where("yearly-rating", "personId", file.move.personId),
    people: [first, ...rest],
    codes: await data.all("code-record"),
  };
}

async function movedPerson({ data }: Office, { move, name, from, to, direction }: NamedMove): Promise<MovedPerson> {
  const [person, career] = await Promise.all([data.person(move.personId), data.assignmentsOf(move.personId)]);
  return { move, person, name, from, to, direction: direction.direction, positions: positionsOn(career, today()) };
}

const letterheadName = "view:papers:letterhead";

/** What the office says of itself on its papers, as it was kept on this PC last. */
export async function readLetterhead({ desktop }: Office): Promise<Letterhead> {
  const kept = await desktop.call("kept.read", { name: letterheadName });
  if (!kept.ok || kept.value.value === null) return blankLetterhead;
  try {
    const parsed = Letterhead.safeParse(JSON.parse(kept.value.value));
    return parsed.success ? parsed.data : blankLetterhead;
  } catch {
    return blankLetterhead;
  }
}

export const keepLetterhead = ({ desktop }: Office, letterhead: Letterhead): Promise<Result<unknown, Problem>> =>
  desktop.call("kept.write", { name: letterheadName, value: JSON.stringify(letterhead) });
