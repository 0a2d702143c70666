import { exchangesOf } from "../../exchanges.ts";
import { answer, type Check, ids, isExact, notApplicable, unknown } from "../check.ts";
import { allOf } from "../verdict.ts";

/** The legs of an exchange take each other's posts, by decisions of one date. */
export const r27: Check<"R27"> = ({ move, legs, decisions }, _none, { compare }) => {
  if (move === null || (move.exchangeGroup.trim() === "" && move.kind !== "HOAN_DOI")) return notApplicable();
  const facts = { group: move.exchangeGroup, legs: legs.length };
  const records = legs.length === 0 ? [move.id] : ids(legs);
  if (legs.length < 2) return unknown("leg", facts, records);
  const incomplete = legs.some(
    ({ fromUnitId, toUnitId, fromTitle, toTitle }) =>
      fromUnitId === null || toUnitId === null || fromTitle.trim() === "" || toTitle.trim() === "",
  );
  const closed = exchangesOf(legs).closed.some((exchange) => exchange.legs.some(({ id }) => id === move.id));
  const papers = legs.map(({ decisionId }) => (decisionId === null ? null : (decisions.get(decisionId) ?? null)));
  const dates = papers.map((paper) => paper?.date ?? null);
  const [first = null] = dates;
  const oneDate = allOf(
    dates.map((date) => {
      if (date === null || first === null) return "maybe";
      const met = compare.holds({ from: first, to: first }, date);
      return met === "yes" && !isExact(first) ? "maybe" : met;
    }),
  );
  const mirrored = closed ? "yes" : incomplete ? "maybe" : "no";
  const missing = mirrored === "maybe" ? "leg" : "decision";
  return answer(allOf([mirrored, oneDate]), { ...facts, mirrored, oneDate }, [...records, ...ids(papers)], missing);
};
