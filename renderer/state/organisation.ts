import { create } from "zustand";
import { blankRecord } from "../../shared/domain/blank-records.ts";
import { earliestDay, latestDay } from "../../shared/domain/dates.ts";
import { foldVietnamese } from "../../shared/domain/fold.ts";
import { type TreeNode, treeOn } from "../../shared/domain/organisation/tree.ts";
import type { IsoDate, PartialDate, RecordId } from "../../shared/domain/primitives.ts";
import type { AnyRecord } from "../../shared/domain/record-kinds.ts";
import type { Unit, UnitVersion } from "../../shared/domain/unit.ts";
import type { Problem } from "../../shared/problem.ts";
import { loadNgheAn } from "../services/load-reference.ts";
import { newIds, today } from "../services/new-ids.ts";
import { type Office, watchRecords } from "../services/office.ts";
import {
  type OrganisationOnFile,
  organisationOnFile,
  saveOrganisation,
  unitsOnFile,
} from "../services/organisation-on-file.ts";
import { type UnitChoice, unitChoices } from "../services/units.ts";

export type { OrganisationOnFile } from "../services/organisation-on-file.ts";
export type { UnitChoice } from "../services/units.ts";

/** A row of the tree as it is drawn. */
export interface TreeRow {
  readonly node: TreeNode;
  readonly depth: number;
  readonly open: boolean;
  readonly parent: RecordId<"unit"> | null;
}

export interface Organisation {
  readonly day: IsoDate; // as it was
  readonly knownUntil: PartialDate | null; // as it was then known; null: now
  readonly tree: Unit["tree"] | null;
  readonly text: string;
  readonly onFile: OrganisationOnFile | null; // null: not read yet
  readonly nodes: readonly TreeNode[];
  readonly opened: ReadonlySet<RecordId>;
  readonly chosen: RecordId<"unit"> | null;
  readonly saving: boolean;
  readonly loaded: { readonly added: number; readonly of: number } | null;
  readonly problem: Problem | null;
  readonly load: () => Promise<void>;
  readonly follow: () => () => void;
  readonly look: (
    patch: Partial<Pick<Organisation, "tree" | "text">> & {
      readonly day?: PartialDate | null;
      readonly knownUntil?: PartialDate | null;
    },
  ) => void;
  readonly choose: (unit: RecordId<"unit"> | null) => void;
  readonly toggle: (unit: RecordId<"unit">, open: boolean) => void;
  readonly save: (...records: readonly AnyRecord[]) => Promise<boolean>;
  readonly addUnit: (tree: Unit["tree"], version: Omit<UnitVersion, "id" | "unitId" | "withdrawn">) => Promise<boolean>;
  readonly loadReference: () => Promise<void>;
}

/** Milliseconds in which a tree is looked at before anybody asks who holds what. */
const untilHolders = 250;
const pause = (millis: number) => new Promise((resolve) => setTimeout(resolve, millis));

export const createOrganisation = (office: Office, first: IsoDate = today()) =>
  create<Organisation>()((set, get) => {
    let left = false; // the screen is no longer shown
    const drawn = (onFile: OrganisationOnFile | null): readonly TreeNode[] =>
      onFile === null ? [] : treeOn(onFile.units, onFile.versions, get().day, get().tree);
    const redraw = (): void => {
      const nodes = drawn(get().onFile);
      const { opened } = get();
      // A tree of one root begins with its branches open.
      set({
        nodes,
        opened: opened.size === 0 && nodes.length > 0 ? new Set(nodes.map(({ unitId }) => unitId)) : opened,
      });
    };
    return {
      day: first,
      knownUntil: null,
      tree: null,
      text: "",
      onFile: null,
      nodes: [],
      opened: new Set(),
      chosen: null,
      saving: false,
      loaded: null,
      problem: null,
      load: async () => {
        const { knownUntil } = get();
        if (get().onFile === null) {
          // The tree first: who holds its posts is asked of thirty thousand steps.
          set({ onFile: await unitsOnFile(office.data, null) });
          redraw();
          await pause(untilHolders);
          if (left) return;
        }
        const onFile = await organisationOnFile(office.data, knownUntil === null ? null : { day: knownUntil });
        if (get().knownUntil !== knownUntil) return; // another day was asked for meanwhile
        set({ onFile });
        redraw();
      },
      follow: () => {
        left = false;
        const unwatch = watchRecords(office, () => void get().load());
        return () => {
          left = true;
          unwatch();
        };
      },
      look: ({ day, knownUntil, ...patch }) => {
        set({
          ...patch,
          ...(day === undefined || day === null ? {} : { day: day.length === 10 ? day : latestDay(earliestDay(day)) }),
          ...(knownUntil === undefined ? {} : { knownUntil }),
        });
        redraw();
        if (knownUntil !== undefined) void get().load();
      },
      choose: (chosen) => set({ chosen }),
      toggle: (unit, open) => {
        const opened = new Set(get().opened);
        if (open) opened.add(unit);
        else opened.delete(unit);
        set({ opened });
      },
      save: async (...records) => {
        set({ saving: true, problem: null, loaded: null });
        const saved = await saveOrganisation(office, "organisation.edit", records);
        if (saved.ok) await saved.value?.shown;
        set({ saving: false, problem: saved.ok ? null : saved.problem });
        await get().load();
        return saved.ok;
      },
      addUnit: async (tree, version) => {
        const ids = newIds();
        const unit = blankRecord("unit", { id: ids("unit"), tree });
        const made = await get().save(
          unit,
          blankRecord("unit-version", { ...version, id: ids("unit-version"), unitId: unit.id }),
        );
        if (made) set({ chosen: unit.id });
        return made;
      },
      loadReference: async () => {
        set({ saving: true, problem: null });
        const loaded = await loadNgheAn(office);
        if (loaded.ok) {
          await loaded.value.saved?.shown;
          set({ loaded: { added: loaded.value.added, of: loaded.value.of } });
        } else set({ problem: loaded.problem });
        set({ saving: false });
        await get().load();
      },
    };
  });

/** Units that a form may name on a day, those of other days behind them. */
export const choicesOf = ({ versions }: OrganisationOnFile, day: PartialDate): readonly UnitChoice[] =>
  unitChoices(versions, day);

/** An id for a new record of a form. */
export { newIds } from "../services/new-ids.ts";

/** The rows to draw: open branches, or, while something is searched, every unit whose name holds every word. */
export function rowsOf({ nodes, opened, text }: Pick<Organisation, "nodes" | "opened" | "text">): readonly TreeRow[] {
  const words = foldVietnamese(text)
    .split(" ")
    .filter((word) => word !== "");
  const rows: TreeRow[] = [];
  const walk = (list: readonly TreeNode[], depth: number, parent: RecordId<"unit"> | null): void => {
    for (const node of list) {
      const open = opened.has(node.unitId);
      if (words.length === 0) {
        rows.push({ node, depth, open, parent });
        if (open) walk(node.children, depth + 1, node.unitId);
      } else {
        const folded = foldVietnamese(`${node.version.name} ${node.version.code}`);
        if (words.every((word) => folded.includes(word))) rows.push({ node, depth: 0, open: false, parent: null });
        walk(node.children, depth + 1, node.unitId);
      }
    }
  };
  walk(nodes, 0, null);
  return rows;
}
