import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { titleGroupNames, titleGroups } from "../../shared/domain/statistics/title-group.ts";
import { CheckField } from "../parts/check-field.tsx";
import { DateField } from "../parts/date-field.tsx";
import { Form, SubmitButton } from "../parts/form.tsx";
import { ProblemBanner } from "../parts/notice.tsx";
import { Page, Section } from "../parts/page.tsx";
import { PickField } from "../parts/pick-field.tsx";
import { SelectField } from "../parts/select-field.tsx";
import { createExchanges, type ExchangeLeg } from "../state/exchanges.ts";
import type { ScreenProps } from "../state/screen.ts";

/** Rings in which each takes the post of the next: nobody is left over, and nothing more falls vacant. */
export function Exchanges({ office, go, useScreen }: ScreenProps<"exchanges">) {
  const { t } = useTranslation("suggestions");
  const { back } = useScreen();
  const [useExchanges] = useState(() => createExchanges(office));
  const { wanted, units, found, asking, proposing, problem, load, want, find, propose } = useExchanges();
  useEffect(() => {
    void load();
  }, [load]);
  const { unit, group, start, most } = wanted;
  return (
    <Page
      title={t("exchangesTitle")}
      onBack={back}
      actions={
        <SubmitButton form={formId} disabled={asking || start === null}>
          {asking ? t("exchange.finding") : t("exchange.find")}
        </SubmitButton>
      }
    >
      {problem && <ProblemBanner problem={problem} />}
      <p className="quiet">{t("exchange.lead")}</p>
      <Form id={formId} label={t("exchangesTitle")} className="suggestions-opening" onSubmit={() => void find()}>
        <PickField
          label={t("exchange.unit")}
          placeholder={t("narrow.anyUnit")}
          items={units}
          textOf={({ name }) => name}
          detailOf={({ parent }) => parent}
          keyOf={({ id }) => id}
          picked={unit}
          onPick={(next) => want({ unit: next })}
        />
        <SelectField
          label={t("exchange.group")}
          value={group}
          empty={t("exchange.anyGroup")}
          options={titleGroups.map((value) => ({ value, text: titleGroupNames[value] }))}
          onChange={(next) => want({ group: next })}
        />
        <DateField label={t("exchange.start")} required value={start} onChange={(next) => want({ start: next })} />
        <SelectField
          label={t("exchange.most")}
          value={String(most)}
          options={["2", "3", "4", "5", "6"].map((count) => ({
            value: count,
            text: t("exchange.mostOf", { count: Number(count) }),
          }))}
          onChange={(count) => want({ most: Number(count ?? 2) })}
        />
        <CheckField label={t("exchange.warned")} value={wanted.warned} onChange={(warned) => want({ warned })} />
      </Form>
      {found !== null && (
        <>
          <output>{t("exchange.found", { rings: found.rings.length, holders: found.holders })}</output>
          {found.rings.length === 0 && <p>{t(wanted.warned ? "exchange.noneAtAll" : "exchange.none")}</p>}
          {found.rings.map(({ legs }, at) => (
            <Ring
              key={legs.map(({ personId }) => personId).join(" ")}
              number={at + 1}
              legs={legs}
              proposing={proposing}
              propose={() =>
                void propose(legs).then((rotationId) => {
                  if (rotationId !== null) go("move", { rotationId });
                })
              }
            />
          ))}
          {found.more && <p className="quiet">{t("exchange.more")}</p>}
        </>
      )}
    </Page>
  );
}

const formId = "exchanges";

function Ring({
  number,
  legs,
  proposing,
  propose,
}: {
  readonly number: number;
  readonly legs: readonly ExchangeLeg[];
  readonly proposing: boolean;
  readonly propose: () => void;
}) {
  const { t } = useTranslation(["suggestions", "rules"]);
  const placeOf = ({ title, unit }: ExchangeLeg["from"]) => [title, unit].filter((part) => part !== "").join(", ");
  return (
    <Section
      title={t("exchange.ring", { number, count: legs.length })}
      aside={
        <button
          type="button"
          className="button"
          disabled={proposing}
          aria-label={t("exchange.proposeNamed", { number })}
          onClick={propose}
        >
          {t("exchange.propose")}
        </button>
      }
    >
      <ol className="exchange-ring">
        {legs.map(({ personId, name, from, to, notMet, unknown }) => (
          <li key={personId}>
            <strong>{name}</strong> <span className="quiet">{placeOf(from)}</span>
            <div>
              <span aria-hidden="true">→ </span>
              {t("exchange.to")} {placeOf(to)}
            </div>
            {notMet.length > 0 && (
              <div className="warn-ink">
                {t("exchange.notMet", { rules: notMet.map((rule) => t(`rules:rule.${rule}.title`)).join("; ") })}
              </div>
            )}
            {unknown.length > 0 && (
              <div className="quiet">
                {t("exchange.unknown", { rules: unknown.map((rule) => t(`rules:rule.${rule}.title`)).join("; ") })}
              </div>
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}
