import { comparePartial, earliestDay, latestDay, monthsAfter, monthsBetween } from "../../dates.ts";
import { answer, bounds, type Check, ids, notApplicable, unknown } from "../check.ts";
import { beginsWith } from "../title-step.ts";

/** The health certificate is no older than so many months when the file is submitted. Only its date is read. */
export const r12: Check<"R12"> = ({ move, own, decisions }, { months, item, documents }, { compare }) => {
  if (move === null) return notApplicable();
  const submitted = (move.decisionId === null ? null : decisions.get(move.decisionId)?.date) ?? move.start;
  if (submitted === null) return unknown("start", {}, [move.id]);
  const listed = (own["dossier-item"] ?? []).filter(
    (each) => each.rotationId === move.id && each.item === item && each.present,
  );
  const certificates = [...listed, ...(own.attachment ?? []).filter(({ kind }) => beginsWith(kind, documents))]
    .filter(({ date }) => date !== null && compare.before(submitted, date) !== "yes")
    .toSorted((a, b) => comparePartial(b.date ?? "", a.date ?? ""));
  const [latest] = certificates;
  if (latest?.date == null) return unknown("certificate", { submitted }, [move.id]);
  const age = monthsBetween(latest.date, submitted);
  const facts = { submitted, issued: latest.date, ...bounds("months", age), limit: months };
  const expired = [earliestDay(latest.date), latestDay(latest.date)].map((issued) =>
    compare.before(monthsAfter(issued, months), submitted),
  );
  const verdict = expired.every((each) => each === "no")
    ? "yes"
    : expired.every((each) => each === "yes")
      ? "no"
      : "maybe";
  return answer(verdict, facts, [move.id, latest.id]);
};

/** Every paper of the list is ticked off or said to be needless, or a scan of it is in the file. */
export const r13: Check<"R13"> = ({ move, own }, { items }, { compare }) => {
  if (move === null) return notApplicable();
  const papers = own.attachment ?? [];
  const ticked = (own["dossier-item"] ?? []).filter((each) => each.rotationId === move.id);
  if (papers.length === 0 && ticked.length === 0) return unknown("papers", {}, [move.id]);
  const found = items.map(({ code, names }) => ({
    code,
    papers: [
      ...ticked.filter((each) => each.item === code && (each.present || each.note.trim() !== "")),
      ...papers.filter(({ kind }) => beginsWith(kind, names)),
    ],
  }));
  const lacking = found.filter((item) => item.papers.length === 0).map(({ code }) => code);
  const facts = { items: items.length, lacking: lacking.join(", ") };
  const verdict = compare.atMost({ least: lacking.length, most: lacking.length }, 0);
  return answer(verdict, facts, [move.id, ...new Set(found.flatMap((item) => ids(item.papers)))]);
};
