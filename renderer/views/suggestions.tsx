import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { CheckField } from "../parts/check-field.tsx";
import { ProblemBanner } from "../parts/notice.tsx";
import { EmptyState, Page } from "../parts/page.tsx";
import { PickField } from "../parts/pick-field.tsx";
import { SearchField } from "../parts/search-field.tsx";
import type { ScreenProps } from "../state/screen.ts";
import { createSuggestions, type Suggestions as SuggestionsState } from "../state/suggestions.ts";
import { personDetail } from "./person-detail.ts";
import { SuggestionsAims } from "./suggestions-aims.tsx";
import { SuggestionsCandidate } from "./suggestions-candidate.tsx";
import { SuggestionsList } from "./suggestions-list.tsx";
import { SuggestionsOpening } from "./suggestions-opening.tsx";

/** Who might fill an opening: everybody in a stable order, each with the whole explanation. It never decides. */
export function Suggestions({ office, params, go, useScreen }: ScreenProps<"suggestions">) {
  const { t } = useTranslation("suggestions");
  const { back } = useScreen();
  const [useSuggestions] = useState(() => createSuggestions(office, params.opening));
  const screen = useSuggestions();
  const { load, follow, found, opened, place, wanted } = screen;
  useEffect(() => {
    void load();
    return follow();
  }, [load, follow]);
  const named = [wanted.title, place].filter((part) => part !== "").join(", ");
  return (
    <Page
      title={t("title")}
      detail={named === "" ? undefined : t("for", { place: named })}
      onBack={back}
      actions={
        <button type="button" className="button" onClick={() => go("exchanges", {})}>
          {t("toExchanges")}
        </button>
      }
    >
      {screen.problem && <ProblemBanner problem={screen.problem} />}
      <SuggestionsOpening screen={screen} />
      {screen.programme !== null && <SuggestionsAims programme={screen.programme} go={go} />}
      {wanted.title === "" && wanted.postId === null ? (
        <EmptyState title={t("opening.wantTitle")} />
      ) : (
        <>
          <Narrow screen={screen} />
          <p className="quiet">{t("order")}</p>
          <div className={opened === null ? "suggestions" : "suggestions suggestions-two"}>
            {found === null ? (
              <p className="quiet">{t("looking")}</p>
            ) : (
              <SuggestionsList screen={screen} found={found} />
            )}
            {opened !== null && <SuggestionsCandidate opened={opened} screen={screen} go={go} />}
          </div>
        </>
      )}
    </Page>
  );
}

/** What hides some of the list, and the question about somebody who is not in it. */
function Narrow({ screen }: { readonly screen: SuggestionsState }) {
  const { t } = useTranslation("suggestions");
  const { narrowing, units, narrow, open, findPerson } = screen;
  return (
    <fieldset className="suggestions-bar">
      <legend className="unseen">{t("narrow.title")}</legend>
      <div className="suggestions-narrow">
        <PickField
          label={t("narrow.unit")}
          placeholder={t("narrow.anyUnit")}
          items={units}
          textOf={({ name }) => name}
          detailOf={({ parent }) => parent}
          keyOf={({ id }) => id}
          picked={narrowing.unit}
          onPick={(unit) => narrow({ unit })}
        />
        <div className="suggestions-checks">
          <CheckField
            label={t("narrow.planned")}
            value={narrowing.planned}
            onChange={(planned) => narrow({ planned })}
          />
          <CheckField label={t("narrow.clear")} value={narrowing.clear} onChange={(clear) => narrow({ clear })} />
        </div>
        <SearchField
          label={t("why.title")}
          placeholder={t("why.placeholder")}
          find={findPerson}
          textOf={({ name }) => name}
          detailOf={personDetail}
          keyOf={({ id }) => id}
          picked={null}
          onPick={(person) => void open(person)}
        />
      </div>
      <p className="quiet suggestions-note">{t("narrow.note")}</p>
    </fieldset>
  );
}
