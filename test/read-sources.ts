import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { parseSync } from "vite";

/** The project's folder. */
export const root = join(import.meta.dirname, "..");

/** One source file, read and parsed. `path` is relative to the project, with "/". */
export interface Source {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
  /** Every node of the syntax tree, depth first. */
  readonly nodes: readonly Node[];
}

export interface Import {
  readonly to: string; // a path of the project ("shared/result.ts") or the name of a package
  readonly typeOnly: boolean;
}

export type Node = { readonly type: string } & Readonly<Record<string, unknown>>;

/** The TypeScript files below some folders of the project. */
export function readSources(folders: readonly string[]): readonly Source[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.parentPath.includes("node_modules"))
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted()
      .map((file) => sourceOf(relative(root, file).split(sep).join("/"), readFileSync(file, "utf8"))),
  );
}

/** A file as it would stand at that path: for the samples that must be caught. */
export function sourceOf(path: string, text: string): Source {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const nodes = [...walk(program as unknown as Node)];
  return { path, text, nodes, imports: nodes.flatMap((node) => importsOf(node, path)) };
}

function importsOf(node: Node, path: string): readonly Import[] {
  const source = node.source as { readonly value?: unknown } | null | undefined;
  if (typeof source?.value !== "string") return workerOf(node, path);
  if (!/^(?:Import|Export)/.test(node.type)) return [];
  const parts = (node.specifiers ?? []) as readonly { readonly importKind?: string; readonly exportKind?: string }[];
  const typed = parts.length > 0 && parts.every(({ importKind, exportKind }) => (importKind ?? exportKind) === "type");
  const typeOnly = node.importKind === "type" || node.exportKind === "type" || typed;
  return [{ to: resolved(source.value, path), typeOnly }];
}

/** `new URL("./worker.ts", import.meta.url)` loads a file too. */
function workerOf(node: Node, path: string): readonly Import[] {
  if (node.type !== "NewExpression" || (node.callee as Node & { name?: string }).name !== "URL") return [];
  const [first] = node.arguments as readonly { readonly value?: unknown }[];
  if (typeof first?.value !== "string" || !/^\.\.?\/.*\.tsx?$/.test(first.value)) return [];
  return [{ to: resolved(first.value, path), typeOnly: false }];
}

const resolved = (to: string, path: string) =>
  to.startsWith(".") ? join(dirname(path), to).split(sep).join("/") : to.replace(/\?.*$/, "");

function* walk(node: Node): Generator<Node> {
  yield node;
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) {
      for (const part of value) if (isNode(part)) yield* walk(part);
    } else if (isNode(value)) yield* walk(value);
  }
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
