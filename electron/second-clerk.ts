import { splitRef } from "../shared/change/arrival-order.ts";
import type { Draft } from "../shared/change/change.ts";
import { askingIn, isConfirmation, isWeighty, saysYes } from "../shared/change/second-word.ts";
import { idMaker } from "../shared/domain/new-id.ts";
import { mayDo } from "../shared/domain/role-table.ts";
import { actionLinesOf } from "../shared/exchange/entry.ts";
import type { ClerkProblem, Problem } from "../shared/problem.ts";
import { heldOf, positionsOf } from "./book.ts";
import { entriesAt } from "./ledger-entries.ts";
import type { Office } from "./office.ts";

/** Whether somebody else on this PC may confirm what the clerk at it writes. */
const hasSecond = ({ book, clerk }: Office): boolean =>
  [...book.duties].some(([id, held]) => id !== clerk.id && mayDo(held, "confirm"));

/** A weighty draft asks for a second clerk where there is one, whatever page or service made it (CM-20). */
export function askedOfSecond(office: Office, draft: Draft): Draft {
  if (askingIn(draft) !== undefined || !hasSecond(office) || !isWeighty(draft)) return draft;
  const { clock, random } = office.machine;
  const record = idMaker(clock.millis(), random(16))("confirmation");
  return {
    ...draft,
    changes: [...draft.changes, { record, fields: { asks: { saw: [], to: office.clerk.id } } }],
  };
}

/** Nobody confirms their own words: the receiver would not count it (CM-20), so it is not even written. */
export async function whyNotTheirWord(office: Office, draft: Draft): Promise<ClerkProblem | Problem | null> {
  const { book, store, clerk, own } = office;
  const asked = draft.changes.flatMap(({ record, fields }) =>
    isConfirmation(record) && saysYes(fields.answer?.to) ? (fields.answer?.saw ?? []).map(splitRef) : [],
  );
  for (const { feed, number } of asked) {
    if (feed !== own.feed || number > heldOf(book, feed).number) continue;
    const read = await entriesAt(store, positionsOf(book, number, number));
    if (!read.ok) return read.problem;
    const line = read.value.entries
      .flatMap(({ entry }) => actionLinesOf(entry))
      .find((one) => one.feed === feed && one.number === number);
    if (line?.line.startsWith(`{"by":${JSON.stringify(clerk.id)},`)) return { kind: "second-clerk-needed" };
  }
  return null;
}
