import { foldVietnamese } from "../../shared/domain/fold.ts";

/**
 * Those whose text holds every typed word, marks optional; those beginning with the typed text first, order kept otherwise.
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
  const found: { readonly item: Item; readonly first: boolean }[] = [];
  for (const item of items) {
    const text = foldVietnamese(textOf(item));
    if (words.every((word) => text.includes(word))) found.push({ item, first: text.startsWith(wanted) });
  }
  return [...found.filter(({ first }) => first), ...found.filter(({ first }) => !first)]
    .slice(0, most)
    .map(({ item }) => item);
}
