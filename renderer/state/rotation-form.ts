import { create } from "zustand";
import type { RecordState } from "../../shared/change/state.ts";
import { earliestDay } from "../../shared/domain/dates.ts";
import type { Decision } from "../../shared/domain/decision.ts";
import type { RecordId } from "../../shared/domain/primitives.ts";
import type { Rotation } from "../../shared/domain/rotation.ts";
import type { MoveGround } from "../../shared/domain/rotations/effects.ts";
import type { Programme } from "../../shared/domain/rotations/programme.ts";
import type { UnitVersions } from "../../shared/domain/units.ts";
import type { Problem } from "../../shared/problem.ts";
import type { PostChoice } from "../data/office-data.ts";
import { type Draft, keepDraft } from "../services/drafts.ts";
import { knownDecision } from "../services/known-decision.ts";
import { newIds } from "../services/new-ids.ts";
import type { Office } from "../services/office.ts";
import { findPeople, type PersonChoice, personChoice, presentPost } from "../services/people-to-pick.ts";
import { rotationOnFile, unitsOnFile } from "../services/rotations-on-file.ts";
import { editRotation, saveProposal, saveRotation } from "../services/save-rotation.ts";
import { type UnitChoice, unitChoices } from "../services/units.ts";
import {
  blankRotation,
  draftOf,
  editable,
  type KeptRotation,
  keptRotation,
  type RotationDraft,
} from "./rotation-draft.ts";
import { type Mover, mostLegs, moveOf } from "./rotation-legs.ts";
import type { ScreenParams } from "./screen.ts";
import { shownDirection } from "./shown-direction.ts";

export type { PostChoice } from "../data/office-data.ts";
export type { RotationDraft } from "./rotation-draft.ts";
export { consequenceOf, type Leaving, legsOf, type Mover, mostLegs } from "./rotation-legs.ts";
export { type DirectionShown, shownDirection, unitNameFor } from "./shown-direction.ts";

export interface RotationForm {
  readonly phase: "loading" | "missing" | "filling" | "saving" | "saved";
  readonly editing: Rotation | null;
  readonly mover: Mover | null;
  readonly partners: readonly Mover[]; // of an exchange, in the order in which they follow one another
  readonly draft: RotationDraft;
  readonly units: readonly UnitChoice[];
  readonly posts: readonly PostChoice[]; // of the unit reached, on the first day
  readonly programmes: readonly Programme[];
  readonly versions: UnitVersions;
  readonly decisions: readonly Decision[];
  readonly careers: MoveGround; // of everybody picked, for showing what saving does
  readonly problem: Problem | null;
  readonly unchanged: boolean; // an edit that changed nothing was to be saved
  readonly savedAs: readonly RecordId<"rotation">[];
  readonly offered: Draft<KeptRotation> | null; // kept from an earlier time, not yet taken up or dropped
  readonly load: () => Promise<void>;
  readonly edit: (patch: Partial<RotationDraft>) => void;
  readonly pickPerson: (person: PersonChoice | null) => Promise<void>;
  /** @param at  place in the ring, from 0; null takes that person and those after out of it */
  readonly pickPartner: (person: PersonChoice | null, at?: number) => Promise<void>;
  /** Take a post of the establishment: its title is the post's. */
  readonly pickPost: (post: PostChoice | null) => void;
  readonly find: (typed: string) => Promise<readonly PersonChoice[]>;
  readonly save: () => Promise<void>;
  readonly resumeDraft: () => Promise<void>;
  /** Forget what is kept of this form: it was given up. */
  readonly dropDraft: () => void;
  /** Empty the form for the next move; the decision stays, since one paper often names several people. */
  readonly another: () => void;
}

const nobody: MoveGround = { assignments: [], rotations: [], steps: [] };

export const createRotationForm = (office: Office, params: ScreenParams["rotation-form"]) =>
  create<RotationForm>()((set, get) => {
    let before: RecordState | null = null;
    const keeper = keepDraft(
      office.desktop,
      `draft:rotation:${params.rotationId?.slice("rotation:".length) ?? "new"}`,
      keptRotation,
    );
    const keep = (): void =>
      keeper.keep(() => {
        const { draft, mover, partners } = get();
        return { draft, personId: mover?.person.id ?? null, partnerIds: partners.map(({ person }) => person.id) };
      });
    const moverOf = async (person: PersonChoice): Promise<Mover> => {
      const post = presentPost(await office.data.assignmentsOf(person.id));
      if (post === null) return { person, leaving: null };
      const { id, unitId, postId, title, unitText, from } = post;
      return { person, leaving: { id, unitId, postId, title, unitText, from } };
    };
    /** Everybody picked, as planning reads them. */
    const readCareers = async (): Promise<void> => {
      const { mover, partners } = get();
      const people = [...(mover === null ? [] : [mover]), ...partners].map(({ person }) => person.id);
      const careers = people.length === 0 ? nobody : await office.data.moveGround([...new Set(people)]);
      set({ careers });
    };
    const refreshUnits = (): void => {
      const { draft, versions } = get();
      set({ units: unitChoices(versions, draft.start ?? draft.decisionDate) });
    };
    const refreshPosts = async (): Promise<void> => {
      const { toUnitId, start, decisionDate } = get().draft;
      const day = start ?? decisionDate;
      const posts =
        toUnitId === null ? [] : await office.data.postChoices(toUnitId, day === null ? null : earliestDay(day));
      if (get().draft.toUnitId === toUnitId) set({ posts });
    };
    return {
      phase: "loading",
      editing: null,
      mover: null,
      partners: [],
      draft: blankRotation,
      units: [],
      posts: [],
      programmes: [],
      versions: new Map(),
      decisions: [],
      careers: nobody,
      problem: null,
      unchanged: false,
      savedAs: [],
      offered: null,
      load: async () => {
        void keeper.read().then((kept) => {
          // A form that is opened for somebody is not offered the draft about somebody else.
          if (kept !== null && (params.personId === undefined || kept.what.personId === params.personId))
            set({ offered: kept });
        });
        const [versions, decisions, programmes] = await Promise.all([
          unitsOnFile(office.data),
          office.data.all("decision"),
          office.data.all("programme"),
        ]);
        set({ versions, decisions, programmes, units: unitChoices(versions, null) });
        if (params.rotationId !== undefined) {
          const held = await rotationOnFile(office.data, params.rotationId);
          const person = held === null ? null : await personChoice(office.data, held.rotation.personId);
          if (held === null || person === null) return set({ phase: "missing" });
          before = held.before;
          const decision = decisions.find(({ id }) => id === held.rotation.decisionId) ?? null;
          set({
            phase: "filling",
            editing: held.rotation,
            mover: { person, leaving: null },
            draft: draftOf(held.rotation, decision, versions),
          });
          refreshUnits();
          return refreshPosts();
        }
        const person = params.personId === undefined ? null : await personChoice(office.data, params.personId);
        if (params.personId !== undefined && person === null) return set({ phase: "missing" });
        set({ phase: "filling" });
        if (person !== null) await get().pickPerson(person);
      },
      edit: (patch) => {
        // A post belongs to its unit.
        const elsewhere = "toUnitId" in patch && patch.toUnitId !== get().draft.toUnitId && !("toPostId" in patch);
        const post = elsewhere ? { toPostId: null } : {};
        set(({ draft }) => ({ draft: { ...draft, ...post, ...patch }, problem: null, unchanged: false }));
        if ("start" in patch || "decisionDate" in patch) refreshUnits();
        if ("start" in patch || "decisionDate" in patch || "toUnitId" in patch) void refreshPosts();
        keep();
      },
      pickPerson: async (person) => {
        if (person === null) {
          set({ mover: null, partners: [] });
          return readCareers();
        }
        const mover = await moverOf(person);
        set(({ draft, partners }) => ({
          mover,
          partners: partners.some((each) => each.person.id === person.id) ? [] : partners,
          draft: { ...draft, fromUnitId: mover.leaving?.unitId ?? null, fromTitle: mover.leaving?.title ?? "" },
        }));
        await readCareers();
      },
      pickPartner: async (person, at = 0) => {
        const { partners } = get();
        if (person === null) {
          set({ partners: partners.slice(0, at) });
          return readCareers();
        }
        const partner = await moverOf(person);
        const next = at < partners.length ? partners.with(at, partner) : [...partners, partner].slice(0, mostLegs - 1);
        set({ partners: next });
        // Changing places: the first goes to where the next one is.
        if (at === 0)
          set(({ draft }) => ({
            draft: {
              ...draft,
              toUnitId: partner.leaving?.unitId ?? draft.toUnitId,
              toPostId: partner.leaving?.postId ?? null,
              toTitle: partner.leaving?.title || draft.toTitle,
            },
          }));
        await Promise.all([readCareers(), refreshPosts()]);
      },
      pickPost: (post) => get().edit(post === null ? { toPostId: null } : { toPostId: post.id, toTitle: post.title }),
      resumeDraft: async () => {
        const { offered, editing } = get();
        if (offered === null) return;
        const { draft, personId, partnerIds } = offered.what;
        if (editing === null && personId !== null) await get().pickPerson(await personChoice(office.data, personId));
        for (const [at, id] of partnerIds.entries()) await get().pickPartner(await personChoice(office.data, id), at);
        set({ draft, offered: null });
        refreshUnits();
        await refreshPosts();
        keep();
      },
      dropDraft: () => {
        keeper.forget();
        set({ offered: null });
      },
      find: (typed) => findPeople(office.data, typed),
      save: async () => {
        const { mover, partners, draft, editing } = get();
        if (mover === null || get().phase !== "filling" || isSamePersonTwice(get())) return;
        set({ phase: "saving", problem: null, unchanged: false });
        if (editing !== null && before !== null) {
          const next = { ...editing, ...editable(draft, shownDirection(draft, get().versions).derived) };
          const saved = await editRotation(office, before, next, draft.reason);
          if (!saved.ok) return set({ phase: "filling", problem: saved.problem });
          if (saved.value === null) return set({ phase: "filling", unchanged: true });
          keeper.forget();
          await saved.value.shown;
          return set({ phase: "saved", savedAs: [editing.id] });
        }
        const move = moveOf(mover, partners, draft);
        if (draft.proposal) {
          const proposed = await saveProposal(office, move, newIds());
          if (!proposed.ok) return set({ phase: "filling", problem: proposed.problem });
          keeper.forget();
          return set({ phase: "saved", savedAs: proposed.value });
        }
        const saved = await saveRotation(office, move, newIds());
        if (!saved.ok) return set({ phase: "filling", problem: saved.problem });
        keeper.forget();
        await saved.value.shown;
        set({ phase: "saved", savedAs: saved.value.ids });
      },
      another: () => {
        const { draft } = get();
        const { decisionNumber, decisionIssuer, decisionDate, decisionSigner, kind } = draft;
        const { programme, programmeId, proposal } = draft;
        const paper = { decisionNumber, decisionIssuer, decisionDate, decisionSigner };
        set({
          phase: "filling",
          mover: null,
          partners: [],
          careers: nobody,
          posts: [],
          draft: { ...blankRotation, ...paper, kind, programme, programmeId, proposal },
        });
        void office.data.all("decision").then((decisions) => set({ decisions }));
      },
    };
  });

export type RotationFormStore = ReturnType<typeof createRotationForm>;

/** Whether somebody stands in the exchange more than once. */
export function isSamePersonTwice({
  mover,
  partners,
  draft,
}: Pick<RotationForm, "mover" | "partners" | "draft">): boolean {
  if (draft.kind !== "HOAN_DOI") return false;
  const people = [...(mover === null ? [] : [mover]), ...partners].map(({ person }) => person.id);
  return new Set(people).size < people.length;
}

/** The decision that is on file already, where the draft names one. */
export const decisionOnFile = (draft: RotationDraft, decisions: readonly Decision[]): Decision | null =>
  knownDecision({ number: draft.decisionNumber, issuer: draft.decisionIssuer, date: draft.decisionDate }, decisions);
