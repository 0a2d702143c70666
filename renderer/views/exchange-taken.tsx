import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../parts/form-dialog.tsx";
import { Notice } from "../parts/notice.tsx";
import { Section } from "../parts/page.tsx";
import { TextField } from "../parts/text-field.tsx";
import type { Overview } from "../state/exchange.ts";
import { createReturning, type Returning } from "../state/return-import.ts";
import type { ScreenProps } from "../state/screen.ts";
import { clockNote } from "./exchange-left.tsx";

/** Bundles that were taken, the newest first, each with the way back; and those that were returned and have not come again. */
export function ExchangeTaken({
  office,
  overview: { imports, returned, peers },
}: Pick<ScreenProps<"exchange">, "office"> & { readonly overview: Overview }) {
  const { t } = useTranslation("exchange");
  const [useReturning] = useState(() => createReturning(office));
  const returning = useReturning();
  if (imports.length + returned.length === 0) return null;
  const nameOf = (feed: string) => peers.find(({ peer }) => peer.feed === feed)?.peer.name ?? feed;
  return (
    <Section title={t("taken.title")}>
      {returned.map(({ feed, from, to, at, reason }) => (
        <Notice key={feed} tone="warn">
          {t("taken.returned", { name: nameOf(feed), feed, from, to, at: clockNote(at), reason })}
        </Notice>
      ))}
      {imports.length > 0 && (
        <table className="table taken-bundles">
          <thead>
            <tr>
              <th scope="col">{t("taken.office")}</th>
              <th scope="col">{t("taken.numbers")}</th>
              <th scope="col">{t("taken.at")}</th>
              <th scope="col">{t("taken.sum")}</th>
              <th scope="col">{t("taken.back")}</th>
            </tr>
          </thead>
          <tbody>
            {imports.map((bundle) => {
              const { feed, from, to, at, sum } = bundle;
              return (
                <tr key={`${feed} ${from}`}>
                  <th scope="row">{nameOf(feed)}</th>
                  <td className="nowrap">
                    {from}–{to}
                  </td>
                  <td className="nowrap">{at === "" ? "–" : clockNote(at)}</td>
                  <td className="nowrap">{t("sum.closes", { ...sum, total: to - from + 1 })}</td>
                  <td>
                    <button
                      type="button"
                      className="button button-small"
                      aria-label={t("taken.returnOf", { name: nameOf(feed), from, to })}
                      onClick={() => void returning.look(bundle)}
                    >
                      {t("taken.return")}
                    </button>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {returning.bundle !== null && <ReturnDialog returning={returning} name={nameOf(returning.bundle.feed)} />}
    </Section>
  );
}

function ReturnDialog({ returning, name }: { readonly returning: Returning; readonly name: string }) {
  const { t } = useTranslation("exchange");
  const { bundle, plan, reason, saving, problem, write, giveBack, close } = returning;
  if (bundle === null) return null;
  const stays = plan !== null && plan.upTo >= bundle.from;
  const goes = plan !== null && plan.upTo < plan.was;
  return (
    <FormDialog
      title={t("taken.dialog", { name })}
      close={close}
      saving={saving}
      disabled={!goes || reason.trim() === ""}
      problem={problem}
      save={giveBack}
      submit={t("taken.confirm")}
      danger
    >
      <div className="field-wide" data-return={plan === null ? "" : plan.upTo}>
        {plan !== null && goes && <p>{t("taken.goes", { from: plan.upTo + 1, to: plan.was })}</p>}
        {stays && (
          <Notice tone="warn">
            <p>{t("taken.stays", { from: bundle.from, to: plan.upTo })}</p>
            <p>{[...plan.names, ...(plan.others > 0 ? [t("taken.others", { count: plan.others })] : [])].join(", ")}</p>
          </Notice>
        )}
        {plan !== null && !goes && <p>{t("taken.nothing")}</p>}
        <p className="quiet">{t("taken.after", { name })}</p>
      </div>
      <div className="field-wide">
        <TextField label={t("taken.reason")} required maxLength={500} value={reason} onChange={write} />
      </div>
    </FormDialog>
  );
}
