import { create } from "zustand";
import { type ClosingRule, nobody, placeOf } from "../../shared/domain/closing.ts";
import type { IsoDate, OfficeId, RecordId } from "../../shared/domain/primitives.ts";
import type { Problem } from "../../shared/problem.ts";
import { type ClosingGround, type ClosingOnFile, closeOffice } from "../services/close-office.ts";
import { type Office, watchRecords } from "../services/office.ts";

export type { ClosingGround, ClosingOnFile } from "../services/close-office.ts";

/** What is said of an office that ends, while it is filled in. */
export interface ClosingPlan extends ClosingRule {
  readonly decision: string;
  readonly decidedOn: IsoDate | null;
  readonly reason: string;
}

export interface ClosingForm extends ClosingPlan {
  readonly ground: ClosingGround | null; // null: not read yet, or closed
  readonly read: boolean;
  readonly busy: boolean;
  readonly moved: number; // files that have changed hands so far
  readonly done: boolean;
  readonly stale: boolean; // what it starts from has changed
  readonly problem: Problem | null;
  readonly load: () => Promise<void>;
  readonly edit: (patch: Partial<ClosingPlan>) => void;
  readonly addSuccessor: (office: OfficeId) => void;
  readonly dropSuccessor: (office: OfficeId) => void;
  readonly placeUnits: (units: readonly RecordId<"unit">[], office: OfficeId | null) => void;
  readonly placePeople: (people: readonly RecordId<"person">[], office: OfficeId | null) => void;
  readonly close: () => Promise<void>;
}

const blank: ClosingPlan = {
  successors: [],
  byUnit: {},
  byHand: {},
  decision: "",
  decidedOn: null,
  reason: "",
};

/** An office that ends: who goes on with its files, and what is still missing before that can be signed. */
export const createClosing = (office: Office, closed: OfficeId) =>
  create<ClosingForm>()((set, get) => ({
    ...blank,
    ground: null,
    read: false,
    busy: false,
    moved: 0,
    done: false,
    stale: false,
    problem: null,
    load: async () => set({ ground: await office.data.closingGround(closed), read: true }),
    edit: (patch) => set({ ...patch, stale: false }),
    addSuccessor: (id) => set(({ successors }) => ({ successors: [...successors.filter((each) => each !== id), id] })),
    dropSuccessor: (id) =>
      set(({ successors, byUnit, byHand }) => ({
        successors: successors.filter((each) => each !== id),
        byUnit: without(byUnit, id),
        byHand: without(byHand, id),
      })),
    placeUnits: (units, to) => set(({ byUnit }) => ({ byUnit: placed(byUnit, units, to) })),
    placePeople: (people, to) => set(({ byHand }) => ({ byHand: placed(byHand, people, to) })),
    close: async () => {
      const { busy, successors, byUnit, byHand, decision, decidedOn, reason } = get();
      if (busy) return;
      set({ busy: true, problem: null, stale: false, moved: 0 });
      const several = successors.length > 1;
      const draft = {
        office: closed,
        successors,
        byUnit: several ? byUnit : {},
        byHand: several ? byHand : {},
        decision: decision.normalize("NFC").trim(),
        decidedOn,
        reason: reason.normalize("NFC").trim(),
      };
      const saved = await closeOffice(office, draft, (files) =>
        set(({ moved }) => ({ moved: Math.max(moved, files) })),
      );
      if (!saved.ok) return set({ busy: false, problem: saved.problem });
      if (saved.value === "moved") {
        await get().load();
        return set({ busy: false, stale: true });
      }
      set({ busy: false, done: true });
    },
  }));

/** How many files each successor would get, and what nobody would. */
export function previewOf(ground: ClosingGround, plan: ClosingRule) {
  const files = new Map<OfficeId, number>(plan.successors.map((id) => [id, 0]));
  let left = 0;
  const count = (to: OfficeId | null, more: number): void => {
    if (to === null) left += more;
    else files.set(to, (files.get(to) ?? 0) + more);
  };
  for (const unit of ground.units) count(placeOf(plan, { id: nobody, unitId: unit.id }), unit.files);
  for (const { id } of ground.without) count(placeOf(plan, { id, unitId: null }), 1);
  return { files, left, total: ground.files };
}

/** Offices that were closed, as far as they concern us. */
export interface Closings {
  readonly all: readonly ClosingOnFile[];
  readonly load: () => Promise<void>;
  readonly follow: () => () => void;
}

export const createClosings = (office: Office) =>
  create<Closings>()((set, get) => ({
    all: [],
    load: async () => set({ all: await office.data.closings() }),
    follow: () => watchRecords(office, () => void get().load()),
  }));

type Places<Id extends string> = Readonly<Record<Id, OfficeId>>;

const placed = <Id extends string>(places: Places<Id>, ids: readonly Id[], to: OfficeId | null): Places<Id> => {
  const here = new Set<string>(ids);
  const rest = Object.entries<OfficeId>(places).filter(([id]) => !here.has(id));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same ids, and those given
  return Object.fromEntries([...rest, ...(to === null ? [] : ids.map((id) => [id, to] as const))]) as Places<Id>;
};

const without = <Id extends string>(places: Places<Id>, office: OfficeId): Places<Id> =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- some of the same ids
  Object.fromEntries(Object.entries<OfficeId>(places).filter(([, to]) => to !== office)) as Places<Id>;
