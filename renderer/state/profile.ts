import { create } from "zustand";
import type { ActionRef } from "../../shared/change/change.ts";
import { blankRecord } from "../../shared/domain/blank-records.ts";
import { type FileDraft, holdsRestricted, readFileDraft, withDraft } from "../../shared/domain/file-draft.ts";
import type { Person } from "../../shared/domain/person.ts";
import { kindOf, type RecordId } from "../../shared/domain/primitives.ts";
import type { Economy, Protected } from "../../shared/domain/protected.ts";
import { isProtectedKind, type RecordKind } from "../../shared/domain/record-kinds.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { FindingOnDesk, ProposalOnDesk } from "../data/office-data.ts";
import type { Saved } from "../services/append.ts";
import { addScan } from "../services/attachments.ts";
import { type Draft, type DraftKeeper, keepDraft } from "../services/drafts.ts";
import { newIds } from "../services/new-ids.ts";
import { nextPaint } from "../services/next-paint.ts";
import { type Office, watchRecords } from "../services/office.ts";
import {
  findingsOf,
  noneRestricted,
  openRestricted,
  type PersonFile,
  type RestrictedFile,
  readPersonFile,
  reloadRestricted,
  type TableRow,
} from "../services/person-file.ts";
import { newPerson, type PersonToSave, savePerson, saysNothing } from "../services/save-person.ts";
import { type Undone, undoAction } from "../services/undo.ts";
import { draftedRows, profileDraft } from "./profile-draft.ts";
import { isChanged, isNew, recordOnFile, rowOnFile, rowsAfter, shownRow, without } from "./profile-rows.ts";

export type { RowOnFile, TableRow } from "../services/person-file.ts";

/** Parts of the file whose single fields can be typed in; "all": the whole form. */
export type OpenSections = "all" | readonly string[];

export interface Profile {
  readonly file: PersonFile | null; // null: not read yet, missing, or a new one
  readonly missing: boolean;
  readonly findings: readonly FindingOnDesk[]; // what checks found odd in this file
  readonly proposals: readonly ProposalOnDesk[]; // what nobody has decided on yet
  readonly restricted: RestrictedFile | null; // null: not shown
  readonly draft: Person | null; // null: the file is read, not edited
  readonly restrictedDraft: Protected | null;
  readonly economyDraft: Economy | null;
  readonly rows: ReadonlyMap<RecordId, TableRow>; // rows changed, added or taken out, not saved yet
  readonly openRow: RecordId | null; // the row that is being typed in
  readonly sections: OpenSections;
  readonly changed: boolean; // the draft says something else than the file
  readonly saving: boolean;
  readonly problem: Problem | null;
  readonly undoable: { readonly ref: ActionRef; readonly redo: boolean } | null; // the last save of this screen
  readonly undone: Undone | null; // what the last undo did, until the next edit
  readonly offered: Draft<FileDraft> | null; // kept from an earlier time, not yet taken up or dropped
  readonly load: () => Promise<void>;
  /** Edit the whole file, or one part of it more. */
  readonly begin: (section?: string) => void;
  readonly edit: (patch: Partial<Person>) => void;
  readonly editRestricted: (patch: Partial<Protected>) => void;
  readonly editEconomy: (patch: Partial<Economy>) => void;
  /** Type in a row; the one that was open stays as it was typed. */
  readonly typeRow: (id: RecordId) => void;
  readonly addRow: (kind: TableRow["id"] extends `${infer Kind}:${string}` ? Kind : never, given: object) => void;
  readonly addScan: () => Promise<void>;
  readonly editRow: (patch: object) => void;
  readonly doneRow: () => void;
  /** Give up what was typed in the open row since it was opened. */
  readonly giveUpRow: () => void;
  readonly removeRow: (id: RecordId, removed: boolean) => void;
  readonly cancel: () => void;
  /** @returns the person's id once saved and shown by lists; null where it was not saved */
  readonly save: () => Promise<RecordId<"person"> | null>;
  /** Take the last save back, or put it back. */
  readonly undo: () => Promise<void>;
  readonly showRestricted: () => Promise<void>;
  readonly hideRestricted: () => void;
  readonly lookForDraft: () => Promise<void>;
  readonly resumeDraft: () => Promise<void>;
  readonly dropDraft: () => void;
}

export interface ProfileServices {
  readonly read: () => Promise<PersonFile | null>;
  readonly openRestricted: () => Promise<Result<RestrictedFile, Problem>>;
  readonly reloadRestricted: () => Promise<RestrictedFile>;
  readonly save: (file: PersonToSave) => Promise<Result<Saved | null, Problem>>;
  readonly undo: (ref: ActionRef) => Promise<Result<Undone | null, Problem>>;
  readonly findings: () => Promise<readonly FindingOnDesk[]>;
  readonly proposals: () => Promise<readonly ProposalOnDesk[]>;
  readonly addScan: () => Promise<Result<TableRow | null, Problem>>;
  readonly keeper: DraftKeeper<FileDraft>;
  readonly painted: () => Promise<void>; // until the window shows what was last set
}

/** Milliseconds after which a save shows that it is still under way. */
const slowSave = 150;

const noRows: ReadonlyMap<RecordId, TableRow> = new Map();
const reading = {
  draft: null,
  restrictedDraft: null,
  economyDraft: null,
  rows: noRows,
  openRow: null,
  sections: [],
  changed: false,
} as const;

/**
 * One cadre's file, read and edited in place.
 *
 * @param fresh  a new file to fill in; null: the file is on record
 */
export const createProfile = (services: ProfileServices, fresh: Person | null, personId: RecordId<"person">) => {
  let following: Promise<unknown> | null = null; // until the file shows what was saved last
  let underway = false;
  let rowBefore: TableRow | null = null; // the open row as it was when it was opened; null: it is a new one
  const { keeper } = services;
  const blank = fresh && noneRestricted(fresh.id);
  return create<Profile>()((set, get) => {
    const base = (): RestrictedFile | null => get().restricted ?? blank;
    const typed = (patch: Partial<Profile>): void => {
      set({ ...patch, problem: null, undone: null });
      set({ changed: isChanged(get(), fresh, base()) });
      if (get().changed) keeper.keep(() => profileDraft({ ...get(), restricted: base() }, fresh ?? {}));
      else keeper.forget();
    };
    const editing = (): boolean => {
      const { draft, file, restricted } = get();
      if (draft !== null) return true;
      if (file === null) return false;
      set({
        draft: file.person,
        restrictedDraft: restricted?.record ?? null,
        economyDraft: restricted?.economy.record ?? null,
        problem: null,
        undone: null,
      });
      return true;
    };
    const withRow = (row: TableRow): ReadonlyMap<RecordId, TableRow> => new Map(get().rows).set(row.id, row);
    return {
      file: null,
      missing: false,
      findings: [],
      proposals: [],
      restricted: null,
      ...reading,
      draft: fresh,
      restrictedDraft: blank?.record ?? null,
      economyDraft: blank?.economy.record ?? null,
      sections: fresh === null ? [] : "all",
      saving: false,
      problem: null,
      undoable: null,
      undone: null,
      offered: null,
      load: async () => {
        if (fresh !== null) return;
        const sealed = get().restricted === null ? null : services.reloadRestricted();
        const [file, restricted] = await Promise.all([services.read(), sealed]);
        // A form that is open keeps the state it was filled from: its changes say what their writer saw.
        if (get().draft !== null || get().saving) return;
        set({ file, missing: file === null, restricted: get().restricted && restricted });
        await loadNotices();
      },
      begin: (section) => {
        if (!editing()) return;
        const { sections } = get();
        if (section === undefined) set({ sections: "all" });
        else if (sections !== "all" && !sections.includes(section)) set({ sections: [...sections, section] });
      },
      edit: (patch) => {
        const { draft } = get();
        if (draft !== null) typed({ draft: { ...draft, ...patch } });
      },
      editRestricted: (patch) => {
        const { restrictedDraft } = get();
        if (restrictedDraft !== null) typed({ restrictedDraft: { ...restrictedDraft, ...patch } });
      },
      editEconomy: (patch) => {
        const { economyDraft } = get();
        if (economyDraft !== null) typed({ economyDraft: { ...economyDraft, ...patch } });
      },
      typeRow: (id) => {
        if (get().openRow !== null) get().doneRow();
        const row = shownRow(get(), id);
        if (row === undefined || !editing()) return;
        rowBefore = row;
        set({ openRow: id, undone: null });
      },
      addRow: (kind, given) => {
        if (get().openRow !== null) get().doneRow();
        if (!editing()) return;
        const make = blankRecord as (kind: RecordKind, given: object) => TableRow;
        const row = make(kind, { ...given, id: newIds()(kind), personId });
        rowBefore = null;
        set({ rows: withRow(row), openRow: row.id, undone: null });
      },
      addScan: async () => {
        const added = await services.addScan();
        if (!added.ok) return set({ problem: added.problem });
        if (added.value === null) return;
        if (get().openRow !== null) get().doneRow();
        if (!editing()) return;
        rowBefore = null;
        typed({ rows: withRow(added.value), openRow: added.value.id });
      },
      editRow: (patch) => {
        const { openRow } = get();
        const row = openRow === null ? undefined : shownRow(get(), openRow);
        if (row !== undefined) typed({ rows: withRow({ ...row, ...patch }) });
      },
      doneRow: () => {
        const { openRow, rows } = get();
        if (openRow === null) return;
        const row = rows.get(openRow);
        const nothing = row !== undefined && isNew(get(), openRow) && saysNothing(row);
        const unchanged = row !== undefined && JSON.stringify(row) === JSON.stringify(recordOnFile(get(), openRow));
        set({ openRow: null, ...(nothing || unchanged ? { rows: without(rows, openRow) } : {}) });
        closeWhenIdle(get, set, fresh);
      },
      giveUpRow: () => {
        const { openRow, rows } = get();
        if (openRow === null) return;
        const back = rowBefore;
        const onFile = recordOnFile(get(), openRow);
        const kept =
          back === null || JSON.stringify(back) === JSON.stringify(onFile)
            ? without(rows, openRow)
            : new Map(rows).set(openRow, back);
        typed({ openRow: null, rows: kept });
        closeWhenIdle(get, set, fresh);
      },
      removeRow: (id, removed) => {
        const row = shownRow(get(), id);
        if (row === undefined || !editing()) return;
        const openRow = get().openRow === id ? null : get().openRow;
        const onFile = recordOnFile(get(), id);
        const next = { ...row, withdrawn: removed };
        const rows =
          (removed && onFile === undefined) || JSON.stringify(next) === JSON.stringify(onFile)
            ? without(get().rows, id)
            : withRow(next);
        typed({ openRow, rows });
        closeWhenIdle(get, set, fresh);
      },
      cancel: () => {
        if (get().saving) return;
        keeper.forget();
        if (fresh !== null) return;
        set({ ...reading, problem: null });
        void get().load();
      },
      save: async () => {
        if (underway || get().draft === null) return null;
        underway = true;
        // A save that is quick is over before its waiting state could be read: drawing the form twice would only delay it.
        const slow = setTimeout(() => set({ saving: true }), slowSave);
        try {
          if (following !== null) await following; // an edit right after a save starts from what that save left
          const { file, restricted, draft, restrictedDraft, economyDraft, rows } = get();
          if (draft === null) return null;
          const saved = await services.save({
            before: file?.held,
            next: draft,
            restricted: restrictedDraft && { before: restricted?.held, next: restrictedDraft },
            economy: economyDraft && { before: restricted?.economy.held, next: economyDraft },
            rows: [...rows.values()].map((next) => ({ before: rowOnFile(get(), next.id)?.held, next })),
          });
          clearTimeout(slow);
          if (!saved.ok) {
            set({ saving: false, problem: saved.problem });
            return null;
          }
          const shown = saved.value?.shown ?? Promise.resolve();
          if (fresh !== null) {
            set({ changed: false });
            keeper.forget();
            await shown;
            return draft.id;
          }
          // The header's word first: showing the whole file again takes several times as long as saving it.
          await services.painted();
          // What was saved is on the screen; heads and lists follow. What was typed meanwhile stays in the form.
          const now = get();
          const typedOn =
            now.draft !== draft ||
            now.restrictedDraft !== restrictedDraft ||
            now.economyDraft !== economyDraft ||
            now.rows !== rows;
          set({
            saving: false,
            problem: null,
            undone: null,
            ...(saved.value === null ? {} : { undoable: { ref: saved.value.ref, redo: false } }),
            ...(typedOn ? {} : reading),
            file: file && { ...file, person: draft, rows: rowsAfter(file.rows, rows, false) },
            restricted: restricted && {
              ...restricted,
              record: restrictedDraft ?? restricted.record,
              economy: { ...restricted.economy, record: economyDraft ?? restricted.economy.record },
              rows: rowsAfter(restricted.rows, rows, true),
            },
          });
          if (!typedOn) keeper.forget();
          follow(shown);
          return draft.id;
        } finally {
          clearTimeout(slow);
          underway = false;
        }
      },
      undo: async () => {
        const { undoable } = get();
        if (undoable === null || underway || get().draft !== null) return;
        underway = true;
        try {
          if (following !== null) await following;
          const undone = await services.undo(undoable.ref);
          if (!undone.ok) return set({ problem: undone.problem });
          const saved = undone.value?.saved ?? null;
          set({
            problem: null,
            undone: undone.value,
            undoable: saved === null ? null : { ref: saved.ref, redo: !undoable.redo },
          });
          if (saved !== null) follow(saved.shown);
          await following;
        } finally {
          underway = false;
        }
      },
      showRestricted: async () => {
        const opened = await services.openRestricted();
        if (!opened.ok) return set({ problem: opened.problem });
        const { draft } = get();
        set({
          restricted: opened.value,
          restrictedDraft: draft && opened.value.record,
          economyDraft: draft && opened.value.economy.record,
          problem: null,
        });
      },
      hideRestricted: () => {
        const open = new Map([...get().rows].filter(([id]) => !isProtectedKind(kindOf(id))));
        typed({ restricted: null, restrictedDraft: null, economyDraft: null, rows: open, openRow: null });
      },
      lookForDraft: async () => {
        const offered = await keeper.read();
        if (offered !== null && !get().changed) set({ offered });
      },
      resumeDraft: async () => {
        const { offered } = get();
        if (offered === null) return;
        if (holdsRestricted(offered.what) && base() === null) await get().showRestricted();
        if (!editing()) return;
        const { draft, restrictedDraft, economyDraft } = get();
        const { what } = offered;
        // Where the note of opening could not be kept, what is restricted stays in the draft on the disk.
        if (holdsRestricted(what) && restrictedDraft === null) return;
        typed({
          offered: null,
          draft: draft && withDraft(draft, what.person),
          restrictedDraft: restrictedDraft && withDraft(restrictedDraft, what.restricted),
          economyDraft: economyDraft && withDraft(economyDraft, what.economy),
          rows: draftedRows(what, draft?.id ?? personId),
          sections: what.open,
        });
      },
      dropDraft: () => {
        keeper.forget();
        set({ offered: null });
      },
    };

    /** Once lists show a save: the same values with their new heads, under a form too if one was opened again meanwhile. */
    function follow(shown: Promise<unknown>): void {
      const refreshed: Promise<unknown> = shown
        .then(async () => {
          const sealed = get().restricted === null ? null : services.reloadRestricted();
          const [file, restricted] = await Promise.all([services.read(), sealed]);
          set({ file: file ?? get().file, restricted: get().restricted && restricted });
        })
        .finally(() => {
          if (following === refreshed) following = null;
        });
      following = refreshed;
      // `load` may have come while the form was still open, and passed: what the save is by now is said here.
      void refreshed.then(loadNotices, () => undefined);
    }

    /** What is said of the file: it may take longer, and nothing waits for it. */
    async function loadNotices(): Promise<void> {
      set({ proposals: await services.proposals() });
      set({ findings: await services.findings() });
    }
  });
};
export type ProfileStore = ReturnType<typeof createProfile>;

/** A form that was opened only by a row is closed with it, where nothing is left to save. */
function closeWhenIdle(get: () => Profile, set: (patch: Partial<Profile>) => void, fresh: Person | null): void {
  const { changed, openRow, sections } = get();
  if (fresh === null && !changed && openRow === null && sections !== "all" && sections.length === 0) set(reading);
}

const servicesOf = (office: Office, personId: RecordId<"person">, draftName: string): ProfileServices => ({
  read: () => readPersonFile(office, personId),
  openRestricted: () => openRestricted(office, personId),
  reloadRestricted: () => reloadRestricted(office, personId),
  save: (file) => savePerson(office, file),
  undo: (ref) => undoAction(office, ref),
  findings: () => findingsOf(office, personId),
  proposals: () => office.data.proposals(personId),
  addScan: async () => {
    const added = await addScan(office, personId);
    return added.ok ? ok(added.value) : added;
  },
  keeper: keepDraft(office.desktop, draftName, readFileDraft),
  painted: nextPaint,
});

/** The file of a person on record; `watch` keeps it up to date while it is on the screen. */
export function openProfile(office: Office, personId: RecordId<"person">) {
  const services = servicesOf(office, personId, `draft:profile:${personId.slice("person:".length)}`);
  const useProfile = createProfile(services, null, personId);
  return { useProfile, watch: () => watchRecords(office, () => void useProfile.getState().load()) };
}

/** A new file, kept by this office. */
export function openNewPerson(office: Office): ProfileStore {
  const fresh = newPerson(office.opened.office);
  return createProfile(servicesOf(office, fresh.id, "draft:new:person"), fresh, fresh.id);
}
