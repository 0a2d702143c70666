import { create } from "zustand";
import { type IsoDate, type OfficeId, outsideProvince, type RecordId } from "../../shared/domain/primitives.ts";
import type { Problem } from "../../shared/problem.ts";
import {
  answerHandover,
  type HandedOver,
  type HandoverGround,
  type HandoverOnFile,
  handOver,
  withdrawHandover,
} from "../services/hand-over.ts";
import { heldOn, leaveProvince, takeBack } from "../services/leave-province.ts";
import type { Office } from "../services/office.ts";
import { watchRecords } from "../services/office.ts";

export type { HandoverOnFile } from "../services/hand-over.ts";

/** A hand-over while it is being filled in. */
export interface HandoverForm {
  readonly file: RecordId<"person">;
  readonly name: string;
  readonly ground: HandoverGround;
  readonly toOffice: OfficeId | null;
  readonly decision: string;
  readonly decidedOn: IsoDate | null;
  readonly reason: string;
  readonly forced: boolean;
  readonly second: string;
  readonly destination: string; // of a file that leaves the province
  readonly ending: readonly string[]; // what the person holds on the day, and would end with it
}

/** A reason that is asked for before a hand-over is refused or withdrawn. */
export interface Refusing {
  readonly handover: HandoverOnFile;
  readonly what: "refuse" | "withdraw" | "takeBack";
  readonly reason: string;
}

export interface Handovers {
  readonly all: readonly HandoverOnFile[];
  readonly form: HandoverForm | null;
  readonly refusing: Refusing | null;
  readonly busy: boolean;
  readonly said: {
    readonly what: "saved" | "answered" | "withdrawn" | "left" | "takenBack" | "moved";
    readonly from: string;
  } | null;
  readonly problem: Problem | null;
  readonly load: () => Promise<void>;
  readonly follow: () => () => void;
  readonly begin: (file: RecordId<"person">, name: string) => Promise<void>;
  readonly edit: (patch: Partial<HandoverForm>) => void;
  readonly handOver: () => Promise<boolean>;
  readonly accept: (handover: HandoverOnFile) => Promise<void>;
  readonly ask: (refusing: Refusing | null) => void;
  readonly refuse: () => Promise<boolean>;
  readonly close: () => void;
}

/**
 * Files that are handed from one office to another, as far as they concern us.
 *
 * @param person  whose; left out: everybody's
 */
export const createHandovers = (office: Office, person?: RecordId<"person">) =>
  create<Handovers>()((set, get) => {
    const told = async (
      from: string,
      what: "saved" | "answered" | "withdrawn" | "left" | "takenBack",
      act: () => Promise<HandedOver>,
    ): Promise<boolean> => {
      if (get().busy) return false;
      set({ busy: true, problem: null, said: null });
      const done = await act();
      if (done.ok && done.value !== "moved") await done.value.shown;
      set(
        done.ok
          ? { busy: false, said: { what: done.value === "moved" ? "moved" : what, from } }
          : { busy: false, problem: done.problem },
      );
      await get().load();
      return done.ok;
    };
    return {
      all: [],
      form: null,
      refusing: null,
      busy: false,
      said: null,
      problem: null,
      load: async () => set({ all: await office.data.handovers(person) }),
      follow: () => watchRecords(office, () => void get().load()),
      begin: async (file, name) => {
        const ground = await office.data.handoverGround(file);
        if (ground === null) return;
        const blank = {
          toOffice: null,
          decision: "",
          decidedOn: null,
          reason: "",
          forced: false,
          second: "",
          destination: "",
          ending: [],
        };
        set({ form: { file, name, ground, ...blank }, problem: null, said: null });
      },
      edit: (patch) => {
        set(({ form }) => ({ form: form === null ? null : { ...form, ...patch } }));
        const { form } = get();
        if (form === null || form.toOffice !== outsideProvince || form.decidedOn === null) return;
        const { file, decidedOn } = form;
        void heldOn(office, file, decidedOn).then((held) =>
          set(({ form: now }) => ({
            form: now?.decidedOn === decidedOn ? { ...now, ending: held.map(({ title }) => title) } : now,
          })),
        );
      },
      handOver: async () => {
        const { form } = get();
        if (form === null || form.toOffice === null) return false;
        const { file, toOffice, decision, decidedOn, reason, forced, second, ground, destination } = form;
        if (toOffice === outsideProvince) {
          if (decidedOn === null) return false;
          const leaving = { file, destination, decision, decidedOn, reason };
          return told(ground.keeperName, "left", () => leaveProvince(office, leaving));
        }
        const draft = { file, toOffice, decision, decidedOn, reason, forced, second: forced ? second : "" };
        return told(ground.keeperName, "saved", () => handOver(office, draft));
      },
      accept: async (handover) => {
        await told(handover.from, "answered", () => answerHandover(office, handover, { accepted: true, reason: "" }));
      },
      ask: (refusing) => set({ refusing, problem: null }),
      refuse: async () => {
        const { refusing } = get();
        if (refusing === null) return false;
        const { handover, what, reason } = refusing;
        if (what === "takeBack") return told(handover.from, "takenBack", () => takeBack(office, handover, reason));
        return what === "withdraw"
          ? told(handover.from, "withdrawn", () => withdrawHandover(office, handover, reason))
          : told(handover.from, "answered", () => answerHandover(office, handover, { accepted: false, reason }));
      },
      close: () => set({ form: null, refusing: null, problem: null }),
    };
  });
