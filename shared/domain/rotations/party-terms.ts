import type { NumberingTerm } from "./findings.ts";

/**
 * Terms of Party committees, by which their papers are numbered. A term begins with each committee's own congress, some
 * time in its first year, and so does the next: of a year with congresses nobody can tell to which term a paper belongs.
 * Such a year stands by itself, so that "5-QĐ/HU" of the old term and of the new one are not taken for one number.
 */
export const partyTerms: readonly NumberingTerm[] = [
  { name: "2010–2015", from: "2011-01-01", to: "2014-12-31" },
  { name: "2015–2020", from: "2016-01-01", to: "2019-12-31" },
  { name: "2020–2025", from: "2021-01-01", to: "2024-12-31" },
  { name: "2025–2030", from: "2026-01-01", to: "2029-12-31" },
];
