import { basename } from "node:path";
import { z } from "zod";
import { mostTemplates, OwnTemplate } from "../../shared/domain/papers/own-template.ts";
import type { ReplyOf, RequestOf } from "../../shared/ipc/contract.ts";
import type { Problem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import type { Shell } from "../door/door.ts";
import { chosenBytes } from "../files/chosen-file.ts";
import { leaveFile } from "../files/leave-file.ts";
import type { Machine } from "../machine.ts";
import { inTurn, type Office } from "../office.ts";
import type { TemplateGiven, TemplateWork } from "./template-work.ts";

type Reply<
  C extends
    | "template.add"
    | "template.list"
    | "template.rename"
    | "template.remove"
    | "template.export"
    | "paper.write",
> = Promise<Result<ReplyOf<C>, Problem>>;

interface Needs {
  readonly shell: Pick<Shell, "askOpen" | "askSave">;
  readonly machine: Machine;
  readonly templates: TemplateWork;
}

const mostBytes = 4 * 1024 * 1024; // of a file that is brought in
const filters = [{ name: "Word", extensions: ["docx"] }];

/**
 * The office's own templates, kept sealed beside the ledger, and the papers that are made. Their bytes are only ever
 * opened where `templates` works, in a process of its own.
 */
export function paperDesk({ shell, machine, templates }: Needs) {
  return {
    list: async (office: Office): Reply<"template.list"> => {
      const kept = await listOf(office);
      return kept.ok ? ok({ templates: [...kept.value] }) : kept;
    },

    add: async (office: Office, { paper, replaces }: RequestOf<"template.add">): Reply<"template.add"> => {
      const path = await shell.askOpen({
        title: "Chọn tệp mẫu Word",
        filters: [{ name: "Word", extensions: ["docx", "dotx", "docm", "dotm", "doc", "odt", "rtf"] }],
      });
      if (path === null) return ok(null);
      const read = await chosenBytes(machine, path, mostBytes);
      if (!read.ok) return read;
      if (read.value.byteLength > mostBytes) return failed({ kind: "template-too-large", most: mostBytes });
      const checked = await templates.check(read.value);
      if (!checked.ok) return checked;
      const { bytes, used, stripped } = checked.value;
      const name = basename(path)
        .normalize("NFC")
        .replace(/\.\w+$/, "")
        .slice(0, 120);
      const made: OwnTemplate = {
        id: Buffer.from(machine.random(8)).toString("hex"),
        name,
        paper,
        keptAt: machine.clock.note(),
        bytes: bytes.byteLength,
        used: { fields: [...used.fields], lists: used.lists.map((list) => ({ ...list, fields: [...list.fields] })) },
      };
      return inTurn(office, async () => {
        const kept = await listOf(office);
        if (!kept.ok) return kept;
        const old = kept.value.find(({ id }) => id === replaces);
        if (replaces !== null && old === undefined) return failed({ kind: "template-gone" });
        if (old === undefined && kept.value.length >= mostTemplates)
          return failed({ kind: "templates-full", count: mostTemplates });
        const template = old === undefined ? made : { ...made, name: old.name, paper: old.paper };
        // Its bytes first, the list last: after a power cut the old one stands, or the new one whole.
        const written = await office.store.kept.write(keptName(template.id), Buffer.from(bytes).toString("base64"));
        if (!written.ok) return written;
        const listed = await keepList(office, [...kept.value.filter((each) => each !== old), template]);
        if (!listed.ok) return listed;
        if (old !== undefined) await office.store.kept.write(keptName(old.id), null);
        return ok({ template, stripped: [...stripped] });
      });
    },

    rename: (office: Office, { id, name }: RequestOf<"template.rename">): Reply<"template.rename"> =>
      inTurn(office, async () => {
        const kept = await listOf(office);
        if (!kept.ok) return kept;
        const old = kept.value.find((each) => each.id === id);
        if (old === undefined) return failed({ kind: "template-gone" });
        const listed = await keepList(
          office,
          kept.value.map((each) => (each === old ? { ...old, name } : each)),
        );
        return listed.ok ? ok({}) : listed;
      }),

    remove: (office: Office, { id }: RequestOf<"template.remove">): Reply<"template.remove"> =>
      inTurn(office, async () => {
        const kept = await listOf(office);
        if (!kept.ok) return kept;
        const listed = await keepList(
          office,
          kept.value.filter((each) => each.id !== id),
        );
        if (!listed.ok) return listed;
        const forgotten = await office.store.kept.write(keptName(id), null);
        return forgotten.ok ? ok({}) : forgotten;
      }),

    export: async (office: Office, { template }: RequestOf<"template.export">): Reply<"template.export"> => {
      const suggested = "shipped" in template ? `mau-${template.shipped}` : "mau-van-ban";
      const given = await givenOf(office, template);
      if (!given.ok) return given;
      const path = await shell.askSave({ title: "Lưu tệp mẫu", suggestedPath: `${suggested}.docx`, filters });
      if (path === null) return ok(null);
      const bytes = "bytes" in given.value ? ok(given.value.bytes) : await templates.lay(given.value.shipped);
      return bytes.ok ? leaveFile(office, "paper", `${suggested}.docx`, path, bytes.value) : bytes;
    },

    write: async (
      office: Office,
      { template, suggestedName, values }: RequestOf<"paper.write">,
    ): Reply<"paper.write"> => {
      const given = await givenOf(office, template);
      if (!given.ok) return given;
      const filled = await templates.fill(given.value, values);
      if (!filled.ok) return filled;
      const path = await shell.askSave({
        title: "Lưu văn bản Word",
        suggestedPath: `${suggestedName}.docx`,
        filters,
      });
      if (path === null) return ok(null);
      return leaveFile(office, "paper", `${suggestedName}.docx`, path, filled.value);
    },
  };
}

/** Names that no page can ask for: the page's own kept documents have a colon in theirs. */
const listName = "templates";
const keptName = (id: string): string => `templates/${id}`;

/** The office's own templates, by the order they came in. A list that does not open counts as none. */
async function listOf({ store }: Office): Promise<Result<readonly OwnTemplate[], Problem>> {
  const read = await store.kept.read(listName);
  if (!read.ok) return read;
  if (read.value === null) return ok([]);
  const parsed = z.array(OwnTemplate).safeParse(JSON.parse(read.value));
  return ok(parsed.success ? parsed.data : []);
}

const keepList = ({ store }: Office, list: readonly OwnTemplate[]) => store.kept.write(listName, JSON.stringify(list));

async function givenOf(
  { store }: Office,
  template: RequestOf<"template.export">["template"],
): Promise<Result<TemplateGiven, Problem>> {
  if ("shipped" in template) return ok(template);
  const read = await store.kept.read(keptName(template.own));
  if (!read.ok) return read;
  if (read.value === null) return failed({ kind: "template-gone" });
  return ok({ bytes: new Uint8Array(Buffer.from(read.value, "base64")) });
}
