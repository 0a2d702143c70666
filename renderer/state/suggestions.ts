import { create } from "zustand";
import { earliestDay } from "../../shared/domain/dates.ts";
import type { PartialDate, RecordId } from "../../shared/domain/primitives.ts";
import type { MoveKind, MovePurpose } from "../../shared/domain/rotation.ts";
import { usualEnd } from "../../shared/domain/rotations/usual-end.ts";
import type { Opening } from "../../shared/domain/rules/opening.ts";
import { unitName } from "../../shared/domain/units.ts";
import type { Problem } from "../../shared/problem.ts";
import type {
  CandidateChain,
  CandidateFile,
  CandidateRow,
  PostChoice,
  ProgrammeFile,
  SuggestionQuery,
  SuggestionsFound,
} from "../data/office-data.ts";
import { today } from "../services/new-ids.ts";
import { type Office, watchRecords } from "../services/office.ts";
import { findPeople, type PersonChoice } from "../services/people-to-pick.ts";
import { proposeForOpening } from "../services/propose-from-opening.ts";
import { unitsOnFile } from "../services/rotations-on-file.ts";
import { type UnitChoice, unitChoices } from "../services/units.ts";
import type { WantedOpening } from "./screen.ts";

export type {
  CandidateChain,
  CandidateFile,
  CandidateRow,
  PostChoice,
  ProgrammeFile,
  SuggestionsFound,
} from "../data/office-data.ts";
export type { PersonChoice } from "../services/people-to-pick.ts";

/** The opening as the clerk has set it. */
export interface OpeningWanted {
  readonly postId: RecordId<"post"> | null;
  readonly title: string;
  readonly start: PartialDate | null;
  readonly kind: MoveKind;
  readonly purpose: MovePurpose | null;
  readonly plannedEnd: PartialDate | null;
}

/** What narrows the list. It never changes the order. */
export interface Narrowing {
  readonly unit: UnitChoice | null;
  readonly planned: boolean;
  readonly clear: boolean;
}

/** Somebody looked at closer. */
export interface OpenedCandidate {
  readonly personId: RecordId<"person">;
  readonly name: string;
  readonly file: CandidateFile | null; // null: on its way
  readonly chain: CandidateChain | null;
}

export interface Suggestions {
  readonly place: string; // name of the unit, on the first day
  readonly wanted: OpeningWanted;
  readonly narrowing: Narrowing;
  readonly units: readonly UnitChoice[];
  readonly posts: readonly PostChoice[]; // of the unit
  readonly programme: ProgrammeFile | null;
  readonly found: SuggestionsFound | null; // null: nothing asked yet
  readonly rows: readonly CandidateRow[];
  readonly asking: boolean;
  readonly opened: OpenedCandidate | null;
  readonly proposing: boolean;
  readonly problem: Problem | null;
  readonly load: () => Promise<void>;
  readonly follow: () => () => void;
  readonly want: (patch: Partial<OpeningWanted>) => void;
  readonly narrow: (patch: Partial<Narrowing>) => void;
  readonly more: () => Promise<void>;
  /** Look at somebody closer, whether in the list or not. */
  readonly open: (person: { readonly id: RecordId<"person">; readonly name: string } | null) => Promise<void>;
  readonly findPerson: (typed: string) => Promise<readonly PersonChoice[]>;
  /** @returns the proposed move, or null where it was not saved */
  readonly propose: (row: CandidateRow) => Promise<RecordId<"rotation"> | null>;
}

/** Rows asked for at a time, after those that come with the answer. */
const stretch = 50;

export const createSuggestions = (office: Office, { unitId, programmeId, ...given }: WantedOpening, day = today()) =>
  create<Suggestions>()((set, get) => {
    let asked = 0;
    const start = given.start === null || given.start < day ? day : given.start;
    const opening = (): Opening | null => {
      const { wanted } = get();
      if (wanted.start === null || (wanted.title.trim() === "" && wanted.postId === null)) return null;
      return { ...wanted, unitId, start: earliestDay(wanted.start) };
    };
    const query = (): SuggestionQuery | null => {
      const { narrowing } = get();
      const about = opening();
      if (about === null) return null;
      return { opening: about, unitId: narrowing.unit?.id ?? null, planned: narrowing.planned, clear: narrowing.clear };
    };
    const ask = async (): Promise<void> => {
      asked += 1;
      const mine = asked;
      const question = query();
      if (question === null) return set({ found: null, rows: [], asking: false });
      set({ asking: true });
      const found = await office.data.suggest(question);
      if (mine === asked) set({ found, rows: found.firstRows, asking: false });
    };
    const lookAgain = async (): Promise<void> => {
      const { opened } = get();
      await ask();
      if (opened !== null) await get().open({ id: opened.personId, name: opened.name });
    };
    return {
      place: "",
      wanted: {
        postId: given.postId,
        title: given.title,
        start,
        kind: "LUAN_CHUYEN",
        purpose: null,
        plannedEnd: usualEnd(start),
      },
      narrowing: { unit: null, planned: false, clear: false },
      units: [],
      posts: [],
      programme: null,
      found: null,
      rows: [],
      asking: false,
      opened: null,
      proposing: false,
      problem: null,
      load: async () => {
        const versions = await unitsOnFile(office.data);
        set({
          place: unitId === null ? "" : unitName(versions, unitId, start) || unitName(versions, unitId, null),
          units: unitChoices(versions, start),
          posts: unitId === null ? [] : await office.data.postChoices(unitId, start),
        });
        await ask();
        if (programmeId !== null) set({ programme: await office.data.programmeFile(programmeId) });
      },
      follow: () => watchRecords(office, () => void lookAgain()),
      want: (patch) => {
        const { start: first } = patch;
        const ends = first === undefined || first === null ? {} : { plannedEnd: usualEnd(first) };
        set(({ wanted }) => ({ wanted: { ...wanted, ...ends, ...patch }, problem: null }));
        void lookAgain();
      },
      narrow: (patch) => {
        set(({ narrowing }) => ({ narrowing: { ...narrowing, ...patch } }));
        void ask();
      },
      more: async () => {
        const { found, rows } = get();
        if (found === null) return;
        const next = await office.data.suggestionRows(found.key, rows.length, rows.length + stretch);
        if (get().found === found) set({ rows: [...rows, ...next] });
      },
      open: async (person) => {
        const question = query();
        if (person === null || question === null) return set({ opened: null });
        const opened = { personId: person.id, name: person.name };
        set({ opened: { ...opened, file: null, chain: null } });
        const shows = (): boolean => get().opened?.personId === person.id;
        const file = await office.data.suggestionOf(question, person.id);
        if (!shows()) return;
        set({ opened: { ...opened, file, chain: null } });
        if (file.kind !== "listed") return;
        const chain = await office.data.suggestionChain(question, person.id);
        if (shows()) set({ opened: { ...opened, file, chain } });
      },
      findPerson: (typed) => findPeople(office.data, typed),
      propose: async (row) => {
        const about = opening();
        if (about === null || get().proposing) return null;
        set({ proposing: true, problem: null });
        const proposed = await proposeForOpening(office, about, row, programmeId);
        set({ proposing: false, problem: proposed.ok ? null : proposed.problem });
        return proposed.ok ? proposed.value : null;
      },
    };
  });
