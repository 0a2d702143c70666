import { earliestDay, latestDay, monthsAfter, monthsBetween } from "../../dates.ts";
import type { DisciplinaryAction } from "../../dossier.ts";
import type { Period } from "../../organisation/period.ts";
import { answer, bounds, type Check, ids, notApplicable, unknown } from "../check.ts";
import { allOf, anyOf, not } from "../verdict.ts";
import { stepOfMove } from "./post.ts";

/** Not sent away because of discipline or a weak year. */
export const r11: Check<"R11"> = ({ move, own }, { weak, runsMonths }, { compare }) => {
  if (move === null) return notApplicable();
  if (move.start === null) return unknown("start", {}, [move.id]);
  const { start } = move;
  const actions = own["disciplinary-action"];
  if (actions === null) return unknown("discipline", {}, [move.id]);
  const running = anyOf(
    actions.map((action) =>
      action.from === null && action.to === null ? "maybe" : compare.holds(runOf(action, runsMonths), start),
    ),
  );
  const year = String(Number(earliestDay(start).slice(0, 4)) - 1);
  const ratings = (own["yearly-rating"] ?? []).filter((each) => each.year?.slice(0, 4) === year);
  const poor = ratings.length === 0 ? "maybe" : anyOf(ratings.map(({ rating }) => compare.isOneOf(rating.code, weak)));
  const facts = { year, rating: ratings[0]?.rating.code ?? "", discipline: running === "yes" };
  return answer(
    not(anyOf([running, poor])),
    facts,
    [move.id, ...ids(actions), ...ids(ratings)],
    running === "maybe" ? "discipline" : "rating",
  );
};

/** After a discipline a higher post is not considered for so long. */
export const r23: Check<"R23"> = (about, { months }, ground) => {
  const { move, own } = about;
  const { compare } = ground;
  if (move === null) return notApplicable();
  if (own["disciplinary-action"] === null) return unknown("discipline", {}, [move.id]);
  if (move.start === null) return unknown("start", {}, [move.id]);
  const { start } = move;
  const actions = own["disciplinary-action"].filter(({ form }) => form.code === null || form.code in months);
  if (actions.length === 0) return notApplicable({}, [move.id]);
  const higher = compare.isStep(stepOfMove(about, move, ground), ["higher"]);
  if (higher === "no") return notApplicable({ from: move.fromTitle, to: move.toTitle }, [move.id]);
  const judged = actions.map((action) => {
    if (action.from === null) return { action, since: null, verdict: "maybe" as const };
    const since = monthsBetween(action.from, start);
    const limit = action.form.code === null ? undefined : months[action.form.code];
    return { action, since, verdict: limit === undefined ? ("maybe" as const) : compare.atLeast(since, limit) };
  });
  const worst = judged.find(({ verdict }) => verdict === "no") ?? judged[0];
  const form = worst?.action.form.code ?? "";
  const facts = { form, ...(worst?.since == null ? {} : bounds("months", worst.since)), limit: months[form] ?? 0 };
  const records = [move.id, ...ids(actions)];
  const verdict = allOf(judged.map((each) => each.verdict));
  return higher === "maybe" ? unknown("titles", facts, records) : answer(verdict, facts, records);
};

/** Whether a discipline leaves somebody in the plan. */
export const r24: Check<"R24"> = ({ entry, own, asOf }, { afterExpiry, runsMonths }, { compare }) => {
  if (entry === null) return notApplicable();
  const actions = own["disciplinary-action"];
  if (actions === null) return unknown("discipline", {}, [entry.id]);
  if (entry.from === null) return unknown("entry-date", {}, [entry.id]);
  const approved = entry.from;
  const verdicts = actions.map((action) => {
    if (action.from === null) return "maybe";
    const run = runOf(action, runsMonths);
    const touches = anyOf([not(compare.before(action.from, approved)), compare.holds(run, approved)]);
    const over = run.to === null ? "no" : compare.before(run.to, asOf);
    return anyOf([not(touches), allOf([compare.isOneOf(action.form.code, afterExpiry), over])]);
  });
  const facts = { approved, disciplines: actions.length };
  return answer(allOf(verdicts), facts, [entry.id, ...ids(actions)], "discipline");
};

/** The time a discipline runs; where no end is written, so many months. */
function runOf({ from, to }: DisciplinaryAction, months: number): Period {
  if (to !== null || from === null) return { from, to };
  const [first, last] = [monthsAfter(earliestDay(from), months), monthsAfter(latestDay(from), months)];
  return { from, to: first === last ? first : first.slice(0, first.slice(0, 7) === last.slice(0, 7) ? 7 : 4) };
}
