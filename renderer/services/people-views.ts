import { ListLook, type SavedView, SavedViews, usualLook } from "../../shared/domain/people-columns.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { Office } from "./office.ts";

/** How a list was left, and the looks kept under names. Both are sealed documents of this PC; no bundle carries them. */
const names = { left: "view:people:left", saved: "view:people:saved" } as const;

/** The list as it was left; as it usually is where nothing was kept, or where another version kept what this one cannot read. */
export async function lookLeft(office: Office): Promise<ListLook> {
  const look = await read(office, names.left, ListLook);
  return look ?? usualLook;
}

export const keepLook = (office: Office, look: ListLook): Promise<Result<unknown, Problem>> =>
  office.desktop.call("kept.write", { name: names.left, value: JSON.stringify(look) });

export async function savedViews(office: Office): Promise<readonly SavedView[]> {
  return (await read(office, names.saved, SavedViews)) ?? [];
}

/** Keep these views and no others. @returns the views as they are kept now */
export async function keepViews(
  office: Office,
  views: readonly SavedView[],
): Promise<Result<readonly SavedView[], Problem>> {
  const kept = await office.desktop.call("kept.write", { name: names.saved, value: JSON.stringify(views) });
  return kept.ok ? ok(views) : kept;
}

async function read<Kept>(office: Office, name: string, schema: Schema<Kept>): Promise<Kept | null> {
  const kept = await office.desktop.call("kept.read", { name });
  if (!kept.ok || kept.value.value === null) return null;
  try {
    const parsed = schema.safeParse(JSON.parse(kept.value.value));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** The part of a schema that reads what was kept. */
interface Schema<Kept> {
  safeParse(value: unknown): { readonly success: true; readonly data: Kept } | { readonly success: false };
}
