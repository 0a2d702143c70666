import { foldVietnamese } from "../../shared/domain/fold.ts";

/**
 * Those whose text holds every typed word, marks optional: first those that begin with the typed text, then those that
 * hold it in one piece; their order is kept otherwise.
 *
 * @param most  how many at most
 */
export function matching<Item>(
  items: readonly Item[],
  textOf: (item: Item) => string,
  typed: string,
  most: number,
): readonly Item[] {
  const wanted = foldVietnamese(typed);
  if (wanted === "") return items.slice(0, most);
  const words = wanted.split(" ");
  const found: { readonly item: Item; readonly rank: number }[] = [];
  for (const item of items) {
    const text = foldVietnamese(textOf(item));
    if (!words.every((word) => text.includes(word))) continue;
    found.push({ item, rank: text.startsWith(wanted) ? 0 : text.includes(wanted) ? 1 : 2 });
  }
  return found
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ item }) => item);
}
