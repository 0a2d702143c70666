import { create } from "zustand";
import type { RecordState } from "../../shared/change/state.ts";
import { endBefore, formatPartialDate, surelyBefore } from "../../shared/domain/dates.ts";
import type { Decision } from "../../shared/domain/decision.ts";
import { directionOf } from "../../shared/domain/direction.ts";
import type { PartialDate, RecordId } from "../../shared/domain/primitives.ts";
import type { Direction, MoveKind, MoveOutcome, MovePurpose, Rotation } from "../../shared/domain/rotation.ts";
import type { UnitVersion } from "../../shared/domain/unit.ts";
import { type UnitVersions, unitName, versionOn } from "../../shared/domain/units.ts";
import type { Problem } from "../../shared/problem.ts";
import { type Draft, keepDraft } from "../services/drafts.ts";
import { newIds } from "../services/new-ids.ts";
import type { Office } from "../services/office.ts";
import { findPeople, type PersonChoice, personChoice, presentPost } from "../services/people-to-pick.ts";
import { rotationOnFile, unitsOnFile } from "../services/rotations-on-file.ts";
import { editRotation, knownDecision, type Leg, saveRotation } from "../services/save-rotation.ts";
import { type UnitChoice, unitChoices } from "../services/units.ts";
import { type KeptRotation, keptRotation } from "./rotation-draft.ts";
import type { ScreenParams } from "./screen.ts";

/** One side of a move: a person with the post that the career shows now. */
export interface Mover {
  readonly person: PersonChoice;
  readonly leaving: Leaving | null;
}

export interface Leaving {
  readonly id: RecordId<"assignment">;
  readonly unitId: RecordId<"unit"> | null;
  readonly title: string;
  readonly unitText: string;
  readonly from: PartialDate | null;
}

/** What stands in the form. */
export interface RotationDraft {
  readonly kind: MoveKind;
  readonly fromUnitId: RecordId<"unit"> | null;
  readonly fromTitle: string;
  readonly toUnitId: RecordId<"unit"> | null;
  readonly toTitle: string;
  readonly decisionNumber: string;
  readonly decisionIssuer: string;
  readonly decisionDate: PartialDate | null;
  readonly decisionSigner: string;
  readonly start: PartialDate | null;
  readonly plannedEnd: PartialDate | null;
  readonly endedOn: PartialDate | null;
  readonly outcome: MoveOutcome;
  readonly purpose: MovePurpose | null;
  readonly programme: string;
  readonly note: string;
  readonly override: boolean; // the direction is set by hand
  readonly direction: Direction | null;
  readonly directionReason: string;
  readonly reason: string; // for an edit
}

export interface RotationForm {
  readonly phase: "loading" | "missing" | "filling" | "saving" | "saved";
  readonly editing: Rotation | null;
  readonly mover: Mover | null;
  readonly partner: Mover | null;
  readonly draft: RotationDraft;
  readonly units: readonly UnitChoice[];
  readonly versions: UnitVersions;
  readonly decisions: readonly Decision[];
  readonly problem: Problem | null;
  readonly unchanged: boolean; // an edit that changed nothing was to be saved
  readonly offered: Draft<KeptRotation> | null; // kept from an earlier time, not yet taken up or dropped
  readonly load: () => Promise<void>;
  readonly edit: (patch: Partial<RotationDraft>) => void;
  readonly pickPerson: (person: PersonChoice | null) => Promise<void>;
  readonly pickPartner: (person: PersonChoice | null) => Promise<void>;
  readonly find: (typed: string) => Promise<readonly PersonChoice[]>;
  readonly save: () => Promise<void>;
  readonly resumeDraft: () => Promise<void>;
  /** Forget what is kept of this form: it was given up. */
  readonly dropDraft: () => void;
  /** Empty the form for the next move; the decision stays, since one paper often names several people. */
  readonly another: () => void;
}

/** What the form shows about a move's direction, and why. */
export interface DirectionShown {
  readonly derived: Direction | null;
  readonly day: PartialDate | null;
  readonly from: UnitVersion | null;
  readonly to: UnitVersion | null;
  readonly why: "units" | "day" | "from-not-there" | "to-not-there" | "bloc" | "derived";
}

const blank: RotationDraft = {
  kind: "LUAN_CHUYEN",
  fromUnitId: null,
  fromTitle: "",
  toUnitId: null,
  toTitle: "",
  decisionNumber: "",
  decisionIssuer: "",
  decisionDate: null,
  decisionSigner: "",
  start: null,
  plannedEnd: null,
  endedOn: null,
  outcome: "ONGOING",
  purpose: null,
  programme: "",
  note: "",
  override: false,
  direction: null,
  directionReason: "",
  reason: "",
};

export const createRotationForm = (office: Office, params: ScreenParams["rotation-form"]) =>
  create<RotationForm>()((set, get) => {
    let before: RecordState | null = null;
    const keeper = keepDraft(
      office.desktop,
      `draft:rotation:${params.rotationId?.slice("rotation:".length) ?? "new"}`,
      keptRotation(blank),
    );
    const keep = (): void =>
      keeper.keep(() => {
        const { draft, mover, partner } = get();
        return { draft, personId: mover?.person.id ?? null, partnerId: partner?.person.id ?? null };
      });
    const moverOf = async (person: PersonChoice): Promise<Mover> => {
      const post = presentPost(await office.data.assignmentsOf(person.id));
      if (post === null) return { person, leaving: null };
      const { id, unitId, title, unitText, from } = post;
      return { person, leaving: { id, unitId, title, unitText, from } };
    };
    return {
      phase: "loading",
      editing: null,
      mover: null,
      partner: null,
      draft: blank,
      units: [],
      versions: new Map(),
      decisions: [],
      problem: null,
      unchanged: false,
      offered: null,
      load: async () => {
        void keeper.read().then((kept) => {
          // A form that is opened for somebody is not offered the draft about somebody else.
          if (kept !== null && (params.personId === undefined || kept.what.personId === params.personId))
            set({ offered: kept });
        });
        const [versions, decisions] = await Promise.all([unitsOnFile(office.data), office.data.all("decision")]);
        set({ versions, decisions, units: unitChoices(versions, null) });
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
          return refreshUnits();
        }
        const person = params.personId === undefined ? null : await personChoice(office.data, params.personId);
        if (params.personId !== undefined && person === null) return set({ phase: "missing" });
        set({ phase: "filling" });
        if (person !== null) await get().pickPerson(person);
      },
      edit: (patch) => {
        set(({ draft }) => ({ draft: { ...draft, ...patch }, problem: null, unchanged: false }));
        if ("start" in patch || "decisionDate" in patch) refreshUnits();
        keep();
      },
      pickPerson: async (person) => {
        if (person === null) return set({ mover: null, partner: null });
        const mover = await moverOf(person);
        set(({ draft, partner }) => ({
          mover,
          partner: partner?.person.id === person.id ? null : partner,
          draft: { ...draft, fromUnitId: mover.leaving?.unitId ?? null, fromTitle: mover.leaving?.title ?? "" },
        }));
      },
      pickPartner: async (person) => {
        if (person === null) return set({ partner: null });
        const partner = await moverOf(person);
        // Changing places: each goes to where the other is.
        set(({ draft }) => ({
          partner,
          draft: {
            ...draft,
            toUnitId: partner.leaving?.unitId ?? draft.toUnitId,
            toTitle: partner.leaving?.title || draft.toTitle,
          },
        }));
      },
      resumeDraft: async () => {
        const { offered, editing } = get();
        if (offered === null) return;
        const { draft, personId, partnerId } = offered.what;
        if (editing === null && personId !== null) await get().pickPerson(await personChoice(office.data, personId));
        if (partnerId !== null) await get().pickPartner(await personChoice(office.data, partnerId));
        set({ draft, offered: null });
        refreshUnits();
        keep();
      },
      dropDraft: () => {
        keeper.forget();
        set({ offered: null });
      },
      find: (typed) => findPeople(office.data, typed),
      save: async () => {
        const { mover, partner, draft, editing } = get();
        if (mover === null || get().phase !== "filling" || partner?.person.id === mover.person.id) return;
        set({ phase: "saving", problem: null, unchanged: false });
        if (editing !== null && before !== null) {
          const next = { ...editing, ...editable(draft, shownDirection(draft, get().versions).derived) };
          const saved = await editRotation(office, before, next, draft.reason);
          if (!saved.ok) return set({ phase: "filling", problem: saved.problem });
          if (saved.value === null) return set({ phase: "filling", unchanged: true });
          keeper.forget();
          await saved.value.shown;
          return set({ phase: "saved" });
        }
        const first = legOf(mover, draft);
        const legs: readonly [Leg] | readonly [Leg, Leg] =
          draft.kind === "HOAN_DOI" && partner !== null ? [first, returnLeg(partner, draft)] : [first];
        const saved = await saveRotation(office, { ...moveOf(draft), legs }, newIds());
        if (!saved.ok) return set({ phase: "filling", problem: saved.problem });
        keeper.forget();
        await saved.value.shown;
        set({ phase: "saved" });
      },
      another: () => {
        const { draft } = get();
        const { decisionNumber, decisionIssuer, decisionDate, decisionSigner, kind, programme } = draft;
        const kept = { decisionNumber, decisionIssuer, decisionDate, decisionSigner, kind, programme };
        set({ phase: "filling", mover: null, partner: null, draft: { ...blank, ...kept } });
        void office.data.all("decision").then((decisions) => set({ decisions }));
      },
    };

    function refreshUnits(): void {
      const { draft, versions } = get();
      set({ units: unitChoices(versions, draft.start ?? draft.decisionDate) });
    }
  });

export type RotationFormStore = ReturnType<typeof createRotationForm>;

/** The direction that both units give on the deciding day (the decision's, else the first day), or what is missing. */
export function shownDirection(
  draft: Pick<RotationDraft, "fromUnitId" | "toUnitId" | "decisionDate" | "start">,
  versions: UnitVersions,
): DirectionShown {
  const day = draft.decisionDate ?? draft.start;
  const none = { derived: null, day, from: null, to: null };
  if (draft.fromUnitId === null || draft.toUnitId === null) return { ...none, why: "units" };
  if (day === null) return { ...none, why: "day" };
  const from = versionOn(versions, draft.fromUnitId, day);
  const to = versionOn(versions, draft.toUnitId, day);
  if (from === null) return { ...none, to, why: "from-not-there" };
  if (to === null) return { ...none, from, why: "to-not-there" };
  const derived = directionOf(from, to);
  return { derived, day, from, to, why: derived === null ? "bloc" : "derived" };
}

/** What saving will do to one career, as the form says it beforehand. Null: nothing, there is no first day. */
export function consequenceFor(
  leaving: Leaving | null,
  toTitle: string,
  start: PartialDate | null,
): {
  readonly ends: { readonly title: string; readonly on: string } | null;
  readonly begins: string;
  readonly title: string;
  readonly early: boolean;
} | null {
  if (start === null) return null;
  const last = endBefore(start);
  return {
    ends: leaving === null ? null : { title: leaving.title, on: formatPartialDate(last) },
    begins: formatPartialDate(start),
    title: toTitle,
    early: leaving !== null && leaving.from !== null && surelyBefore(last, leaving.from),
  };
}

/** The decision that is on file already, where the draft names one. */
export const decisionOnFile = (draft: RotationDraft, decisions: readonly Decision[]): Decision | null =>
  knownDecision({ number: draft.decisionNumber, issuer: draft.decisionIssuer, date: draft.decisionDate }, decisions);

/** A unit's name for a sentence: on the day, else as last known. */
export const unitNameFor = (versions: UnitVersions, id: RecordId<"unit"> | null, day: PartialDate | null): string =>
  id === null ? "" : unitName(versions, id, day) || unitName(versions, id, null);

const legOf = ({ person, leaving }: Mover, draft: RotationDraft): Leg => ({
  personId: person.id,
  leaving: leaving?.id ?? null,
  fromUnitId: draft.fromUnitId,
  fromTitle: draft.fromTitle,
  toUnitId: draft.toUnitId,
  toTitle: draft.toTitle,
  direction: draft.override ? draft.direction : null,
  directionReason: draft.override ? draft.directionReason : "",
});

/** The other leg of an exchange: to the place that the first person leaves. Its direction follows from the units. */
const returnLeg = ({ person, leaving }: Mover, draft: RotationDraft): Leg => ({
  personId: person.id,
  leaving: leaving?.id ?? null,
  fromUnitId: leaving?.unitId ?? draft.toUnitId,
  fromTitle: leaving?.title ?? draft.toTitle,
  toUnitId: draft.fromUnitId,
  toTitle: draft.fromTitle,
  direction: null,
  directionReason: "",
});

const moveOf = (draft: RotationDraft) => ({
  kind: draft.kind,
  decision: {
    number: draft.decisionNumber,
    issuer: draft.decisionIssuer,
    date: draft.decisionDate,
    signer: draft.decisionSigner,
  },
  start: draft.start,
  plannedEnd: draft.plannedEnd,
  purpose: draft.purpose,
  programme: draft.programme,
  note: draft.note,
});

/** The fields of a rotation that its form may change. */
const editable = (draft: RotationDraft, derived: Direction | null) => ({
  kind: draft.kind,
  fromUnitId: draft.fromUnitId,
  fromTitle: draft.fromTitle,
  toUnitId: draft.toUnitId,
  toTitle: draft.toTitle,
  start: draft.start,
  plannedEnd: draft.plannedEnd,
  endedOn: draft.endedOn,
  outcome: draft.outcome,
  purpose: draft.purpose,
  programme: draft.programme,
  note: draft.note,
  direction: draft.override ? draft.direction : derived,
  directionReason: draft.override ? draft.directionReason : "",
});

function draftOf(rotation: Rotation, decision: Decision | null, versions: UnitVersions): RotationDraft {
  const draft: RotationDraft = {
    ...blank,
    kind: rotation.kind,
    fromUnitId: rotation.fromUnitId,
    fromTitle: rotation.fromTitle,
    toUnitId: rotation.toUnitId,
    toTitle: rotation.toTitle,
    decisionNumber: decision?.number ?? "",
    decisionIssuer: decision?.issuer ?? "",
    decisionDate: decision?.date ?? null,
    decisionSigner: decision?.signer ?? "",
    start: rotation.start,
    plannedEnd: rotation.plannedEnd,
    endedOn: rotation.endedOn,
    outcome: rotation.outcome,
    purpose: rotation.purpose,
    programme: rotation.programme,
    note: rotation.note,
    directionReason: rotation.directionReason,
    direction: rotation.direction,
  };
  const { derived } = shownDirection(draft, versions);
  return { ...draft, override: rotation.directionReason !== "" && rotation.direction !== derived };
}
