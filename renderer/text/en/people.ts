import type { TextOf } from "../text-of.ts";
import type { people as vi } from "../vi/people.ts";

export const people: TextOf<typeof vi> = {
  title: "Cadres",
  search: "Find by name, number, unit",
  searchHint: "Marks are optional",
  total: "{{shown}} people",
  found: "{{shown}} people found",
  order: "Order by",
  orderName: "Name",
  orderUnit: "Unit",
  orderBirth: "Birth",
  add: "Add a cadre",
  column: { name: "Name", birth: "Born", title: "Post", unit: "Unit", signs: "Signs" },
  conflicts: "{{count}} differing entries",
  findings: "{{count}} to look at",
  emptyTitle: "No cadre in the register yet",
  emptyText: "Begin in one of three ways:",
  emptyAdd: "Add people one by one",
  emptyWorkbook: "Import an Excel file you have",
  emptyBundle: "Receive a bundle from another office",
  noneTitle: "Nobody found",
  noneText: "Try fewer letters, or the given name only. Marks are optional.",
  clearSearch: "Clear the search",
};
