import { create } from "zustand";
import type { IsoDate, OfficeId, RecordId } from "../../shared/domain/primitives.ts";
import type { Aspect } from "../../shared/domain/quality.ts";
import type { FormName } from "../../shared/domain/sheets/crosswalk.ts";
import type { Office } from "../services/office.ts";

type Nothing = Readonly<Record<string, never>>;

/** A place for which somebody is looked for. */
export interface WantedOpening {
  readonly postId: RecordId<"post"> | null;
  readonly unitId: RecordId<"unit"> | null;
  readonly title: string;
  readonly start: IsoDate | null; // null: the screen asks
  readonly programmeId: RecordId<"programme"> | null;
  readonly gapKey: string | null; // the gap this is to close
}

/** Every screen by name, and what it is opened with. Names never reach a URL or a title. */
export interface ScreenParams {
  readonly people: Nothing;
  readonly profile: {
    readonly personId: RecordId<"person">;
    /** Where the file is opened; `type`: to type there, where that is possible without more ado. */
    readonly at?: { readonly kind: string; readonly field: string; readonly type?: true };
  };
  readonly "new-person": Nothing;
  readonly work: Nothing;
  readonly rotations: Nothing;
  readonly move: { readonly rotationId: RecordId<"rotation"> };
  readonly "move-paper": { readonly rotationId: RecordId<"rotation"> };
  readonly templates: Nothing;
  readonly gaps: Nothing;
  readonly gap: { readonly key: string }; // as `keyOf` of a gap gives it
  readonly suggestions: { readonly opening: WantedOpening };
  readonly exchanges: Nothing;
  readonly programmes: Nothing;
  readonly programme: { readonly programmeId?: RecordId<"programme"> }; // none: a new one
  readonly planning: Nothing;
  readonly "rule-packs": { readonly pack?: string };
  readonly "rotation-form": { readonly personId?: RecordId<"person">; readonly rotationId?: RecordId<"rotation"> };
  readonly exchange: Nothing;
  readonly custody: Nothing;
  readonly registry: Nothing;
  readonly closing: { readonly office: OfficeId };
  readonly desk: { readonly personId?: RecordId<"person"> };
  readonly moves: Nothing;
  readonly workbook: Nothing;
  readonly sheet: { readonly personId: RecordId<"person"> };
  readonly batch: { readonly people?: readonly RecordId<"person">[] }; // none: the batch that waits
  readonly duplicates: { readonly pair?: readonly [RecordId<"person">, RecordId<"person">] };
  readonly quality: Nothing;
  readonly "missing-sheets": {
    readonly people?: readonly RecordId<"person">[];
    readonly unit?: string | null;
    readonly aspect?: Aspect | null;
    readonly form?: FormName;
  };
  readonly organisation: { readonly unitId?: RecordId<"unit"> }; // the unit shown at first
  readonly reorganisation: Nothing;
  readonly "code-lists": Nothing;
  readonly settings: Nothing;
}

export type ScreenName = keyof ScreenParams;
export type Place = { [Name in ScreenName]: { readonly name: Name; readonly params: ScreenParams[Name] } }[ScreenName];

/** Go to a screen: `go("profile", { personId })`. */
export type Go = <Name extends ScreenName>(name: Name, params: ScreenParams[Name]) => void;

export interface Screen {
  readonly place: Place;
  readonly before: readonly Place[]; // newest last
  readonly unsaved: boolean; // the screen holds something typed and not saved
  readonly wanted: (() => void) | null; // where the person meant to go, while asked about it
  readonly go: Go;
  readonly back: () => void;
  /** Go without asking: what was typed has just been saved. */
  readonly replace: Go;
  /** @param drop  what to do where the person leaves all the same, e.g. forget the draft */
  readonly setUnsaved: (unsaved: boolean, drop?: () => void) => void;
  /** Do something that leaves the screen; asks first when something is not saved. */
  readonly leave: (then: () => void) => void;
  readonly stay: () => void;
  readonly leaveUnsaved: () => void;
}

/** A name and its own parameters make a place; the compiler cannot follow that through a type parameter. */
const placeOf = (name: ScreenName, params: ScreenParams[ScreenName]): Place =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  ({ name, params }) as Place;

const home: Place = { name: "people", params: {} };

/** Which screen is shown. */
export const createScreen = () =>
  create<Screen>()((set, get) => {
    let dropUnsaved: (() => void) | undefined;
    const show = (place: Place, before: readonly Place[]) => set({ place, before, unsaved: false, wanted: null });
    return {
      place: home,
      before: [],
      unsaved: false,
      wanted: null,
      go: (name, params) => get().leave(() => show(placeOf(name, params), [...get().before, get().place].slice(-30))),
      back: () =>
        get().leave(() => {
          const { before, place } = get();
          const last = before.at(-1);
          if (last) show(last, before.slice(0, -1));
          else if (place.name !== "people") show(home, []);
        }),
      replace: (name, params) => show(placeOf(name, params), get().before),
      setUnsaved: (unsaved, drop) => {
        dropUnsaved = drop;
        set({ unsaved });
      },
      leave: (then) => (get().unsaved ? set({ wanted: then }) : then()),
      stay: () => set({ wanted: null }),
      leaveUnsaved: () => {
        const then = get().wanted;
        dropUnsaved?.();
        set({ unsaved: false, wanted: null });
        then?.();
      },
    };
  });

export type ScreenStore = ReturnType<typeof createScreen>;

/** What every screen is given. It makes its own store from `office`, by the function beside that store. */
export interface ScreenProps<Name extends ScreenName> {
  readonly office: Office;
  readonly params: ScreenParams[Name];
  readonly go: Go;
  readonly useScreen: ScreenStore;
}
