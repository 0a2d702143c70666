import { create } from "zustand";
import { isPartialDate, type Json, kindOf, type RecordId } from "../../shared/domain/primitives.ts";
import { isProtectedKind, isRecordKind, refusedField } from "../../shared/domain/record-kinds.ts";
import { type UnitVersions, unitName, versionsByUnit } from "../../shared/domain/units.ts";
import type { Problem } from "../../shared/problem.ts";
import type { AcceptedFindingOnDesk, ConflictOnDesk, FindingOnDesk } from "../data/office-data.ts";
import { acceptFinding, reopenFinding } from "../services/accept-finding.ts";
import type { Office } from "../services/office.ts";
import { watchRecords } from "../services/office.ts";
import { noteShown, settleConflict } from "../services/settle-conflict.ts";

export type { AcceptedFindingOnDesk, ConflictOnDesk, FindingOnDesk } from "../data/office-data.ts";

/** What a person has chosen for one conflict so far. */
export interface Choice {
  readonly pick: number | "other" | null; // place among the heads
  readonly other: Json;
  readonly reason: string;
  readonly complaint: "choice" | "reason" | "value" | null;
  readonly saving: boolean;
  readonly moved: boolean;
}

export interface Desk {
  readonly conflicts: readonly ConflictOnDesk[] | null; // null: not read yet
  readonly findings: readonly FindingOnDesk[];
  readonly accepted: readonly AcceptedFindingOnDesk[]; // looked at before, and left as they are
  readonly choices: Readonly<Record<string, Choice>>;
  readonly revealed: ReadonlySet<string>; // restricted conflicts whose values show
  readonly names: Readonly<Record<string, string>>; // of people, units and decisions that values refer to
  readonly settled: "recorded" | "proposed" | null; // what the last settlement on this screen is: only a proposal in a file that is not ours (CM-17)
  readonly problem: Problem | null;
  readonly load: () => Promise<void>;
  readonly follow: () => () => void;
  readonly choose: (conflict: ConflictOnDesk, patch: Partial<Choice>) => void;
  readonly reveal: (conflict: ConflictOnDesk) => Promise<void>;
  readonly settle: (conflict: ConflictOnDesk) => Promise<void>;
  readonly accept: (finding: FindingOnDesk, reason: string) => Promise<void>;
  readonly reopen: (finding: AcceptedFindingOnDesk) => Promise<void>;
}

const undecided: Choice = { pick: null, other: "", reason: "", complaint: null, saving: false, moved: false };

export const keyOf = ({ record, field }: Pick<ConflictOnDesk, "record" | "field">): string => `${record} ${field}`;
export const isRestricted = ({ record }: Pick<ConflictOnDesk, "record">): boolean => isProtectedKind(kindOf(record));
export const choiceOf = (desk: Pick<Desk, "choices">, conflict: ConflictOnDesk): Choice =>
  desk.choices[keyOf(conflict)] ?? undecided;

export const createDesk = (office: Office) =>
  create<Desk>()((set, get) => {
    const patch = (conflict: ConflictOnDesk, change: Partial<Choice>) =>
      set((desk) => ({
        choices: { ...desk.choices, [keyOf(conflict)]: { ...choiceOf(desk, conflict), ...change } },
      }));
    const follow = async (saved: Awaited<ReturnType<typeof acceptFinding>>): Promise<void> => {
      if (!saved.ok) return set({ problem: saved.problem });
      await saved.value?.shown;
      set({ problem: null });
      await get().load();
    };
    return {
      conflicts: null,
      findings: [],
      accepted: [],
      choices: {},
      revealed: new Set(),
      names: {},
      settled: null,
      problem: null,
      load: async () => {
        const [conflicts, findings, accepted] = await Promise.all([
          office.data.conflicts(),
          office.data.findings(),
          office.data.acceptedFindings(),
        ]);
        const names = await namesFor(office, [
          ...conflicts.flatMap(({ heads, before, unitId }) => [
            ...heads.flatMap(({ to, decision }) => [to, decision]),
            before,
            unitId,
          ]),
          ...[...findings, ...accepted].flatMap(({ facts }) => Object.values(facts)),
        ]);
        set({ conflicts, findings, accepted, names });
      },
      follow: () => watchRecords(office, () => void get().load()),
      choose: (conflict, change) => {
        patch(conflict, { ...change, complaint: null });
      },
      reveal: async (conflict) => {
        const noted = await noteShown(office, conflict.record);
        if (!noted.ok) return set({ problem: noted.problem });
        set(({ revealed }) => ({ revealed: new Set(revealed).add(keyOf(conflict)), problem: null }));
      },
      settle: async (conflict) => {
        const choice = choiceOf(get(), conflict);
        if (choice.saving) return;
        const complaint = complaintAbout(conflict, choice);
        if (complaint !== null) return patch(conflict, { complaint });
        patch(conflict, { saving: true, complaint: null, moved: false });
        const saved = await settleConflict(office, {
          record: conflict.record,
          personId: conflict.personId,
          field: conflict.field,
          seen: conflict.heads.map(({ by }) => by),
          to: chosenValue(conflict, choice),
          reason: choice.reason.normalize("NFC").trim(),
        });
        patch(conflict, { saving: false });
        if (!saved.ok) return set({ problem: saved.problem });
        if (saved.value === "moved") patch(conflict, { moved: true, pick: null });
        else {
          await saved.value.shown;
          set({ settled: conflict.ours ? "recorded" : "proposed", problem: null });
        }
        await get().load();
      },
      accept: async (finding, reason) => follow(await acceptFinding(office, finding, reason.normalize("NFC").trim())),
      reopen: async (finding) => follow(await reopenFinding(office, finding)),
    };
  });

/** What is missing before the choice can be recorded; null: nothing. */
export function complaintAbout(conflict: ConflictOnDesk, choice: Choice): Choice["complaint"] {
  if (choice.pick === null) return "choice";
  const kind = kindOf(conflict.record);
  const value = chosenValue(conflict, choice);
  if (isRecordKind(kind) && refusedField(kind, { [conflict.field]: value }) !== null) return "value";
  return choice.reason.trim() === "" ? "reason" : null;
}

/** The value that a choice stands for; a typed one composed and trimmed. */
export function chosenValue(conflict: ConflictOnDesk, { pick, other }: Choice): Json {
  if (typeof pick === "number") return conflict.heads[pick]?.to ?? null;
  return typeof other === "string" ? other.normalize("NFC").trim() : other;
}

/** Names of what values refer to by id. */
export async function namesFor(
  { data }: Pick<Office, "data">,
  values: readonly (Json | null)[],
): Promise<Readonly<Record<string, string>>> {
  const ids = new Set(values.filter((value) => typeof value === "string"));
  const people = [...ids].filter((id): id is RecordId<"person"> => id.startsWith("person:"));
  const units = [...ids].filter((id): id is RecordId<"unit"> => id.startsWith("unit:"));
  const decisions = [...ids].filter((id) => id.startsWith("decision:"));
  const versions: UnitVersions = units.length === 0 ? new Map() : versionsByUnit(await data.all("unit-version"));
  const papers = decisions.length === 0 ? [] : await data.all("decision");
  return {
    ...(people.length === 0 ? {} : await data.names(people)),
    ...Object.fromEntries(units.map((id) => [id, unitName(versions, id, null)])),
    ...Object.fromEntries(papers.map(({ id, number }) => [id, number])),
  };
}

export const isDate = (value: Json): value is string => typeof value === "string" && isPartialDate(value);
