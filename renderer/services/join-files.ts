import { sameValue } from "../../shared/change/canonical-json.ts";
import type { ActionRef } from "../../shared/change/change.ts";
import { describeChange, recordFrom } from "../../shared/change/describe-change.ts";
import type { RecordState } from "../../shared/change/state.ts";
import { blankRecord, emptyValue } from "../../shared/domain/blank-records.ts";
import { likenessOf } from "../../shared/domain/duplicates.ts";
import type { SamePerson } from "../../shared/domain/organisation.ts";
import type { Person } from "../../shared/domain/person.ts";
import type { Json, RecordId } from "../../shared/domain/primitives.ts";
import { openTables, type PrintedOpenTable } from "../../shared/domain/sheets/crosswalk.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { DuplicatePair, HistoryStep } from "../data/office-data.ts";
import type { Saved } from "./append.ts";
import { newIds } from "./new-ids.ts";
import type { Office } from "./office.ts";
import { recordAction } from "./record-action.ts";

type PersonId = RecordId<"person">;

/** One of two files that are compared. */
export interface FileSide {
  readonly held: RecordState;
  readonly person: Person;
  readonly rows: readonly { readonly kind: PrintedOpenTable; readonly count: number }[]; // tables with rows
  readonly filled: number; // fields of the person's record that say something
}

export interface FilePair {
  readonly first: FileSide;
  readonly second: FileSide;
  readonly why: ReturnType<typeof likenessOf>;
  /** Fields of which both say something else, or only one says anything; in the order of the record. */
  readonly differing: readonly PersonField[];
  readonly agreeing: number; // fields in which both say the same
}

export type PersonField = Exclude<keyof Person, "id" | "custodian" | "withdrawn">;

export const duplicatePairs = ({ data }: Office): Promise<readonly DuplicatePair[]> => data.duplicates();

/** Two files beside one another; null: one of them is not on file, or both are one file already. */
export async function readPair(office: Office, one: PersonId, other: PersonId): Promise<FilePair | null> {
  const kept = await office.data.keptOf([one, other]);
  const [a, b] = [kept[one] ?? one, kept[other] ?? other];
  const [first, second] = await Promise.all([readSide(office, a), readSide(office, b)]);
  if (a === b || first === null || second === null) return null;
  const differing: PersonField[] = [];
  let agreeing = 0;
  for (const field of fieldsOf(first.person)) {
    if (!sameValue(first.person[field], second.person[field])) differing.push(field);
    else if (says(first.person[field])) agreeing += 1;
  }
  return { first, second, why: likenessOf(first.person, second.person), differing, agreeing };
}

async function readSide({ data }: Office, id: PersonId): Promise<FileSide | null> {
  const held = await data.held(id);
  const person = held === null ? null : recordFrom(held, "person");
  if (held === null || person === null || person.withdrawn) return null;
  const rows = await Promise.all(
    openTables.map(async (kind) => {
      const states = await data.rowsOf(kind, id);
      return { kind, count: states.filter(({ values }) => values.withdrawn !== true).length };
    }),
  );
  const filled = fieldsOf(person).filter((field) => says(person[field])).length;
  return { held, person, rows: rows.filter(({ count }) => count > 0), filled };
}

const fieldsOf = (person: Person): readonly PersonField[] =>
  (Object.keys(person) as (keyof Person)[]).filter(
    (field): field is PersonField => field !== "id" && field !== "custodian" && field !== "withdrawn",
  );

/** Whether a value says anything. */
export const says = (value: Json): boolean =>
  typeof value === "object" && value !== null && "text" in value
    ? value.text !== "" || ("code" in value && value.code !== null)
    : value !== null && value !== "" && value !== false;

export interface Joining {
  readonly kept: FileSide;
  readonly other: FileSide;
  /** Fields in which the kept file takes over what the other says. */
  readonly take: readonly PersonField[];
  readonly reason: string;
}

/**
 * Say that two files are about one person, and what the kept file says where they differ: one action. The other file keeps
 * all it says; its rows are shown with the kept file's, and its id leads there, also in bundles that come later.
 */
export async function joinFiles(
  office: Office,
  { kept, other, take, reason }: Joining,
): Promise<Result<Saved, Problem>> {
  const pair = blankRecord("same-person", {
    id: newIds()("same-person"),
    personId: kept.person.id,
    otherId: other.person.id,
    same: true,
    reason: reason.normalize("NFC").trim(),
  });
  const next: Person = { ...kept.person, ...Object.fromEntries(take.map((field) => [field, other.person[field]])) };
  return recordAction(office, {
    purpose: "person.join",
    reason: pair.reason,
    people: [kept.person.id, other.person.id],
    changes: [describeChange(kept.held, next), describeChange(undefined, pair)].filter((change) => change !== null),
  });
}

/** Say that two files are about two people: the pair is not laid before anybody again. */
export const tellApart = (
  office: Office,
  one: PersonId,
  other: PersonId,
  reason: string,
): Promise<Result<Saved, Problem>> =>
  recordAction(office, {
    purpose: apartPurpose,
    reason,
    people: [one, other],
    changes: [
      describeChange(
        undefined,
        blankRecord("same-person", { id: newIds()("same-person"), personId: one, otherId: other, same: false, reason }),
      )!,
    ],
  });

/** A pair that somebody joined or told apart, and what was written to the other file since it was joined. */
export interface JoinedPair {
  readonly pair: SamePerson;
  readonly names: readonly [kept: string, other: string];
  readonly news: readonly { readonly field: PersonField; readonly kept: Json; readonly other: Json }[];
}

export async function joinedPairs({ data }: Office): Promise<readonly JoinedPair[]> {
  const pairs = await data.all("same-person");
  return Promise.all(
    pairs.map(async (pair) => {
      const [kept, other, made] = await Promise.all([
        data.held(pair.personId),
        data.held(pair.otherId),
        pair.same ? data.history(pair.id) : [],
      ]);
      const since = made[0]?.position;
      const written =
        since === undefined ? [] : (await data.history(pair.otherId)).filter((step) => step.position > since);
      const person = kept === null ? null : recordFrom(kept, "person");
      const others = other === null ? null : recordFrom(other, "person");
      const fields = new Set(written.map(({ field }) => field));
      const news =
        person === null || others === null
          ? []
          : fieldsOf(person)
              .filter((field) => fields.has(field) && !sameValue(person[field], others[field]))
              .map((field) => ({ field, kept: person[field], other: others[field] }));
      const nameIn = (state: RecordState | null): string =>
        typeof state?.values.birthName === "string" ? state.values.birthName : "";
      return { pair, names: [nameIn(kept), nameIn(other)] as const, news };
    }),
  );
}

/** Take over into the kept file what was written to the other one since they were joined. */
export async function takeNews(office: Office, { pair, news }: JoinedPair): Promise<Result<Saved | null, Problem>> {
  const held = await office.data.held(pair.personId);
  const person = held === null ? null : recordFrom(held, "person");
  if (held === null || person === null) return ok(null);
  const next: Person = { ...person, ...Object.fromEntries(news.map(({ field, other }) => [field, other])) };
  const change = describeChange(held, next);
  if (change === null) return ok(null);
  return recordAction(office, { purpose: "person.join", reason: "", people: [pair.personId], changes: [change] });
}

/**
 * Take a joined pair apart, or a pair that was told apart back onto the list, whoever joined them and in whatever order.
 * Fields of the kept file that the joining changed say again what they would say had it never been; what somebody wrote
 * since stays.
 *
 * @returns how many fields the joining had changed and stay as they are now
 */
export async function takeApart(office: Office, pair: SamePerson): Promise<Result<number, Problem>> {
  const [held, kept] = await Promise.all([office.data.held(pair.id), office.data.held(pair.personId)]);
  const person = kept === null ? null : recordFrom(kept, "person");
  if (held === null) return ok(0);
  const changes = [describeChange(held, { ...pair, withdrawn: true })];
  let staying = 0;
  if (pair.same && kept !== null && person !== null) {
    const steps = await office.data.history(pair.personId);
    const parted = new Set([held.first, ...(await partedJoinings(office))]);
    const counts = steps.filter(({ by, purpose }) => !parted.has(by) && purpose !== apartPurpose);
    const next: Record<string, Json> = { ...person };
    for (const { field } of steps.filter(({ by }) => by === held.first)) {
      const before = counts.findLast((step) => step.field === field)?.to ?? emptyValue("person", field);
      const contested = kept.rivals[field] !== undefined; // a conflict is settled on the desk, not here
      const writtenBy = counts.findLast((step) => step.field === field)?.position ?? 0;
      if (contested || before === undefined || writtenBy > positionOf(steps, held.first)) staying += 1;
      else next[field] = before;
    }
    // Every field keeps the type it had when it was written.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    changes.push(describeChange(kept, next as unknown as Person));
  }
  const standing = changes.filter((change) => change !== null);
  if (standing.length === 0) return ok(0);
  const saved = await recordAction(office, {
    purpose: apartPurpose,
    reason: "",
    people: [pair.personId, pair.otherId],
    changes: standing,
  });
  return saved.ok ? ok(staying) : saved;
}

const apartPurpose = "person.apart";

/** Actions that joined files which have been taken apart since: what they wrote no longer counts. */
async function partedJoinings({ data }: Office): Promise<readonly ActionRef[]> {
  const states = await data.states("same-person");
  return states.filter(({ values }) => values.withdrawn === true).map(({ first }) => first);
}

const positionOf = (steps: readonly HistoryStep[], ref: ActionRef): number =>
  steps.find(({ by }) => by === ref)?.position ?? 0;
