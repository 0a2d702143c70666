import { useState } from "react";
import { useTranslation } from "react-i18next";
import { moveKinds } from "../../shared/domain/codes/move-codes.ts";
import { SearchField } from "../parts/search-field.tsx";
import { SelectField } from "../parts/select-field.tsx";
import {
  isSamePersonTwice,
  legsOf,
  type Mover,
  mostLegs,
  type RotationForm,
  unitNameFor,
} from "../state/rotation-form.ts";
import { useLanguage } from "./language.ts";
import { personDetail } from "./person-detail.ts";

/** Who moves, how, and with whom places are changed: a pair, or a ring in which each goes to the next one's place. */
export function RotationWho({ form }: { readonly form: RotationForm }) {
  const { t } = useTranslation("rotation");
  const language = useLanguage();
  const { mover, partners, draft, edit, pickPerson } = form;
  const [further, setFurther] = useState(0); // fields for further people that were asked for
  const exchange = draft.kind === "HOAN_DOI";
  const fields = exchange ? Math.min(mostLegs - 1, Math.max(1, partners.length, further)) : 0;
  return (
    <section className="section rotation-who" aria-label={t("person")}>
      <Person
        form={form}
        label={t("person")}
        required
        picked={mover}
        hint={undefined}
        onPick={(person) => void pickPerson(person)}
      />
      <SelectField
        label={t("kind")}
        value={draft.kind}
        options={moveKinds.map((entry) => ({ value: entry.code, text: entry[language] }))}
        onChange={(kind) => kind !== null && edit({ kind })}
      />
      <SelectField
        label={t("mode")}
        value={draft.proposal ? "proposal" : "decided"}
        options={[
          { value: "decided", text: t("modeDecided") },
          { value: "proposal", text: t("modeProposal") },
        ]}
        hint={draft.proposal ? t("modeProposalHint") : undefined}
        onChange={(mode) => edit({ proposal: mode === "proposal" })}
      />
      {Array.from({ length: fields }, (_, at) => (
        <Person
          // biome-ignore lint/suspicious/noArrayIndexKey: a place in the ring is its number
          key={at}
          form={form}
          label={at === 0 ? t("partner") : t("partnerNext", { number: at + 2 })}
          picked={partners[at] ?? null}
          hint={at === 0 ? t("partnerHint") : undefined}
          error={at === fields - 1 && isSamePersonTwice(form) ? t("partnerSame") : null}
          onPick={(person) => void form.pickPartner(person, at)}
        />
      ))}
      {exchange && partners.length >= fields && fields < mostLegs - 1 && (
        <div className="rotation-more">
          <button type="button" className="button button-small" onClick={() => setFurther(fields + 1)}>
            {t("partnerAdd")}
          </button>
        </div>
      )}
      {exchange && mover !== null && partners.length > 1 && <Ring form={form} mover={mover} />}
    </section>
  );
}

/** Where each of the ring goes, in words. */
function Ring({ form: { partners, draft, versions }, mover }: { readonly form: RotationForm; readonly mover: Mover }) {
  const { t } = useTranslation("rotation");
  const names = new Map([mover, ...partners].map(({ person }) => [person.id, person.name]));
  return (
    <ol className="rotation-ring" aria-label={t("ring")}>
      {legsOf(mover, partners, draft).map(({ personId, toTitle, toUnitId }) => {
        const unit = unitNameFor(versions, toUnitId, draft.start ?? draft.decisionDate);
        const place = [toTitle, unit].filter((part) => part !== "").join(", ");
        return <li key={personId}>{t("ringLeg", { name: names.get(personId) ?? "", place })}</li>;
      })}
    </ol>
  );
}

function Person({
  form: { find },
  picked,
  hint,
  onPick,
  ...frame
}: {
  readonly form: RotationForm;
  readonly label: string;
  readonly required?: boolean;
  readonly error?: string | null;
  readonly picked: Mover | null;
  readonly hint: string | undefined; // while nobody is picked
  readonly onPick: (person: Mover["person"] | null) => void;
}) {
  const { t } = useTranslation("rotation");
  return (
    <SearchField
      {...frame}
      placeholder={t("personSearch")}
      find={find}
      textOf={(choice) => choice.name}
      detailOf={personDetail}
      keyOf={(choice) => choice.id}
      picked={picked?.person ?? null}
      onPick={onPick}
      hint={picked === null ? hint : personDetail(picked.person)}
    />
  );
}
