import { create } from "zustand";
import type { PaperKind } from "../../shared/domain/papers/merge.ts";
import type { OwnTemplate, TemplateRef } from "../../shared/domain/papers/own-template.ts";
import type { ReplyOf } from "../../shared/ipc/contract.ts";
import type { Problem } from "../../shared/problem.ts";
import type { Office } from "../services/office.ts";

/** The office's own templates on the screen, and what came of what was done last. */
export interface Templates {
  readonly own: readonly OwnTemplate[];
  readonly paper: PaperKind; // of what is brought in next
  readonly busy: boolean;
  readonly added: ReplyOf<"template.add">;
  readonly exported: ReplyOf<"template.export">;
  readonly problem: Problem | null;
  readonly load: () => Promise<void>;
  readonly choosePaper: (paper: PaperKind) => void;
  /** @param replaces  null: a new one */
  readonly add: (replaces: OwnTemplate | null) => Promise<void>;
  readonly rename: (id: string, name: string) => Promise<boolean>;
  readonly remove: (id: string) => Promise<void>;
  readonly exportOne: (template: TemplateRef) => Promise<void>;
}

export const createTemplates = (office: Office) =>
  create<Templates>()((set, get) => {
    const { desktop } = office;
    const begin = (): void => set({ busy: true, problem: null, added: null, exported: null });
    return {
      own: [],
      paper: "DECISION",
      busy: false,
      added: null,
      exported: null,
      problem: null,
      load: async () => {
        const listed = await desktop.call("template.list", {});
        set(listed.ok ? { own: listed.value.templates } : { problem: listed.problem });
      },
      choosePaper: (paper) => set({ paper }),
      add: async (replaces) => {
        begin();
        const paper = replaces?.paper ?? get().paper;
        const added = await desktop.call("template.add", { paper, replaces: replaces?.id ?? null });
        set(added.ok ? { busy: false, added: added.value } : { busy: false, problem: added.problem });
        if (added.ok) await get().load();
      },
      rename: async (id, name) => {
        begin();
        const renamed = await desktop.call("template.rename", { id, name });
        set(renamed.ok ? { busy: false } : { busy: false, problem: renamed.problem });
        await get().load();
        return renamed.ok;
      },
      remove: async (id) => {
        begin();
        const removed = await desktop.call("template.remove", { id });
        set(removed.ok ? { busy: false } : { busy: false, problem: removed.problem });
        await get().load();
      },
      exportOne: async (template) => {
        begin();
        const exported = await desktop.call("template.export", { template });
        set(exported.ok ? { busy: false, exported: exported.value } : { busy: false, problem: exported.problem });
      },
    };
  });
export type TemplatesStore = ReturnType<typeof createTemplates>;
