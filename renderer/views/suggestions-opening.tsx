import { useTranslation } from "react-i18next";
import { moveKinds, movePurposes } from "../../shared/domain/codes/move-codes.ts";
import { DateField } from "../parts/date-field.tsx";
import { Section } from "../parts/page.tsx";
import { SelectField } from "../parts/select-field.tsx";
import { TextField } from "../parts/text-field.tsx";
import type { PostChoice, Suggestions } from "../state/suggestions.ts";
import { useLanguage } from "./language.ts";

/** The opening as it is asked about; every change asks anew. */
export function SuggestionsOpening({ screen: { wanted, posts, want } }: { readonly screen: Suggestions }) {
  const { t } = useTranslation("suggestions");
  const language = useLanguage();
  const postWords = ({ title, places, holders }: PostChoice): string =>
    holders.length < places
      ? t("opening.postVacant", { title })
      : t("opening.postHeld", { title, names: holders.map(({ name }) => name).join(", ") });
  return (
    <Section title={t("opening.title")}>
      <div className="suggestions-opening">
        {posts.length > 0 && (
          <SelectField
            label={t("opening.post")}
            value={wanted.postId}
            empty={t("opening.noPost")}
            options={posts.map((post) => ({ value: post.id, text: postWords(post) }))}
            onChange={(postId) => want({ postId, title: posts.find(({ id }) => id === postId)?.title ?? wanted.title })}
          />
        )}
        <TextField
          label={t("opening.name")}
          value={wanted.title}
          maxLength={200}
          onChange={(title) => want({ title })}
        />
        <DateField label={t("opening.start")} value={wanted.start} onChange={(start) => want({ start })} />
        <DateField
          label={t("opening.plannedEnd")}
          value={wanted.plannedEnd}
          onChange={(plannedEnd) => want({ plannedEnd })}
        />
        <SelectField
          label={t("opening.kind")}
          value={wanted.kind}
          options={moveKinds.map((entry) => ({ value: entry.code, text: entry[language] }))}
          onChange={(kind) => kind !== null && want({ kind })}
        />
        <SelectField
          label={t("opening.purpose")}
          value={wanted.purpose}
          empty={t("opening.noPurpose")}
          options={movePurposes.map((entry) => ({ value: entry.code, text: entry[language] }))}
          onChange={(purpose) => want({ purpose })}
        />
      </div>
    </Section>
  );
}
