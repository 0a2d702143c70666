import { memo, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Problem } from "../../shared/problem.ts";
import { useFirstOf } from "../parts/first-of-many.tsx";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { Page, Progress } from "../parts/page.tsx";
import {
  becameSum,
  type Importing,
  linesAtOnce,
  linesInSight,
  type QueueLine,
  totalsOf,
} from "../state/import-queue.ts";
import { sentence } from "../text/sentence.ts";
import { ClosingSum } from "./exchange-sum.tsx";
import { sizeInWords } from "./size.ts";

/** Many bundles: which they are, one yes for all of them, how far it is, and what became of each. */
export function ExchangeQueue({
  importing,
  problem: single,
  busy,
  look,
  toDesk,
}: {
  readonly importing: Importing;
  readonly problem: Problem | null; // of the bundle that was looked at by itself
  readonly busy: string | null;
  readonly look: (index: number) => void; // at a bundle that asks for a person
  readonly toDesk: () => void;
}) {
  const { t } = useTranslation("exchange");
  const { lines, at, resumed, stopping } = importing;
  const problem = importing.problem ?? single;
  const totals = useMemo(() => totalsOf(lines), [lines]);
  const done = lines.length - totals.left;
  const current = at === null ? null : lines[at];
  // Once it stands still, what asks for a person comes first.
  const { first, more } = useFirstOf(linesAtOnce);
  const sorted = useMemo(() => lines.toSorted((one, other) => +isBad(other) - +isBad(one)), [lines]);
  const shown = at === null ? first(sorted) : linesInSight(lines, at);
  const begun = done > 0 || at !== null;
  const fresh = lines.reduce((sum, { bundle }) => sum + bundle.fresh, 0);
  return (
    <Page
      title={t("queue.title")}
      actions={
        at !== null ? (
          <button type="button" className="button" disabled={stopping} onClick={importing.stop}>
            {stopping ? t("queue.stopping") : t("queue.stop")}
          </button>
        ) : (
          <>
            <button type="button" className="button" onClick={() => void importing.close()}>
              {totals.left === 0 ? t("queue.leave") : t("queue.discard")}
            </button>
            {totals.left > 0 && (
              <button type="button" className="button button-main" onClick={() => void importing.run()}>
                {begun ? t("queue.goOn", { count: totals.left }) : t("queue.start", { count: totals.left })}
              </button>
            )}
            {totals.left === 0 && totals.sum.applied > 0 && (
              <button type="button" className="button" onClick={toDesk}>
                {t("queue.desk")}
              </button>
            )}
          </>
        )
      }
    >
      {problem && <ProblemBanner problem={problem} />}
      {resumed && !begun && <Notice tone="warn">{t("queue.resumed")}</Notice>}
      {lines.length === 0 && <Notice tone="warn">{t("queue.none")}</Notice>}
      {lines.length > 0 && !begun && (
        <Notice>
          <p>{t("queue.lead", { count: lines.length, fresh })}</p>
          <p>
            <strong>{t("preview.nothingYet")}</strong>
          </p>
        </Notice>
      )}
      {at !== null && (
        <Progress label={t("queue.running", { at: done + 1, total: lines.length })} done={done} total={lines.length} />
      )}
      {begun && at === null && (
        <Notice tone={totals.refused + totals.asks > 0 || totals.left > 0 ? "warn" : "good"}>
          <p className="notice-what">
            {t("queue.done", { taken: totals.taken, held: totals.held, refused: totals.refused })}
            {totals.asks > 0 && ` ${t("queue.askedToo", { count: totals.asks })}`}
            {totals.left > 0 && ` ${t("queue.left", { count: totals.left })}`}
          </p>
          <ClosingSum sum={totals.sum} />
        </Notice>
      )}
      {lines.length > 0 && (
        <table className="table table-dense queue">
          <thead>
            <tr>
              <th scope="col">{t("queue.sender")}</th>
              <th scope="col">{t("queue.file")}</th>
              <th scope="col" className="number">
                {t("queue.range")}
              </th>
              <th scope="col" className="number">
                {t("queue.size")}
              </th>
              <th scope="col">{t("queue.became")}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((line) => (
              <Line
                key={line.bundle.fileName}
                line={line}
                now={line === current}
                look={at === null && busy === null ? () => look(lines.indexOf(line)) : null}
              />
            ))}
          </tbody>
        </table>
      )}
      {at === null && more(lines, (count) => t("queue.more", { count }))}
    </Page>
  );
}

const isBad = ({ became }: QueueLine): boolean => became?.became === "refused" || became?.became === "asks";

const Line = memo(function Line({
  line,
  now,
  look,
}: {
  readonly line: QueueLine;
  readonly now: boolean;
  readonly look: (() => void) | null;
}) {
  const { t } = useTranslation("exchange");
  const { sender, fileName, feed, from, to, bytes, parts } = line.bundle;
  return (
    <tr aria-current={now ? "step" : undefined}>
      <th scope="row" className="peer-name">
        {sender ?? t("queue.unknown")}
      </th>
      <td className="file-name">
        {fileName}
        {parts !== null && <div className="quiet">{t("parts.cut", { count: parts })}</div>}
      </td>
      <td className="number nowrap">{feed === null ? "–" : from > to ? t("queue.receiptOnly") : `${from}–${to}`}</td>
      <td className="number nowrap">{feed === null ? "–" : sizeInWords(bytes)}</td>
      <td>
        <Outcome line={line} now={now} look={look} />
      </td>
    </tr>
  );
});

function Outcome({
  line: { bundle, became },
  now,
  look,
}: {
  readonly line: QueueLine;
  readonly now: boolean;
  readonly look: (() => void) | null;
}) {
  const { t, i18n } = useTranslation("exchange");
  if (became?.became === "asks")
    return (
      <div className="next-step" data-asks="">
        <span>
          <span className="sign sign-warn">{t("queue.asks")}</span> {t("queue.asksWhy", became.weight)}
        </span>
        <button
          type="button"
          className="button button-small button-main"
          aria-label={t("queue.lookOf", {
            name: bundle.sender ?? t("queue.unknown"),
            from: bundle.from,
            to: bundle.to,
          })}
          disabled={look === null}
          onClick={() => look?.()}
        >
          {t("queue.look")}
        </button>
      </div>
    );
  const problem = became?.became === "refused" ? became.problem : became === null ? bundle.problem : null;
  if (problem !== null) {
    const { what, kept, todo } = sentence(problem, i18n.language === "en" ? "en" : "vi");
    return (
      <div data-problem={problem.kind} className={became === null ? "quiet" : undefined}>
        {became !== null && <span className="sign sign-bad">{t("queue.notTaken")}</span>} {what} {kept} {todo}
      </div>
    );
  }
  const sum = becameSum(became);
  if (sum === null)
    return <span className="quiet">{now ? t("queue.taking") : t("queue.fresh", { count: bundle.fresh })}</span>;
  const parts = (["applied", "waiting", "held", "refused"] as const).filter(
    (part) => sum[part] > 0 || (part === "applied" && became?.became === "taken"),
  );
  const total = sum.applied + sum.waiting + sum.held + sum.refused;
  return (
    <span className="queue-sum">
      {parts.map((part) => `${sum[part]} ${t(`sum.${part}`)}`).join(" + ")}
      {` = ${total}`}
    </span>
  );
}
