import { useTranslation } from "react-i18next";
import type { RecordId } from "../../shared/domain/primitives.ts";
import { Section } from "../parts/page.tsx";
import type { PlanBoard, Planning } from "../state/planning.ts";
import { percentOf } from "./programme-progress.tsx";
import { RuleLine } from "./rule-line.tsx";

/** The plan in numbers, each opening its names: limits, reviews, and shares beside what the rule asks for. */
export function PlanningFigures({ planning, board }: { readonly planning: Planning; readonly board: PlanBoard }) {
  const { t } = useTranslation("planning");
  const people = Object.keys(board.people) as RecordId<"person">[];
  const lines = board.titles.flatMap((title) => title.lines);
  const due = new Set<string>(board.unreviewed);
  const late = unique(lines.filter(({ entry }) => due.has(entry.id)).map(({ entry }) => entry.personId));
  const over = board.titles.filter(({ overLimit }) => overLimit);
  const shown = new Set<string>(people);
  const overPerson = board.overPerson.map(({ personId }) => personId).filter((id) => shown.has(id));
  const { limits } = board;
  return (
    <div className="no-print">
      <Section
        title={t("figures")}
        aside={
          late.length > 0 && (
            <button type="button" className="button" onClick={planning.beginReviewOfAll}>
              {t("reviewAll")}
            </button>
          )
        }
      >
        <ul className="plan-figures">
          <Figure planning={planning} title={t("people")} people={people} />
          {limits !== null && (
            <>
              <Figure
                planning={planning}
                title={t("overTitle", { limit: limits.peoplePerTitle })}
                number={over.length}
                people={unique(over.flatMap((title) => title.people))}
                warn
              />
              <Figure
                planning={planning}
                title={t("overPerson", { limit: limits.titlesPerPerson })}
                people={overPerson}
                warn
              />
            </>
          )}
          <Figure planning={planning} title={t("unreviewed")} people={late} number={board.unreviewed.length} warn />
          {board.shares.map(({ group, people: own, unknown }) => (
            <Figure
              key={group}
              planning={planning}
              title={t(`share.${group}`, { age: board.youngUnder })}
              people={own}
              detail={[
                t("shareOf", { percent: percentOf(own.length, people.length) }),
                ...(unknown.length > 0 ? [t("shareUnknown", { count: unknown.length })] : []),
              ].join(", ")}
            />
          ))}
        </ul>
        {board.aims !== null && (
          <div className="plan-aims">
            <h3>{t("aims")}</h3>
            <RuleLine evaluation={board.aims} />
          </div>
        )}
        <p className="quiet plan-source">
          {[
            limits === null
              ? t("noLimit")
              : t("limitSource", { number: limits.source.instrument.number || limits.source.pack }),
            ...(board.aims === null ? [t("aimsNone")] : []),
            ...(board.withoutPost > 0 && planning.unitId !== null
              ? [t("withoutPost", { count: board.withoutPost })]
              : []),
          ].join(" ")}
        </p>
      </Section>
    </div>
  );
}

function Figure({
  planning,
  title,
  people,
  number = people.length,
  detail = "",
  warn = false,
}: {
  readonly planning: Planning;
  readonly title: string;
  readonly people: readonly RecordId<"person">[];
  readonly number?: number; // where it counts something else than people
  readonly detail?: string;
  readonly warn?: boolean;
}) {
  const { t } = useTranslation("planning");
  return (
    <li className={warn && number > 0 ? "plan-figure plan-figure-warn" : "plan-figure"}>
      {people.length === 0 ? (
        <strong>{number}</strong>
      ) : (
        <button
          type="button"
          className="link"
          aria-label={t("openPeople", { number, title })}
          onClick={() => planning.open({ title, people })}
        >
          <strong>{number}</strong>
        </button>
      )}
      <span>{title}</span>
      {detail !== "" && <span className="quiet">{detail}</span>}
    </li>
  );
}

const unique = <Item,>(items: readonly Item[]): readonly Item[] => [...new Set(items)];
