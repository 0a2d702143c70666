import type { UsedFields } from "../../shared/domain/papers/blanks.ts";
import { fieldNamed, listNamed, listOfField, nearestName } from "../../shared/domain/papers/fields.ts";
import type { TemplateFault, TemplateProblem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import { XmlScan } from "../workbook/xml-scan.ts";
import { compile, type Stumble, type Tag } from "./compile.ts";
import { openWordFile, type Stripped, textOf } from "./word-file.ts";
import { type WordParts, wordZip } from "./word-zip.ts";

/** A file that may be kept as a template: as it is kept, what was taken out of it, and what it asks for. */
export interface CheckedTemplate {
  readonly bytes: Uint8Array;
  readonly stripped: readonly Stripped[];
  readonly used: UsedFields;
}

const mostFaults = 30; // that are told at once

/** Look at a file that is brought in as a template. Nothing of it is kept where anything is wrong. */
export async function checkTemplate(bytes: Uint8Array): Promise<Result<CheckedTemplate, TemplateProblem>> {
  const opened = await openWordFile(bytes);
  if (!opened.ok) return opened;
  const { parts, stripped } = opened.value;
  if (!holdsAnything(parts)) return failed({ kind: "template-blank" });
  const { tags, stumbles } = compile(parts);
  const faults = [...stumbles.map(faultOf), ...faultsIn(tags, [])];
  if (faults.length > 0)
    return failed({
      kind: "template-faults",
      faults: faults.slice(0, mostFaults),
      more: Math.max(0, faults.length - mostFaults),
    });
  if (tags.length === 0) return failed({ kind: "template-no-fields" });
  return ok({ bytes: await wordZip(parts), stripped, used: usedBy(tags) });
}

/** Whether the body, a header or a footer has a letter in it. */
const holdsAnything = (parts: WordParts): boolean =>
  [...parts.keys()].some((name) => placeOf(name) !== null && /\S/.test(lettersOf(textOf(parts, name))));

function lettersOf(text: string): string {
  let letters = "";
  let inText = false;
  const xml = new XmlScan({
    open: (name) => {
      inText = name === "t";
    },
    text: (piece) => {
      if (inText) letters += piece;
    },
    close: () => {
      inText = false;
    },
  });
  xml.write(text);
  xml.end();
  return letters;
}

function placeOf(part: string): TemplateFault["where"] | null {
  const name = /^word\/(document|header|footer|footnotes|endnotes)\d*\.xml$/.exec(part)?.[1];
  if (name === undefined) return null;
  return name === "document" ? "body" : name === "header" || name === "footer" ? name : "notes";
}

const whys: Readonly<Record<string, TemplateFault["why"]>> = {
  unclosed_tag: "unclosed",
  unopened_tag: "unopened",
  duplicate_open_tag: "doubled",
  duplicate_close_tag: "doubled",
  unclosed_loop: "list-unclosed",
  unopened_loop: "list-unopened",
  closing_tag_does_not_match_opening_tag: "list-crossed",
  unbalanced_loop_tags: "list-crossed",
  loop_position_invalid: "list-crossed",
  no_xml_tag_found_at_left: "list-crossed",
  no_xml_tag_found_at_right: "list-crossed",
  raw_xml_tag_should_be_only_text_in_paragraph: "markup",
};

const faultOf = ({ id, name, part }: Stumble): TemplateFault => ({
  why: whys[id] ?? "unreadable",
  name: name.slice(0, 60),
  meant: null,
  where: placeOf(part) ?? "body",
});

/** @param lists  around these tags, the outermost first */
function faultsIn(tags: readonly Tag[], lists: readonly string[]): readonly TemplateFault[] {
  return tags.flatMap((tag) => {
    const { name, list, markup, inside, part } = tag;
    const fault = (why: TemplateFault["why"], meant: string | null): TemplateFault => ({
      why,
      name: name.slice(0, 60),
      meant,
      where: placeOf(part) ?? "body",
    });
    if (markup) return [fault("markup", null)];
    if (list) {
      const within = faultsIn(inside, [...lists, name]);
      return listNamed(name) === null ? [fault("unknown-list", nearestName(name)), ...within] : within;
    }
    if (listNamed(name) !== null) return [fault("not-a-field", null)];
    if (fieldNamed(name) === null) return [fault("unknown", nearestName(name))];
    const needed = listOfField(name);
    return needed === null || lists.includes(needed) ? [] : [fault("outside-list", needed)];
  });
}

function usedBy(tags: readonly Tag[]): UsedFields {
  const fields = new Set<string>();
  const lists = new Map<string, Set<string>>();
  const take = (found: readonly Tag[], around: string | null): void => {
    for (const { name, list, inside } of found) {
      if (list) {
        lists.set(name, lists.get(name) ?? new Set());
        take(inside, name);
      } else (lists.get(around ?? "") ?? fields).add(name);
    }
  };
  take(tags, null);
  return { fields: [...fields], lists: [...lists].map(([name, inside]) => ({ name, fields: [...inside] })) };
}
