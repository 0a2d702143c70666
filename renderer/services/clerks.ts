import { type Deed, mayDo } from "../../shared/domain/role-table.ts";
import type { Desktop, RequestOf } from "../../shared/ipc/contract.ts";
import type { Problem } from "../../shared/problem.ts";
import type { Result } from "../../shared/result.ts";
import type { Office } from "./office.ts";

export type { ClerkLine } from "../../shared/ipc/clerks.ts";

/** Whether the clerk at the PC may do that. Main asks the same table: this only spares people a button that refuses. */
export const may = ({ opened }: Pick<Office, "opened">, deed: Deed): boolean => mayDo(opened.duties, deed);

export const clerksHere = ({ desktop }: Office) => desktop.call("clerk.list", {});

export const addClerk = ({ desktop }: Office, said: RequestOf<"clerk.add">) =>
  desktop.call("clerk.add", { ...said, ...composed(said) });

export const changeClerk = ({ desktop }: Office, said: RequestOf<"clerk.change">) =>
  desktop.call("clerk.change", { ...said, ...composed(said) });

export const resetPassphrase = ({ desktop }: Office, asked: RequestOf<"clerk.reset">) =>
  desktop.call("clerk.reset", asked);

export const removeClerk = ({ desktop }: Office, id: string) => desktop.call("clerk.remove", { id });

/** @param old  null: the one in use is a first one, or the recovery key opened the register */
export const changeOwnPassphrase = (
  desktop: Desktop,
  asked: { readonly old: string | null; readonly next: string },
): Promise<Result<object, Problem>> => desktop.call("clerk.passphrase", asked);

/** Make a new recovery key. It comes back once and is kept nowhere. */
export const renewRecoveryKey = ({ desktop }: Office) => desktop.call("clerk.recovery", {});

const composed = ({ name, role }: { readonly name: string; readonly role: string }) => ({
  name: name.normalize("NFC").trim(),
  role: role.normalize("NFC").trim(),
});
