import { create } from "zustand";
import type { RecordId } from "../../shared/domain/primitives.ts";
import type { Aspect, QualityIssue } from "../../shared/domain/quality.ts";
import type { FormName } from "../../shared/domain/sheets/crosswalk.ts";
import type { QualityBoard, QualityRow } from "../data/office-data.ts";
import { type Office, watchRecords } from "../services/office.ts";
import { bearersOf, readBoard, readWorklist, sheetsToFill } from "../services/quality.ts";

export type { QualityBoard, QualityRow } from "../data/office-data.ts";

export interface Quality {
  readonly form: FormName;
  readonly aspect: Aspect | null;
  readonly unit: string | null;
  readonly board: QualityBoard | null; // null: being worked out
  readonly rows: readonly QualityRow[]; // the top of the worklist
  readonly total: number; // how long it is
  readonly most: number; // rows asked for
  readonly open: { readonly personId: RecordId<"person">; readonly issues: readonly QualityIssue[] } | null;
  readonly code: string;
  /** What came of a code: "mistyped", "unknown", or several files that bear it. */
  readonly answer: "mistyped" | "unknown" | readonly RecordId<"person">[] | null;
  readonly load: () => Promise<void>;
  readonly follow: () => () => void;
  readonly choose: (part: Partial<Pick<Quality, "form" | "aspect" | "unit">>) => void;
  readonly showMore: () => void;
  readonly openPerson: (id: RecordId<"person"> | null) => Promise<void>;
  readonly typeCode: (code: string) => void;
  /** @returns the file to go to, where exactly one bears the code */
  readonly findCode: () => Promise<RecordId<"person"> | null>;
}

/** Files laid out at once. */
const step = 30;

export const createQuality = (office: Office) =>
  create<Quality>()((set, get) => {
    let asked = 0;
    const load = async (): Promise<void> => {
      asked += 1;
      const mine = asked;
      const { form, aspect, unit, open, most } = get();
      const [board, { rows, total }] = await Promise.all([
        readBoard(office, form),
        readWorklist(office, { form, aspect, unit, most }),
      ]);
      if (mine !== asked) return;
      set({ board, rows, total });
      if (open !== null) await get().openPerson(open.personId);
    };
    return {
      form: "2c-98",
      aspect: null,
      unit: null,
      board: null,
      rows: [],
      total: 0,
      most: step,
      open: null,
      code: "",
      answer: null,
      load,
      follow: () => watchRecords(office, () => void load()),
      showMore: () => {
        set({ most: get().most + step });
        void load();
      },
      choose: (part) => {
        set({ ...part, most: step });
        void load();
      },
      openPerson: async (id) => {
        if (id === null) return set({ open: null });
        const [sheet] = await sheetsToFill(office, get().form, [id]);
        set({ open: { personId: id, issues: sheet?.issues ?? [] } });
      },
      typeCode: (code) => set({ code, answer: null }),
      findCode: async () => {
        const found = await bearersOf(office, get().code);
        if (found === "mistyped") set({ answer: "mistyped" });
        else if (found.length === 0) set({ answer: "unknown" });
        else if (found.length > 1) set({ answer: found });
        const [only, ...more] = found === "mistyped" ? [] : found;
        return only !== undefined && more.length === 0 ? only : null;
      },
    };
  });

const opened = new WeakMap<Office, ReturnType<typeof createQuality>>();

/** One board an office: coming back from a file finds the worklist as it was. */
export function openQuality(office: Office): ReturnType<typeof createQuality> {
  const open = opened.get(office);
  if (open !== undefined) return open;
  const made = createQuality(office);
  opened.set(office, made);
  return made;
}
