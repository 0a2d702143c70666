/** A folder or file of the list. */
export interface Entry {
  readonly name: string;
  readonly path: string;
  readonly folder: boolean;
}

/** One view of the file dialog, as host and page exchange it. */
export interface ChooserView {
  readonly kind: "open" | "save" | "folder";
  readonly title: string;
  readonly folder: string;
  readonly parent: string;
  readonly places: readonly Entry[];
  readonly entries: readonly Entry[];
  readonly name: string; // what stands in the field for the file's name
  readonly replacing: boolean; // a file of that name is there: choosing again replaces it
}

export type ChooserAction =
  | { readonly kind: "cancel" }
  | { readonly kind: "go"; readonly folder: string; readonly name: string }
  | { readonly kind: "choose"; readonly name: string };
