import { useTranslation } from "react-i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import type { Evaluation } from "../../shared/domain/rules/evaluate.ts";
import { CloseIcon } from "../parts/icons.tsx";
import type { Go } from "../state/screen.ts";
import type { CandidateChain, CandidateFile, OpenedCandidate, Suggestions } from "../state/suggestions.ts";
import { RuleLine, useRecordsRead } from "./rule-line.tsx";

/** One person held against the opening: every rule with its source, what going would leave open, and why somebody is not listed. */
export function SuggestionsCandidate({
  opened: { personId, name, file, chain },
  screen,
  go,
}: {
  readonly opened: OpenedCandidate;
  readonly screen: Suggestions;
  readonly go: Go;
}) {
  const { t } = useTranslation("suggestions");
  return (
    <aside className="section candidate-file" aria-label={name}>
      <div className="section-head">
        <h2>{name}</h2>
        <button
          type="button"
          className="button-icon"
          aria-label={t("candidate.close")}
          title={t("candidate.close")}
          onClick={() => void screen.open(null)}
        >
          <CloseIcon />
        </button>
      </div>
      {file === null ? (
        <p className="quiet">{t("looking")}</p>
      ) : (
        <>
          <Where file={file} />
          <div className="buttons">
            {file.kind !== "no-file" && (
              <button type="button" className="button" onClick={() => go("profile", { personId })}>
                {t("candidate.profile")}
              </button>
            )}
            {file.kind === "listed" && (
              <button
                type="button"
                className="button button-main"
                disabled={screen.proposing}
                aria-label={t("candidate.proposeNamed", { name })}
                onClick={() =>
                  void screen.propose(file.row).then((rotationId) => {
                    if (rotationId !== null) go("move", { rotationId });
                  })
                }
              >
                {t("candidate.propose")}
              </button>
            )}
          </div>
          {file.kind === "listed" && <Chain chain={chain} />}
          {file.kind !== "no-file" && <Rules evaluations={file.evaluations} go={go} />}
        </>
      )}
    </aside>
  );
}

/** Where somebody stands, or why not in the list. */
function Where({ file }: { readonly file: CandidateFile }) {
  const { t } = useTranslation(["suggestions", "rules"]);
  if (file.kind === "no-file") return <p>{t("why.noFile")}</p>;
  if (file.kind === "excluded") return <p>{t("why.excluded", { why: t(`rules:excluded.${file.why}`) })}</p>;
  const { row, narrowedOut } = file;
  return (
    <>
      <p>{t(narrowedOut ? "why.narrowedOut" : "why.listed", { place: row.place })}</p>
      <dl className="facts">
        <dt>{t("candidate.leaves")}</dt>
        <dd>
          {row.leaves === null
            ? t("noPost")
            : [row.leaves.title, row.leaves.unit].filter((part) => part !== "").join(", ")}
        </dd>
        <dt>{t("candidate.born")}</dt>
        <dd>{formatPartialDate(row.birthDate) || "–"}</dd>
      </dl>
    </>
  );
}

function Rules({ evaluations, go }: { readonly evaluations: readonly Evaluation[]; readonly go: Go }) {
  const { t } = useTranslation("suggestions");
  const of = (...results: readonly Evaluation["result"][]) =>
    evaluations.filter(({ result }) => results.includes(result));
  const apart = of("not-applicable");
  return (
    <>
      <h3>{t("candidate.rules")}</h3>
      <ul className="candidate-rules">
        {[...of("not-met"), ...of("unknown"), ...of("met")].map((evaluation) => (
          <Rule key={evaluation.rule} evaluation={evaluation} go={go} />
        ))}
      </ul>
      {apart.length > 0 && (
        <details>
          <summary>{t("candidate.notApplicable", { count: apart.length })}</summary>
          <ul className="candidate-rules">
            {apart.map((evaluation) => (
              <Rule key={evaluation.rule} evaluation={evaluation} go={go} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Rule({ evaluation, go }: { readonly evaluation: Evaluation; readonly go: Go }) {
  const { t } = useTranslation("suggestions");
  const { rule, result, source } = evaluation;
  const kinds = useRecordsRead(evaluation);
  return (
    <li data-rule={rule} data-result={result}>
      <RuleLine evaluation={evaluation} />
      <p className="quiet candidate-rule-foot">
        {kinds !== "" && <span>{t("candidate.records", { kinds })}</span>}
        <button type="button" className="link" onClick={() => go("rule-packs", { pack: source.pack })}>
          {t("candidate.pack", { pack: source.pack })}
        </button>
      </p>
    </li>
  );
}

/** What going would open, and who might follow: an idea of the chain, step by step. */
function Chain({ chain }: { readonly chain: CandidateChain | null }) {
  const { t } = useTranslation("suggestions");
  if (chain === null) return <p className="quiet">{t("chain.working")}</p>;
  const { steps: links, end } = chain;
  const steps = links.slice(1); // the first is the opening itself, taken by whoever is looked at
  const placeOf = (step: CandidateChain["steps"][number] | undefined) =>
    step === undefined ? "" : [step.title, step.unit].filter((part) => part !== "").join(", ");
  return (
    <>
      <h3>{t("chain.title")}</h3>
      {steps.length > 0 && (
        <ol className="candidate-chain">
          {steps.map((step, at) => (
            <li key={`${step.title} ${step.unit} ${step.person?.id ?? at}`}>
              <span className="quiet">{t("chain.opens")}</span> {placeOf(step)}
              <div>
                <span aria-hidden="true">→ </span>
                {step.person === null ? (
                  t("chain.nobody")
                ) : (
                  <>
                    {step.person.name} <span className="quiet">({t("chain.takes")})</span>
                  </>
                )}
              </div>
            </li>
          ))}
        </ol>
      )}
      <p>{t(`chain.end.${end}`, { place: placeOf(links.at(-1)) })}</p>
      {steps.length > 0 && <p className="quiet">{t("chain.note")}</p>}
    </>
  );
}
