import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import type { RulePack } from "../../shared/domain/rules/rule-pack.ts";
import { type RuleInForce, rulesOn } from "../../shared/domain/rules/rules-on.ts";
import { Notice } from "../parts/notice.tsx";
import { Page, Section } from "../parts/page.tsx";
import type { PackBoard } from "../state/rule-packs.ts";
import type { Go } from "../state/screen.ts";
import { PackState, Parameters } from "./rule-pack-parts.tsx";
import { useRuleWords } from "./rule-words.ts";

/** One pack: its instrument, its versions, its rules, and what an overlay changes. */
export function RulePackPage({
  board,
  name,
  go,
  said,
  write,
}: {
  readonly board: PackBoard;
  readonly name: string;
  readonly go: Go;
  readonly said: ReactNode;
  readonly write: (base: RulePack) => void;
}) {
  const { t } = useTranslation(["packs", "rules"]);
  const words = useRuleWords();
  const versions = board.packs
    .filter(({ pack }) => pack.name === name)
    .toSorted((a, b) => b.pack.version - a.pack.version);
  const [chosen, setChosen] = useState<number | null>(null); // null: the newest
  const line = versions.find(({ pack }) => pack.version === chosen) ?? versions[0];
  const refused = board.refused.filter((each) => each.name === name);
  const back = () => go("rule-packs", {});
  const notUsed = refused.map(({ id, version, writer, problem }) => (
    <Notice key={id} tone="warn">
      {`${t("column.version")} ${version}, ${writer}: ${t(`rules:pack.${problem.kind}`, { at: "", rule: "", held: "", ...problem })}`}
    </Notice>
  ));
  if (line === undefined)
    return (
      <Page title={name || t("title")} onBack={back}>
        {said}
        {refused.length > 0 ? notUsed : <Notice tone="warn">{t("unknownPack", { pack: name })}</Notice>}
      </Page>
    );
  const { pack, origin, writer } = line;
  const { instrument } = pack;
  return (
    <Page
      title={name}
      detail={<PackState pack={pack} board={board} />}
      onBack={back}
      actions={
        board.mayWrite &&
        origin === "own" && (
          <button type="button" className="button button-main" onClick={() => write(versions[0]?.pack ?? pack)}>
            {t("next")}
          </button>
        )
      }
    >
      {said}
      {notUsed}
      <Section title={t("form.paper")}>
        <dl className="facts">
          <dt>{t("fact.type")}</dt>
          <dd>{instrument.type}</dd>
          <dt>{t("fact.number")}</dt>
          <dd>{instrument.number || "–"}</dd>
          <dt>{t("fact.issuer")}</dt>
          <dd>{instrument.issuer || "–"}</dd>
          <dt>{t("fact.issuedOn")}</dt>
          <dd>{formatPartialDate(instrument.issuedOn) || "–"}</dd>
          <dt>{t("fact.effective")}</dt>
          <dd>{words.period(instrument.effectiveFrom, instrument.effectiveTo)}</dd>
          {instrument.replaces.length > 0 && (
            <>
              <dt>{t("fact.replaces")}</dt>
              <dd>{instrument.replaces.join(", ")}</dd>
            </>
          )}
          <dt>{t("fact.kind")}</dt>
          <dd>{t(pack.overlay ? "overlay" : "whole")}</dd>
          <dt>{t("column.origin")}</dt>
          <dd>{t(`origin.${origin}`, { writer })}</dd>
          <dt>{t("column.version")}</dt>
          <dd>
            {versions.length === 1 ? (
              pack.version
            ) : (
              <select
                aria-label={t("versionsTitle")}
                value={pack.version}
                onChange={(event) => setChosen(Number(event.target.value))}
              >
                {versions.map((each) => (
                  <option key={each.pack.id} value={each.pack.version}>
                    {`${each.pack.version} (${words.period(each.pack.instrument.effectiveFrom, each.pack.instrument.effectiveTo)})`}
                  </option>
                ))}
              </select>
            )}
          </dd>
        </dl>
      </Section>
      {pack.overlay ? <Changes pack={pack} board={board} /> : <Rules pack={pack} />}
    </Page>
  );
}

function Rules({ pack }: { readonly pack: RulePack }) {
  const { t } = useTranslation("packs");
  const words = useRuleWords();
  return (
    <Section title={t("rulesTitle")}>
      <div className="table-scroll">
        <table className="table packs-rules" aria-label={t("rulesTitle")}>
          <thead>
            <tr>
              <th scope="col">{t("column.rule")}</th>
              <th scope="col">{t("column.article")}</th>
              <th scope="col">{t("column.parameters")}</th>
              <th scope="col">{t("column.appliesTo")}</th>
              <th scope="col">{t("column.severity")}</th>
            </tr>
          </thead>
          <tbody>
            {pack.rules.map(({ rule, article, parameters, appliesTo, severity, from, to }) => (
              <tr key={`${rule} ${from ?? ""}`}>
                <th scope="row">
                  {words.title(rule)}
                  {(from !== null || to !== null) && <div className="quiet">{words.period(from, to)}</div>}
                </th>
                <td>{article || "–"}</td>
                <td>
                  <Parameters rule={rule} parameters={parameters} />
                </td>
                <td>{words.appliesTo(appliesTo ?? {})}</td>
                <td>{severity === null ? t("unchanged") : words.severity(severity)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

/** What an overlay lays over the rules of its first day. */
function Changes({ pack, board }: { readonly pack: RulePack; readonly board: PackBoard }) {
  const { t } = useTranslation("packs");
  const words = useRuleWords();
  const others = board.packs.map((each) => each.pack).filter(({ name }) => name !== pack.name);
  const under = rulesOn(pack.instrument.effectiveFrom ?? board.today, others);
  return (
    <Section title={t("changesTitle")}>
      <div className="table-scroll">
        <table className="table packs-rules" aria-label={t("changesTitle")}>
          <thead>
            <tr>
              <th scope="col">{t("column.rule")}</th>
              <th scope="col">{t("column.article")}</th>
              <th scope="col">{t("column.before")}</th>
              <th scope="col">{t("column.after")}</th>
            </tr>
          </thead>
          <tbody>
            {pack.rules.map(({ rule, article, parameters, appliesTo, severity, from }) => {
              const held = under[rule] as RuleInForce | undefined;
              const named = Object.keys(parameters);
              const before = Object.fromEntries(
                Object.entries(held?.parameters ?? {}).filter(([key]) => named.includes(key)),
              );
              return (
                <tr key={`${rule} ${from ?? ""}`}>
                  <th scope="row">{words.title(rule)}</th>
                  <td>{article || "–"}</td>
                  <td>
                    {named.length > 0 && <Parameters rule={rule} parameters={before} />}
                    {appliesTo !== null && <div>{words.appliesTo(held?.appliesTo ?? {})}</div>}
                    {severity !== null && held !== undefined && <div>{words.severity(held.severity)}</div>}
                  </td>
                  <td>
                    {named.length > 0 && <Parameters rule={rule} parameters={parameters} />}
                    {appliesTo !== null && <div>{words.appliesTo(appliesTo)}</div>}
                    {severity !== null && <div>{words.severity(severity)}</div>}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
