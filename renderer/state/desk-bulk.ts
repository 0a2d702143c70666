import { create } from "zustand";
import { keptBy, type SettleRule, type Undecided } from "../../shared/change/settle-rule.ts";
import type { OfficeId, RecordId } from "../../shared/domain/primitives.ts";
import { kindOf } from "../../shared/domain/primitives.ts";
import type { Problem } from "../../shared/problem.ts";
import type { ConflictOnDesk, ProposalOnDesk } from "../data/office-data.ts";
import type { Office } from "../services/office.ts";
import {
  decideMany,
  lastTogether,
  type ManyReopened,
  type ManySettled,
  reopenMany,
  type Settled,
  type SettledTogether,
  settleMany,
} from "../services/settle-many.ts";
import { isRestricted } from "./desk.ts";

export type { SettleRule } from "../../shared/change/settle-rule.ts";

/** Which conflicts are looked at; null: any. */
export interface DeskLook {
  readonly field: string | null; // "person.phone"
  readonly unit: RecordId<"unit"> | null;
  readonly office: OfficeId | null; // one of the values is its own
}

/** What a rule does with some conflicts. The sums close: settled and left are all of them. */
export interface RulePreview {
  readonly settled: readonly Settled[];
  readonly left: Readonly<Record<Left, number>>;
}

/**
 * Why a conflict is left: as `Undecided` says; a protected item, or who keeps the file: each is looked at by itself; or what
 * this office decides there would only be a proposal.
 */
export type Left = Undecided | "restricted" | "custody" | "not-ours";

export interface DeskBulk {
  readonly look: DeskLook;
  readonly rule: SettleRule | null;
  readonly reason: string;
  readonly saving: boolean;
  readonly done: ManySettled | null; // what was settled while the screen is open
  readonly reopened: ManyReopened | null;
  readonly last: SettledTogether | null; // that can be taken back
  readonly problem: Problem | null;
  readonly load: () => Promise<void>;
  readonly narrow: (patch: Partial<DeskLook>) => void;
  readonly edit: (patch: Partial<Pick<DeskBulk, "rule" | "reason" | "problem">>) => void;
  readonly settle: (chosen: readonly Settled[]) => Promise<boolean>;
  readonly decide: (chosen: readonly ProposalOnDesk[], adopt: boolean) => Promise<boolean>;
  readonly takeBack: () => Promise<void>;
}

export const createDeskBulk = (office: Office) =>
  create<DeskBulk>()((set, get) => {
    const settled = async (count: number, work: (reason: string) => Promise<ManySettled>): Promise<boolean> => {
      if (get().saving || count === 0) return false;
      set({ saving: true, problem: null, done: null, reopened: null });
      const done = await work(get().reason.normalize("NFC").trim());
      const { together, problem } = done;
      set({ saving: false, done, problem, ...(together.refs.length > 0 ? { last: together } : {}) });
      if (problem === null) set({ rule: null, reason: "" });
      return problem === null;
    };
    return {
      look: { field: null, unit: null, office: null },
      rule: null,
      reason: "",
      saving: false,
      done: null,
      reopened: null,
      last: null,
      problem: null,
      load: async () => set({ last: await lastTogether(office) }),
      narrow: (patch) => set(({ look }) => ({ look: { ...look, ...patch }, done: null, reopened: null })),
      edit: (patch) => set(patch),
      settle: (chosen) => settled(chosen.length, (reason) => settleMany(office, chosen, reason)),
      decide: (chosen, adopt) => settled(chosen.length, (reason) => decideMany(office, chosen, { adopt, reason })),
      takeBack: async () => {
        const { last, saving } = get();
        if (last === null || saving) return;
        set({ saving: true, problem: null, done: null, reopened: null });
        const reopened = await reopenMany(office, last);
        if (reopened.ok) set({ saving: false, reopened: reopened.value, last: null });
        else set({ saving: false, problem: reopened.problem });
      },
    };
  });

/** Of which field of which kind of record a conflict is. */
export const fieldOf = ({ record, field }: Pick<ConflictOnDesk, "record" | "field">): string =>
  `${kindOf(record)}.${field}`;

export const narrowed = (conflicts: readonly ConflictOnDesk[], { field, unit, office }: DeskLook) =>
  conflicts.filter(
    (conflict) =>
      (field === null || fieldOf(conflict) === field) &&
      (unit === null || conflict.unitId === unit) &&
      (office === null || conflict.heads.some(({ officeId }) => officeId === office)),
  );

/** What a rule would settle, and what it leaves. */
export function previewOf(rule: SettleRule, conflicts: readonly ConflictOnDesk[]): RulePreview {
  const settled: Settled[] = [];
  const left: Record<Left, number> = {
    "none-theirs": 0,
    "several-theirs": 0,
    restricted: 0,
    custody: 0,
    "not-ours": 0,
  };
  for (const conflict of conflicts) {
    const kept = whyApart(conflict) ?? keptBy(rule, conflict);
    if (typeof kept === "string") left[kept] += 1;
    else settled.push({ conflict, to: kept.to });
  }
  return { settled, left };
}

/** Why no rule may settle a conflict; null: a rule may. */
function whyApart(conflict: ConflictOnDesk): Left | null {
  if (!conflict.ours) return "not-ours";
  if (isRestricted(conflict)) return "restricted";
  return conflict.field === "custodian" || conflict.field === "personId" ? "custody" : null;
}

/** Some of many, from all over them. */
export function someOf<Item>(items: readonly Item[], most: number): readonly Item[] {
  const every = Math.max(1, items.length / most);
  return Array.from({ length: Math.min(most, items.length) }, (_, n) => items[Math.floor(n * every)]!);
}

/** Offices that wrote one of the values, by name. */
export function writersOf(conflicts: readonly ConflictOnDesk[]): ReadonlyMap<OfficeId, string> {
  const found = new Map(
    conflicts.flatMap(({ heads }) => heads.map(({ officeId, office }) => [officeId, office] as const)),
  );
  return new Map([...found].toSorted(([, a], [, b]) => a.localeCompare(b, "vi")));
}

/** How many conflicts there are under each key; those without one are left out. */
export function tally<Key extends string>(
  conflicts: readonly ConflictOnDesk[],
  keyOf: (conflict: ConflictOnDesk) => Key | null,
): ReadonlyMap<Key, number> {
  const counts = new Map<Key, number>();
  for (const conflict of conflicts) {
    const key = keyOf(conflict);
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return new Map([...counts].toSorted(([, a], [, b]) => b - a));
}
