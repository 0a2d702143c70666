import { create } from "zustand";
import type { ActionRef } from "../../shared/change/change.ts";
import type { Assignment } from "../../shared/domain/assignment.ts";
import { blankRecord } from "../../shared/domain/blank-records.ts";
import { unitTypes } from "../../shared/domain/codes/organisation-codes.ts";
import { dayBefore } from "../../shared/domain/dates.ts";
import { dissolveLevel, planReorganisation } from "../../shared/domain/organisation/reorganise.ts";
import { proposePosts } from "../../shared/domain/organisation/reorganise-people.ts";
import type {
  NewUnit,
  OrganisationGround,
  Placement,
  PlannedReorganisation,
  ReorganisationPlan,
  ReorganisationStep,
} from "../../shared/domain/organisation/reorganise-plan.ts";
import { previewOf, type ReorganisationPreview } from "../../shared/domain/organisation/reorganise-preview.ts";
import type { IsoDate, PartialDate, RecordId } from "../../shared/domain/primitives.ts";
import { unitName, versionOn } from "../../shared/domain/units.ts";
import type { Problem } from "../../shared/problem.ts";
import { newIds, today } from "../services/new-ids.ts";
import { type Office, watchRecords } from "../services/office.ts";
import { lastAct, organisationGround, reorganise, withKnownDecision } from "../services/reorganise.ts";
import { undoAction } from "../services/undo.ts";
import { type UnitChoice, unitChoices } from "../services/units.ts";

export type { UnitChoice } from "../services/units.ts";

/** What is typed about the act itself. */
export interface ActDraft {
  readonly name: string;
  readonly effective: PartialDate | null;
  readonly number: string;
  readonly issuer: string;
  readonly date: PartialDate | null;
}

/** What has been worked out from the draft. */
export interface Worked {
  readonly plan: ReorganisationPlan;
  readonly planned: PlannedReorganisation;
  readonly preview: ReorganisationPreview;
  /** Steps of careers that go on somewhere else or nowhere, with who and what. */
  readonly moving: readonly {
    readonly step: Assignment;
    readonly person: string;
    readonly offer: string; // key of the post it goes on in; "" where there is none
  }[];
  /** Posts that somebody can be placed in. */
  readonly offers: readonly { readonly key: string; readonly text: string; readonly placement: Placement }[];
}

export interface ReorganisationForm {
  readonly act: ActDraft;
  readonly newUnits: readonly NewUnit[];
  readonly steps: readonly ReorganisationStep[];
  readonly placements: ReadonlyMap<RecordId<"assignment">, Placement>;
  readonly choices: readonly UnitChoice[];
  readonly nameOf: (unit: string) => string;
  /** A unit to be set up beside another of its kind, under the name as typed. */
  readonly newUnitLike: (unit: RecordId<"unit">, name: string) => NewUnit;
  /** The kind of unit that a name begins with ("Phường …"), else what the unit was. */
  readonly typeOf: (unit: RecordId<"unit">, name: string) => string;
  readonly worked: Worked | null; // null: not yet, or no day of effect
  readonly saving: boolean;
  readonly done: boolean; // carried out just now
  readonly last: { readonly ref: ActionRef; readonly name: string } | null; // the act that can be taken back
  readonly undone: boolean;
  readonly stale: boolean;
  readonly problem: Problem | null;
  readonly load: () => Promise<void>;
  readonly follow: () => () => void;
  readonly edit: (patch: Partial<ActDraft>) => void;
  readonly addStep: (step: ReorganisationStep, unit?: NewUnit) => void;
  readonly removeStep: (place: number) => void;
  /** A step for every unit of the district level: their work goes over to the unit above. */
  readonly endDistricts: () => void;
  readonly place: (step: RecordId<"assignment">, placement: Placement) => void;
  readonly apply: () => Promise<void>;
  readonly undo: () => Promise<void>;
}

const emptyAct: ActDraft = { name: "", effective: null, number: "", issuer: "", date: null };

export const createReorganisation = (office: Office) =>
  create<ReorganisationForm>()((set, get) => {
    let ground: OrganisationGround | null = null;
    let names: Readonly<Record<string, string>> = {};
    const decisionId = newIds()("decision");
    let keys = 0;
    const day = (): IsoDate | null => (get().act.effective?.length === 10 ? get().act.effective : null);
    const fill = (): void => {
      if (ground === null) return;
      const eve = day() === null ? today() : dayBefore(day()!);
      set({ choices: unitChoices(ground.versions, eve).filter(({ ended }) => ended === null) });
      set({ worked: day() === null || get().steps.length === 0 ? null : work(ground) });
    };
    const work = (on: OrganisationGround): Worked => {
      const plan = withKnownDecision(planOf(get(), day()!, on, decisionId), on);
      const planned = planReorganisation(plan, on, newIds());
      const held = new Set<RecordId>(on.assignments.map(({ id }) => id));
      const closed = planned.records.filter((record): record is Assignment => held.has(record.id));
      const postTitles = new Map(plan.newPosts.map((post) => [post.key, post]));
      return {
        plan,
        planned,
        preview: previewOf(plan, on, planned),
        moving: closed.map((step) => ({
          step,
          person: names[step.personId] ?? "",
          offer: offerKey(planned.placed.get(step.id) ?? null),
        })),
        offers: [
          ...[...postTitles.values()].map((post) => ({
            key: offerKey({ key: post.key }),
            text: post.title,
            placement: { key: post.key },
          })),
          ...on.posts
            .filter((post) => !planned.ended.has(post.unitId) && post.to === null)
            .slice(0, 300)
            .map((post) => ({ key: post.id, text: post.title, placement: post.id })),
        ],
      };
    };
    const change = (patch: Partial<ReorganisationForm>): void => {
      set({ ...patch, done: false, undone: false, stale: false });
      fill();
    };
    return {
      act: emptyAct,
      newUnits: [],
      steps: [],
      placements: new Map(),
      choices: [],
      nameOf: (unit) =>
        get().newUnits.find(({ key }) => key === unit)?.name ??
        (ground === null ? "" : unitName(ground.versions, unit as RecordId<"unit">, null)),
      newUnitLike: (unit, name) => {
        const like = ground?.versions.get(unit)?.at(-1);
        keys += 1;
        return {
          key: `new-${keys}`,
          tree: ground?.units.find(({ id }) => id === unit)?.tree ?? "ADMINISTRATIVE",
          name,
          type: get().typeOf(unit, name),
          level: like?.level ?? "XA",
          bloc: like?.bloc ?? null,
          parentId: like?.parentId ?? null,
          localityId: like?.localityId ?? null,
          code: "",
        };
      },
      typeOf: (unit, name) => {
        const lower = name.toLocaleLowerCase("vi");
        const was = ground?.versions.get(unit)?.at(-1);
        const named = unitTypes.find(({ vi }) => lower.startsWith(`${vi} `))?.vi;
        return was?.bloc === null || was === undefined ? (named ?? was?.type ?? "") : was.type;
      },
      worked: null,
      saving: false,
      done: false,
      last: null,
      undone: false,
      stale: false,
      problem: null,
      load: async () => {
        ground = await organisationGround(office.data);
        names = await office.data.names([...new Set(ground.assignments.map(({ personId }) => personId))]);
        set({ last: await lastAct(office) });
        fill();
      },
      follow: () => watchRecords(office, () => void get().load()),
      edit: (patch) => change({ act: { ...get().act, ...patch } }),
      addStep: (step, unit) =>
        change({
          steps: [...get().steps, step],
          newUnits: unit === undefined ? get().newUnits : [...get().newUnits, unit],
        }),
      removeStep: (place) => {
        const steps = get().steps.filter((_, at) => at !== place);
        const used = JSON.stringify(steps);
        change({ steps, newUnits: get().newUnits.filter(({ key }) => used.includes(`"key":"${key}"`)) });
      },
      endDistricts: () => {
        const on = day();
        if (ground === null || on === null) return;
        const eve = dayBefore(on);
        const known = ground;
        const there = (unit: RecordId<"unit">) => versionOn(known.versions, unit, eve);
        change({
          steps: dissolveLevel("HUYEN", known, there, ({ parentId, localityId }) => {
            let above = parentId ?? localityId;
            for (let i = 0; above !== null && there(above)?.level === "HUYEN" && i < 9; i += 1) {
              above = there(above)?.parentId ?? there(above)?.localityId ?? null;
            }
            return above === null ? [] : [above];
          }),
        });
      },
      place: (step, placement) => change({ placements: new Map([...get().placements, [step, placement]]) }),
      apply: async () => {
        const { worked } = get();
        if (worked === null || get().saving) return;
        set({ saving: true, problem: null });
        const saved = await reorganise(office, worked.plan, newIds());
        if (!saved.ok) return set({ saving: false, problem: saved.problem });
        if (saved.value === "stale") return set({ saving: false, stale: true });
        await saved.value.shown;
        // The draft is on file now; what stands there next is another act.
        set({ saving: false, done: true, steps: [], newUnits: [], placements: new Map(), act: emptyAct });
        await get().load();
      },
      undo: async () => {
        const { last } = get();
        if (last === null) return;
        set({ saving: true, problem: null });
        const undone = await undoAction(office, last.ref);
        if (!undone.ok) return set({ saving: false, problem: undone.problem });
        await undone.value?.saved?.shown;
        set({ saving: false, done: false, undone: true });
        await get().load();
      },
    };
  });

/** The plan that a form stands for: posts of new units are those of the first unit that goes over into them. */
function planOf(
  { act, steps, newUnits, placements }: ReorganisationForm,
  effective: IsoDate,
  ground: OrganisationGround,
  decisionId: RecordId<"decision">,
): ReorganisationPlan {
  return {
    name: act.name,
    effective,
    decision: blankRecord("decision", {
      id: decisionId,
      number: act.number,
      issuer: act.issuer,
      date: act.date,
      subject: act.name,
    }),
    newUnits,
    steps,
    newPosts: newUnits.flatMap((unit) => {
      const from = steps.flatMap((step) => {
        if (step.kind === "MERGE" && isNew(step.into, unit.key)) return step.from;
        if (step.kind === "SPLIT" && step.into.some((target) => isNew(target, unit.key))) return [step.from];
        return [];
      });
      return proposePosts({ key: unit.key }, unit.name, from, ground, effective);
    }),
    placements,
  };
}

/** A placement as the value of a choice. */
const offerKey = (placement: Placement): string =>
  placement === null ? "" : typeof placement === "string" ? placement : `new ${placement.key}`;

const isNew = (target: unknown, key: string): boolean =>
  typeof target === "object" && target !== null && (target as { readonly key?: string }).key === key;
