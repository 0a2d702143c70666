import { useTranslation } from "react-i18next";
import type { RecordId } from "../../shared/domain/primitives.ts";
import type { PeopleMarkedStore } from "../state/people-marked.ts";
import type { Go } from "../state/screen.ts";

/** What can be done with the people that are marked, and what they have in common. */
export function MarkedBar({
  useMarked,
  go,
  onOnly,
  onPrint,
}: {
  readonly useMarked: PeopleMarkedStore;
  readonly go: Go;
  readonly onOnly: (only: readonly RecordId<"person">[]) => void;
  readonly onPrint: (people: readonly RecordId<"person">[]) => void;
}) {
  const { t } = useTranslation("people");
  const { marked, count, clear } = useMarked();
  if (marked.size === 0) return null;
  const ids = [...marked];
  const [first, second] = ids;
  return (
    <section className="marked-bar" aria-label={t("marked.label")}>
      <output data-marked={ids.length}>
        <b>{t("marked.count", { count: ids.length })}</b>
        {count &&
          ` · ${[
            t("marked.women", { count: count.women }),
            t("marked.party", { count: count.partyMembers }),
            t("marked.minority", { count: count.minority }),
            ...(count.withoutPost > 0 ? [t("marked.withoutPost", { count: count.withoutPost })] : []),
          ].join(" · ")}`}
      </output>
      <div className="buttons">
        {ids.length === 2 && first !== undefined && second !== undefined && (
          <button
            type="button"
            className="button button-small"
            onClick={() => go("duplicates", { pair: [first, second] })}
          >
            {t("marked.compare")}
          </button>
        )}
        <button type="button" className="button button-small" onClick={() => onOnly(ids.slice(0, 5000))}>
          {t("marked.only")}
        </button>
        <button type="button" className="button button-small" onClick={() => onPrint(ids)}>
          {t("marked.print")}
        </button>
        <button
          type="button"
          className="button button-small"
          disabled={ids.length > 300}
          onClick={() => go("missing-sheets", { people: ids })}
        >
          {t("marked.sheets")}
        </button>
        <button type="button" className="button button-small button-quiet" onClick={clear}>
          {t("marked.clear")}
        </button>
      </div>
    </section>
  );
}
