import Docxtemplater, { type DXT } from "docxtemplater";
import PizZip from "pizzip";
import type { WordParts } from "./word-zip.ts";

/** Something between braces, as the reader of templates understood it. */
export interface Tag {
  readonly name: string;
  readonly list: boolean; // repeats what it holds, or shows it under a condition
  readonly markup: boolean; // would put a value in as mark-up
  readonly inside: readonly Tag[];
  readonly part: string;
}

/** What the reader stumbled over: its own word for it, what stood there, in which part. */
export interface Stumble {
  readonly id: string;
  readonly name: string;
  readonly part: string;
}

/** A template as the reader of templates has it. `render` may be called once, where nothing was stumbled over. */
export interface Compiled {
  readonly tags: readonly Tag[];
  readonly stumbles: readonly Stumble[];
  readonly render: (values: Readonly<Record<string, unknown>>) => WordParts;
}

/** Read what stands between braces in every part. Parts are inflated already, so nothing here unpacks what others made. */
export function compile(parts: WordParts): Compiled {
  const zip = new PizZip();
  for (const [name, bytes] of parts) zip.file(name, bytes, { createFolders: false });
  const parsed = new Map<string, readonly DXT.Part[]>();
  try {
    const template = new Docxtemplater(zip, {
      paragraphLoop: true,
      linebreaks: true,
      errorLogging: false,
      parser: (name) => ({ get: (scope: Readonly<Record<string, unknown>>) => ownValue(scope, plainName(name)) }),
      nullGetter: () => "",
      modules: [listener(parsed)],
    });
    return {
      tags: tagsOf(parsed),
      stumbles: [],
      render: (values) => {
        template.render(values);
        return partsOf(template.getZip());
      },
    };
  } catch (error) {
    const stumbles = stumblesOf(error);
    if (stumbles.length === 0) throw error;
    return {
      tags: tagsOf(parsed),
      stumbles,
      render: () => {
        throw new Error("a template with faults is not filled", { cause: error });
      },
    };
  }
}

/** A name as it is compared: composed, without spaces at its ends. */
export const plainName = (name: string): string => name.normalize("NFC").trim();

const ownValue = (scope: Readonly<Record<string, unknown>>, name: string): unknown =>
  typeof scope === "object" && Object.hasOwn(scope, name) ? scope[name] : undefined;

/** Hears what every part was read as. */
function listener(parsed: Map<string, readonly DXT.Part[]>): DXT.Module & { readonly name: string } {
  let part = "";
  return {
    name: "listener",
    set: ({
      inspect,
    }: {
      readonly inspect?: { readonly filePath?: string; readonly postparsed?: readonly DXT.Part[] };
    }) => {
      if (inspect?.filePath !== undefined) part = inspect.filePath;
      if (inspect?.postparsed !== undefined) parsed.set(part, inspect.postparsed);
    },
  };
}

const tagsOf = (parsed: ReadonlyMap<string, readonly DXT.Part[]>): readonly Tag[] =>
  [...parsed].flatMap(([part, found]) => tagsIn(found, part));

function tagsIn(parts: readonly DXT.Part[], part: string): readonly Tag[] {
  return parts
    .filter(({ type }) => type === "placeholder")
    .map(({ value, module, subparsed }) => ({
      name: plainName(value),
      list: module === "loop",
      markup: module === "rawxml",
      inside: tagsIn(subparsed ?? [], part),
      part,
    }));
}

interface TemplateError {
  readonly properties?: {
    readonly id?: string;
    readonly xtag?: string;
    readonly openingtag?: string;
    readonly file?: string;
    readonly errors?: readonly TemplateError[];
  };
}

/** The template's own faults that an error tells of; none: it is an error of another kind. */
function stumblesOf(error: unknown): readonly Stumble[] {
  const { properties } = error as TemplateError;
  if (properties?.errors !== undefined) return properties.errors.flatMap(stumblesOf);
  if (properties?.id === undefined) return [];
  return [{ id: properties.id, name: properties.xtag ?? properties.openingtag ?? "", part: properties.file ?? "" }];
}

const partsOf = (zip: PizZip): WordParts =>
  new Map(
    Object.entries(zip.files).flatMap(([name, file]) => (file.dir ? [] : [[name, file.asUint8Array()] as const])),
  );
