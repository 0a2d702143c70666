import { type CoreOptions, makeOfficeCore, type OfficeCore } from "../../../renderer/data/core.ts";
import type { TestLedger } from "./office-fixture.ts";
import { emptySource } from "./raw-database.ts";

/**
 * An office opened from this ledger, on a disk without a copy of it.
 *
 * @param otherwise  what is not so
 */
export const openedCore = (ledger: TestLedger, otherwise: Partial<CoreOptions> = {}): Promise<OfficeCore> =>
  makeOfficeCore({
    opened: ledger.opened(),
    ledger: ledger.source,
    source: emptySource(),
    today: () => "2026-03-10",
    progress: () => {},
    recounted: () => {},
    ...otherwise,
  });
