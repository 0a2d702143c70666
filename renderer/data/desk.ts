import { recordFrom } from "../../shared/change/describe-change.ts";
import { type Finding, findings } from "../../shared/domain/findings.ts";
import type { IsoDate, RecordId } from "../../shared/domain/primitives.ts";
import type { OpenKind, RecordOf } from "../../shared/domain/record-kinds.ts";
import { versionsByUnit } from "../../shared/domain/units.ts";
import type { PagedRecords } from "./paged-records.ts";

/** What is odd in meaning, worked out in the background after records change. */
export interface Desk {
  touched(ids: readonly RecordId[]): void;
  /** All findings of the records as they are now. */
  findings(): Promise<readonly Finding[]>;
  /** How many are about a person, as far as they have been worked out. */
  countOf(person: RecordId): number;
  close(): void;
}

export function makeDesk(records: PagedRecords, _today: () => IsoDate, recounted: () => void): Desk {
  let known: readonly Finding[] | null = null;
  let counts: ReadonlyMap<RecordId, number> = new Map();
  let timer: ReturnType<typeof setTimeout> | null = null;
  const work = (): readonly Finding[] => {
    if (known !== null) return known;
    known = findings({
      persons: ofKind(records, "person"),
      assignments: ofKind(records, "assignment"),
      rotations: ofKind(records, "rotation"),
      decisions: ofKind(records, "decision"),
      unitVersions: versionsByUnit([...ofKind(records, "unit-version")]),
    });
    const made = new Map<RecordId, number>();
    for (const { personId } of known) if (personId !== null) made.set(personId, (made.get(personId) ?? 0) + 1);
    counts = made;
    return known;
  };
  const later = (): void => {
    timer ??= setTimeout(() => {
      timer = null;
      work();
      recounted();
    }, 500);
  };
  later();
  return {
    touched: () => {
      known = null;
      later();
    },
    findings: async () => work(),
    countOf: (person) => counts.get(person) ?? 0,
    close: () => {
      if (timer !== null) clearTimeout(timer);
    },
  };
}

function* ofKind<Kind extends OpenKind>(records: PagedRecords, kind: Kind): Iterable<RecordOf<Kind>> {
  for (const state of records.ofKind(kind)) {
    const record = recordFrom(state, kind);
    if (record !== null) yield record;
  }
}
