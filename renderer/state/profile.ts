import { create } from "zustand";
import { blankProtected } from "../../shared/domain/blank-records.ts";
import type { Person } from "../../shared/domain/person.ts";
import type { RecordId } from "../../shared/domain/primitives.ts";
import type { Protected } from "../../shared/domain/protected.ts";
import type { Problem } from "../../shared/problem.ts";
import type { Result } from "../../shared/result.ts";
import type { Saved } from "../services/append.ts";
import { nextPaint } from "../services/next-paint.ts";
import { type Office, watchRecords } from "../services/office.ts";
import {
  openRestricted,
  type PersonFile,
  type RestrictedFile,
  readPersonFile,
  reloadRestricted,
} from "../services/person-file.ts";
import { newPerson, type PersonToSave, savePerson } from "../services/save-person.ts";

export interface Profile {
  readonly file: PersonFile | null; // null: not read yet, missing, or a new one
  readonly missing: boolean;
  readonly restricted: RestrictedFile | null; // null: not shown
  readonly draft: Person | null; // null: the file is read, not edited
  readonly restrictedDraft: Protected | null;
  readonly changed: boolean; // the draft says something else than the file
  readonly saving: boolean;
  readonly problem: Problem | null;
  readonly load: () => Promise<void>;
  readonly begin: () => void;
  readonly edit: (patch: Partial<Person>) => void;
  readonly editRestricted: (patch: Partial<Protected>) => void;
  readonly cancel: () => void;
  /** @returns the person's id once saved and shown by lists; null where it was not saved */
  readonly save: () => Promise<RecordId<"person"> | null>;
  readonly showRestricted: () => Promise<void>;
  readonly hideRestricted: () => void;
}

export interface ProfileServices {
  readonly read: () => Promise<PersonFile | null>;
  readonly openRestricted: () => Promise<Result<RestrictedFile, Problem>>;
  readonly reloadRestricted: () => Promise<RestrictedFile>;
  readonly save: (file: PersonToSave) => Promise<Result<Saved | null, Problem>>;
  readonly painted: () => Promise<void>; // until the window shows what was last set
}

/** Milliseconds after which a save shows that it is still under way. */
const slowSave = 150;

/**
 * One cadre's file, read and edited in place.
 *
 * @param fresh  a new file to fill in; null: the file is on record
 */
export const createProfile = (services: ProfileServices, fresh: Person | null) => {
  let following: Promise<unknown> | null = null; // until the file shows what was saved last
  let underway = false;
  return create<Profile>()((set, get) => ({
    file: null,
    missing: false,
    restricted: null,
    draft: fresh,
    restrictedDraft: fresh && blankProtected(fresh.id),
    changed: false,
    saving: false,
    problem: null,
    load: async () => {
      if (fresh !== null) return;
      const reading = get().restricted === null ? null : services.reloadRestricted();
      const [file, restricted] = await Promise.all([services.read(), reading]);
      // A form that is open keeps the state it was filled from: its changes say what their writer saw.
      if (get().draft !== null || get().saving) return;
      set({ file, missing: file === null, restricted: get().restricted && restricted });
    },
    begin: () => {
      const { file, restricted, draft } = get();
      if (file === null || draft !== null) return;
      set({ draft: file.person, restrictedDraft: restricted?.record ?? null, changed: false, problem: null });
    },
    edit: (patch) => {
      const { draft } = get();
      if (draft === null) return;
      set({ draft: { ...draft, ...patch }, problem: null });
      set({ changed: isChanged(get(), fresh) });
    },
    editRestricted: (patch) => {
      const { restrictedDraft } = get();
      if (restrictedDraft === null) return;
      set({ restrictedDraft: { ...restrictedDraft, ...patch }, problem: null });
      set({ changed: isChanged(get(), fresh) });
    },
    cancel: () => {
      if (fresh !== null || get().saving) return;
      set({ draft: null, restrictedDraft: null, changed: false, problem: null });
      void get().load();
    },
    save: async () => {
      if (underway || get().draft === null) return null;
      underway = true;
      // A save that is quick is over before its waiting state could be read: drawing the form twice would only delay it.
      const slow = setTimeout(() => set({ saving: true }), slowSave);
      try {
        if (following !== null) await following; // an edit right after a save starts from what that save left
        const { file, restricted, draft, restrictedDraft } = get();
        if (draft === null) return null;
        const saved = await services.save({
          before: file?.held,
          next: draft,
          restricted: restrictedDraft && { before: restricted?.held, next: restrictedDraft },
        });
        clearTimeout(slow);
        if (!saved.ok) {
          set({ saving: false, problem: saved.problem });
          return null;
        }
        const shown = saved.value?.shown ?? Promise.resolve();
        if (fresh !== null) {
          set({ changed: false });
          await shown;
          return draft.id;
        }
        // The header's word first: showing the whole file again takes several times as long as saving it.
        await services.painted();
        // What was saved is on the screen; heads and lists follow. What was typed meanwhile stays in the form.
        const typedOn = get().draft !== draft || get().restrictedDraft !== restrictedDraft;
        set({
          saving: false,
          problem: null,
          ...(typedOn ? {} : { draft: null, restrictedDraft: null, changed: false }),
          file: file && { ...file, person: draft },
          restricted: restricted && restrictedDraft ? { ...restricted, record: restrictedDraft } : restricted,
        });
        const refreshed: Promise<unknown> = shown
          .then(() => refreshBehind(services, set, get))
          .finally(() => {
            if (following === refreshed) following = null;
          });
        following = refreshed;
        return draft.id;
      } finally {
        clearTimeout(slow);
        underway = false;
      }
    },
    showRestricted: async () => {
      const opened = await services.openRestricted();
      if (!opened.ok) return set({ problem: opened.problem });
      set({ restricted: opened.value, restrictedDraft: get().draft && opened.value.record, problem: null });
    },
    hideRestricted: () => set({ restricted: null, restrictedDraft: null, changed: isChanged(get(), fresh) }),
  }));
};
export type ProfileStore = ReturnType<typeof createProfile>;

/** After a save: the same values with their new heads, under a form too if one was opened again meanwhile. */
async function refreshBehind(
  services: ProfileServices,
  set: (patch: Partial<Profile>) => void,
  get: () => Profile,
): Promise<void> {
  const reading = get().restricted === null ? null : services.reloadRestricted();
  const [file, restricted] = await Promise.all([services.read(), reading]);
  set({ file: file ?? get().file, restricted: get().restricted && restricted });
}

function isChanged({ file, restricted, draft, restrictedDraft }: Profile, fresh: Person | null): boolean {
  const person = file?.person ?? fresh;
  const record = restricted?.record ?? (fresh && blankProtected(fresh.id));
  return (
    JSON.stringify(draft) !== JSON.stringify(person) ||
    (restrictedDraft !== null && JSON.stringify(restrictedDraft) !== JSON.stringify(record))
  );
}

const servicesOf = (office: Office, personId: RecordId<"person">): ProfileServices => ({
  read: () => readPersonFile(office, personId),
  openRestricted: () => openRestricted(office, personId),
  reloadRestricted: () => reloadRestricted(office, personId),
  save: (file) => savePerson(office, file),
  painted: nextPaint,
});

/** The file of a person on record; `watch` keeps it up to date while it is on the screen. */
export function openProfile(office: Office, personId: RecordId<"person">) {
  const useProfile = createProfile(servicesOf(office, personId), null);
  return { useProfile, watch: () => watchRecords(office, () => void useProfile.getState().load()) };
}

/** A new file, kept by this office. */
export function openNewPerson(office: Office): ProfileStore {
  const fresh = newPerson(office.opened.office);
  return createProfile(servicesOf(office, fresh.id), fresh);
}
