import type { OfficeCore } from "../../renderer/data/core.ts";
import type { Office } from "../../renderer/services/office.ts";
import { recordAction } from "../../renderer/services/record-action.ts";
import { describeChange } from "../../shared/change/describe-change.ts";
import type { AnyRecord } from "../../shared/domain/record-kinds.ts";
import { given, pageOf, type Seat, takeSeat } from "./seats.ts";

/** A PC with the working copy that its page has. */
export type PageSeat = Seat & { readonly page: Office & { readonly core: OfficeCore } };

export async function takePageSeat(folder: string, office: string, level: "district" | "province"): Promise<PageSeat> {
  const made = await takeSeat(folder, office, level);
  return Object.assign(made, { page: await pageOf(made) });
}

/** @param seats  those that were taken: a beginning may have failed half way */
export async function leavePageSeats(seats: readonly (PageSeat | undefined)[]): Promise<void> {
  for (const each of seats) {
    each?.page.core.close();
    await each?.close();
  }
}

/** Record new records in one action, as a screen does; answers what became of it. */
export const write = async ({ page }: PageSeat, records: readonly AnyRecord[]) =>
  given(
    await recordAction(page, {
      purpose: "person.edit",
      reason: "",
      people: [],
      changes: records.map((record) => describeChange(undefined, record)!),
    }),
  ).shown;

/** Let the page follow its ledger. */
export async function catchUp({ page, handlers }: PageSeat): Promise<void> {
  const { head } = given(await handlers["ledger.read"]({ after: 0, bytes: 1 }));
  await page.core.take(null, head);
}
