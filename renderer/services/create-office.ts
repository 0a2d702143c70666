import type { Desktop } from "../../shared/ipc/contract.ts";
import type { OfficeLevel, Opened } from "../../shared/ipc/office.ts";
import type { Problem } from "../../shared/problem.ts";
import type { Result } from "../../shared/result.ts";
import { paperOnPage } from "./paper-on-page.ts";

export interface NewOffice {
  readonly office: string;
  readonly officeName: string;
  readonly level: OfficeLevel;
  readonly clerkName: string;
  readonly clerkRole: string;
  readonly passphrase: string;
}

/** Make the register of a new office and open it. The recovery key comes back once and is kept nowhere. */
export const createOffice = (
  desktop: Desktop,
  asked: NewOffice,
): Promise<Result<{ readonly recoveryKey: string; readonly opened: Opened }, Problem>> =>
  desktop.call("office.create", {
    ...asked,
    officeName: asked.officeName.normalize("NFC").trim(),
    clerkName: asked.clerkName.normalize("NFC").trim(),
    clerkRole: asked.clerkRole.normalize("NFC").trim(),
  });

/** Open the register with a passphrase or the recovery key. `clerk`: whose passphrase it is, where somebody said. */
export const unlockOffice = (
  desktop: Desktop,
  secret: string,
  clerk: string | null,
): Promise<Result<Opened, Problem>> => desktop.call("office.unlock", { secret, ...(clerk !== null && { clerk }) });

/** Print the recovery key as the page shows it. Null: the clerk cancelled. */
export async function printRecoveryKey(desktop: Desktop): Promise<Result<string | null, Problem>> {
  const job = { suggestedName: "khoa-khoi-phuc", landscape: false, paper: paperOnPage() };
  const printed = await desktop.call("page.print", job);
  return printed.ok ? { ok: true, value: printed.value?.fileName ?? null } : printed;
}
