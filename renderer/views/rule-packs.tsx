import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import { isCheckedRule } from "../../shared/domain/rules/parameters.ts";
import type { RulePack } from "../../shared/domain/rules/rule-pack.ts";
import type { RuleInForce } from "../../shared/domain/rules/rules-on.ts";
import { DateField } from "../parts/date-field.tsx";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { Page, Section } from "../parts/page.tsx";
import {
  createRulePacks,
  type PackBoard,
  type PackOnBoard,
  type RulePacks as RulePacksState,
} from "../state/rule-packs.ts";
import type { Go, ScreenProps } from "../state/screen.ts";
import { RulePackForm } from "./rule-pack-form.tsx";
import { RulePackPage } from "./rule-pack-page.tsx";
import { PackState, Parameters, SourceLines } from "./rule-pack-parts.tsx";
import { useRuleWords } from "./rule-words.ts";

/** The packs of rules on file, one of them, or the form for the next. */
export function RulePacks({ office, params, go, useScreen }: ScreenProps<"rule-packs">) {
  const { t } = useTranslation(["packs", "common"]);
  const [usePacks] = useState(() => createRulePacks(office));
  const [writing, setWriting] = useState<RulePack | "new" | null>(null);
  const packs = usePacks();
  const { board, load, follow, saved, undone, undoProblem } = packs;
  useEffect(() => {
    void load();
    return follow();
  }, [load, follow]);
  if (board === null) return <Page title={t("title")}>{null}</Page>;
  if (writing !== null)
    return (
      <RulePackForm
        packs={packs}
        board={board}
        base={writing === "new" ? null : writing}
        issuer={office.opened.officeName}
        useScreen={useScreen}
        close={() => setWriting(null)}
      />
    );
  const said = (
    <>
      {undoProblem && <ProblemBanner problem={undoProblem} />}
      {undone && <Notice tone="good">{t("undone")}</Notice>}
      {saved !== null && (
        <Notice tone="good">
          {t("saved", { name: saved.name })}{" "}
          <button type="button" className="link" onClick={() => void packs.undo()}>
            {t("undo")}
          </button>
        </Notice>
      )}
    </>
  );
  if (params.pack !== undefined)
    return <RulePackPage board={board} name={params.pack} go={go} said={said} write={setWriting} />;
  return (
    <Page
      title={t("title")}
      onBack={() => go("settings", {})}
      actions={
        board.mayWrite && (
          <button type="button" className="button button-main" onClick={() => setWriting("new")}>
            {t("write")}
          </button>
        )
      }
    >
      {said}
      <PackList board={board} go={go} />
      {board.refused.length > 0 && <Refused board={board} />}
      <OnDay packs={packs} go={go} />
    </Page>
  );
}

/** Each pack once, in its newest version that has begun, or else its newest. */
function PackList({ board, go }: { readonly board: PackBoard; readonly go: Go }) {
  const { t } = useTranslation("packs");
  const words = useRuleWords();
  return (
    <Section title={t("listTitle")}>
      <div className="table-scroll">
        <table className="table packs-table" aria-label={t("listTitle")}>
          <thead>
            <tr>
              <th scope="col">{t("column.name")}</th>
              <th scope="col">{t("column.instrument")}</th>
              <th scope="col">{t("column.effective")}</th>
              <th scope="col">{t("column.version")}</th>
              <th scope="col">{t("column.state")}</th>
              <th scope="col">{t("column.origin")}</th>
            </tr>
          </thead>
          <tbody>
            {latest(board).map((line) => {
              const { name, instrument, version } = line.pack;
              return (
                <tr key={line.pack.id}>
                  <td className="nowrap">
                    <button type="button" className="link" onClick={() => go("rule-packs", { pack: name })}>
                      {name}
                    </button>
                  </td>
                  <td>
                    {[instrument.type, instrument.number === name ? "" : instrument.number].filter(Boolean).join(" ")}
                    <div className="quiet">
                      {[instrument.issuer, formatPartialDate(instrument.issuedOn)].filter(Boolean).join(", ")}
                    </div>
                  </td>
                  <td className="nowrap">{words.period(instrument.effectiveFrom, instrument.effectiveTo)}</td>
                  <td className="number">{version}</td>
                  <td>
                    <PackState pack={line.pack} board={board} />
                  </td>
                  <td>{t(`origin.${line.origin}`, { writer: line.writer })}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

function latest({ packs }: PackBoard): readonly PackOnBoard[] {
  const newest = new Map<string, PackOnBoard>();
  for (const line of packs) {
    const before = newest.get(line.pack.name);
    if (before === undefined || before.pack.version < line.pack.version) newest.set(line.pack.name, line);
  }
  return [...newest.values()];
}

function Refused({ board }: { readonly board: PackBoard }) {
  const { t } = useTranslation(["packs", "rules"]);
  return (
    <Section title={t("refusedTitle")}>
      <p className="quiet">{t("refusedLead")}</p>
      <div className="table-scroll">
        <table className="table" aria-label={t("refusedTitle")}>
          <thead>
            <tr>
              <th scope="col">{t("column.name")}</th>
              <th scope="col">{t("column.version")}</th>
              <th scope="col">{t("column.origin")}</th>
              <th scope="col">{t("column.why")}</th>
            </tr>
          </thead>
          <tbody>
            {board.refused.map(({ id, name, version, writer, problem }) => (
              <tr key={id}>
                <td>{name}</td>
                <td className="number">{version}</td>
                <td>{writer}</td>
                <td>{t(`rules:pack.${problem.kind}`, { at: "", rule: "", held: "", ...problem })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

/** The rules of any day, with where each comes from and what was laid over it. */
function OnDay({ packs, go }: { readonly packs: RulePacksState; readonly go: Go }) {
  const { t } = useTranslation("packs");
  const words = useRuleWords();
  const rules = (Object.values(packs.inForce) as RuleInForce[]).toSorted((a, b) => order(a) - order(b));
  return (
    <Section title={t("onDayTitle")}>
      <div className="packs-day">
        <DateField
          label={t("day")}
          days
          value={packs.day}
          onChange={packs.showDay}
          hint={packs.day === null ? t("dayMissing") : undefined}
        />
      </div>
      <div className="table-scroll">
        <table className="table packs-rules" aria-label={t("onDayTitle")}>
          <thead>
            <tr>
              <th scope="col">{t("column.rule")}</th>
              <th scope="col">{t("column.parameters")}</th>
              <th scope="col">{t("column.appliesTo")}</th>
              <th scope="col">{t("column.severity")}</th>
              <th scope="col">{t("column.source")}</th>
            </tr>
          </thead>
          <tbody>
            {rules.map((rule) => (
              <tr key={rule.rule} className={rule.severity === "off" ? "packs-off" : undefined}>
                <th scope="row">{words.title(rule.rule)}</th>
                <td>
                  <Parameters rule={rule.rule} parameters={rule.parameters} />
                </td>
                <td>{words.appliesTo(rule.appliesTo)}</td>
                <td>{words.severity(rule.severity)}</td>
                <td>
                  <SourceLines rule={rule} go={go} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

/** R01 to R28, then the tables that others use. */
const order = ({ rule }: RuleInForce): number => (isCheckedRule(rule) ? Number(rule.slice(1)) : 99);
