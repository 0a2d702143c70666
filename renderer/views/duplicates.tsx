import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import { useFirstOf } from "../parts/first-of-many.tsx";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { EmptyState, Page, Section } from "../parts/page.tsx";
import { createDuplicates, type DuplicatePair, type Duplicates as DuplicatesState } from "../state/duplicates.ts";
import type { ScreenProps } from "../state/screen.ts";
import { useFieldName } from "./desk-value.tsx";
import { ComparedPair } from "./duplicates-pair.tsx";

/** Pairs laid out at once. */
const step = 50;

/** Files that may be about one person: side by side, joined, told apart, and taken apart again. */
export function Duplicates({ office, params, go, useScreen }: ScreenProps<"duplicates">) {
  const { t } = useTranslation("duplicates");
  const [useDuplicates] = useState(() => createDuplicates(office));
  const state = useDuplicates();
  const { back } = useScreen();
  const { first, more } = useFirstOf(step);
  const { load, follow, pairs, open, joined, said, problem } = state;
  const { pair } = params;
  useEffect(() => {
    void load(pair);
    return follow();
  }, [load, follow, pair]);
  return (
    <Page
      title={t("title")}
      detail={pairs !== null && t("count", { count: pairs.length })}
      onBack={open === null ? back : state.close}
    >
      {problem && <ProblemBanner problem={problem} />}
      {said && (
        <Notice tone="good">
          {said.what === "parted" && said.count > 0
            ? t("said.partedKept", { count: said.count })
            : t(`said.${said.what}`, { count: said.count })}
        </Notice>
      )}
      {open !== null ? (
        <ComparedPair state={state} open={open} go={go} />
      ) : (
        <>
          {pairs === null && <p className="quiet">{t("looking")}</p>}
          {pairs?.length === 0 && <EmptyState title={t("none")} text={t("noneText")} />}
          {pairs !== null && pairs.length > 0 && (
            <Section title={t("pairs")}>
              <p className="quiet">{t("lead")}</p>
              <ul className="pairs">
                {first(pairs).map((each) => (
                  <PairLine
                    key={`${each.first} ${each.second}`}
                    pair={each}
                    onShow={() => void state.show([each.first, each.second])}
                  />
                ))}
              </ul>
              {more(pairs, (count) => t("more", { count }))}
            </Section>
          )}
          {joined.length > 0 && <Looked state={state} />}
        </>
      )}
    </Page>
  );
}

function PairLine({ pair: { people, why }, onShow }: { readonly pair: DuplicatePair; readonly onShow: () => void }) {
  const { t } = useTranslation("duplicates");
  return (
    <li className="pair">
      {people.map((person) => (
        <div key={person.id} className="pair-person">
          <b>{person.name}</b>
          <span className="quiet">
            {[
              person.birthDate === null ? "" : t("born", { date: formatPartialDate(person.birthDate) }),
              person.title,
              person.unit,
            ]
              .filter((part) => part !== "")
              .join(" · ")}
          </span>
        </div>
      ))}
      <div className="pair-why">
        {why.map((each) => (
          <span key={each} className={each.endsWith("differs") ? "sign sign-warn" : "sign"}>
            {t(`why.${each}`)}
          </span>
        ))}
      </div>
      <button
        type="button"
        className="button button-small"
        aria-label={t("compareOf", { first: people[0].name, second: people[1].name })}
        onClick={onShow}
      >
        {t("compare")}
      </button>
    </li>
  );
}

/** Pairs that were decided, and the way back. */
function Looked({ state }: { readonly state: DuplicatesState }) {
  const { t } = useTranslation("duplicates");
  const fieldName = useFieldName();
  return (
    <Section title={t("joined.title")}>
      <ul className="pairs">
        {state.joined.map((each) => {
          const { pair, names, news } = each;
          const [kept, other] = names;
          const words = { kept, other };
          return (
            <li key={pair.id} className="pair pair-looked" data-joined={pair.same}>
              <div className="pair-person">
                <span>{t(pair.same ? "joined.same" : "joined.apart", words)}</span>
                {pair.reason !== "" && <span className="quiet">{pair.reason}</span>}
                {news.length > 0 && (
                  <span className="quiet">
                    {t("joined.news", {
                      count: news.length,
                      fields: news.map(({ field }) => fieldName(pair.personId, field)).join(", "),
                    })}{" "}
                    <button type="button" className="link" disabled={state.busy} onClick={() => void state.news(each)}>
                      {t("joined.take")}
                    </button>
                  </span>
                )}
              </div>
              <button
                type="button"
                className="button button-small"
                disabled={state.busy}
                aria-label={t(pair.same ? "joined.partOf" : "joined.againOf", words)}
                onClick={() => void state.part(pair)}
              >
                {t(pair.same ? "joined.part" : "joined.again")}
              </button>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
