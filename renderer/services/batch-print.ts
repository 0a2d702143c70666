import type { RecordId } from "../../shared/domain/primitives.ts";
import { portraitOf } from "../../shared/domain/sheets/compose.ts";
import type { Sheet } from "../../shared/domain/sheets/sheet.ts";
import { type BatchProgress, type BatchStanding, mostAtOnce, type notMadeReasons } from "../../shared/ipc/batch.ts";
import type { RequestOf } from "../../shared/ipc/contract.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import { tidy } from "./custody.ts";
import type { Office } from "./office.ts";
import { paperOnPage } from "./paper-on-page.ts";
import { type FormGround, openFileForPrint, sheetOfFile } from "./sheet.ts";

export type { BatchOrder, BatchProgress, BatchStanding } from "../../shared/ipc/batch.ts";
export { mostInBatch } from "../../shared/ipc/batch.ts";
export { formGround } from "./sheet.ts";

type PersonId = RecordId<"person">;

/** A form that is about to stand on the page. */
export interface MadeForm {
  readonly index: number; // among the people of the batch
  readonly name: string;
  readonly sheet: Sheet;
  readonly portrait: Blob | null;
  readonly missing: number;
  readonly noPhoto: boolean;
}

/** The next people of a batch: their forms, or why there is none. */
export interface Stretch {
  readonly from: number;
  readonly people: readonly (MadeForm | { readonly index: number; readonly why: (typeof notMadeReasons)[number] })[];
}

export const formsOf = ({ people }: Stretch): readonly MadeForm[] => people.filter((one) => "sheet" in one);

/** The batch that was begun and not closed; null: none. */
export const lookForBatch = ({ desktop }: Office): Promise<Result<BatchStanding | null, Problem>> =>
  desktop.call("batch.look", {});

/** Null: the clerk chose no place. */
export const beginBatch = (
  { desktop }: Office,
  order: RequestOf<"batch.begin">,
): Promise<Result<BatchStanding | null, Problem>> => desktop.call("batch.begin", { ...order, said: tidy(order.said) });

export const placeBatch = ({ desktop }: Office, token: string) => desktop.call("batch.place", { token });
export const finishBatch = ({ desktop }: Office, token: string) => desktop.call("batch.finish", { token });
export const closeBatch = ({ desktop }: Office, token: string) => desktop.call("batch.close", { token });

/**
 * The forms of the next people. That their protected items are printed is noted in the ledger first. Somebody without a form
 * holds up nobody: he is passed over and named.
 */
export async function makeStretch(
  office: Office,
  { order }: BatchStanding,
  from: number,
  ground: FormGround,
): Promise<Result<Stretch, Problem>> {
  const most = order.as === "one" ? mostAtOnce : 1;
  const people: Stretch["people"][number][] = [];
  for (const [i, id] of order.people.slice(from, from + most).entries()) {
    const index = from + i;
    const opened = await openFileForPrint(office, id, "printed", ground);
    if (!opened.ok) return opened;
    if (opened.value === null) {
      people.push({ index, why: "gone" });
      continue;
    }
    const { name, dossier, portrait } = opened.value;
    try {
      const { sheet, missing } = sheetOfFile(order.form, opened.value, order.day);
      const noPhoto = portrait === null && portraitOf(dossier.attachment) !== null;
      people.push({ index, name, sheet, portrait, missing: missing.length, noPhoto });
    } catch {
      people.push({ index, why: "unreadable" }); // a record that no form can be laid out from
    }
  }
  return ok({ from, people });
}

/** Print a stretch whose forms stand within these elements. */
export const printStretch = (
  { desktop }: Office,
  { token }: BatchStanding,
  { from, people }: Stretch,
  title: string,
  forms: Iterable<Element>,
): Promise<Result<BatchProgress, Problem>> =>
  desktop.call("batch.print", {
    token,
    from,
    people: people.map((one) =>
      "sheet" in one
        ? { made: true as const, name: one.name.slice(0, 200), missing: one.missing, noPhoto: one.noPhoto }
        : { made: false as const, why: one.why },
    ),
    paper: paperOnPage(title, forms),
  });

/** Names of people of a batch, "" where there is no such file any more. */
export async function namesOf({ data }: Office, ids: readonly PersonId[]): Promise<ReadonlyMap<PersonId, string>> {
  const names = await Promise.all(ids.map(async (id) => [id, (await data.person(id))?.birthName ?? ""] as const));
  return new Map(names);
}
