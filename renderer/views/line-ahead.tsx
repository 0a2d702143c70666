import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { Delivery } from "../../shared/exchange/delivery.ts";
import type { Paper } from "../state/paper.ts";
import { DeliveryFields } from "./delivery-fields.tsx";

/** The line that the paper will leave in the register, and what may be said in it beforehand. */
export function LineAhead({
  paper,
  file,
  onSay,
}: {
  readonly paper: Pick<Paper, "said" | "next" | "recipients">;
  readonly file: string;
  readonly onSay: (said: Delivery) => void;
}) {
  const { t } = useTranslation(["sheet", "custody"]);
  const heading = useId();
  const { said, next, recipients } = paper;
  const parts = [
    said.to,
    said.mark && t(`custody:mark.${said.mark}`),
    said.copies && t("copies", { count: said.copies }),
    said.way && t(`custody:way.${said.way}`),
    said.purpose,
  ].filter((part) => part !== undefined && part !== "" && part !== 0);
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}>{t("line")}</h2>
      <p className="print-desk-line">
        <b>{next === null ? "…" : t("lineNumber", { number: next })}</b> · {file}
        <br />
        {parts.length === 0 ? <span className="quiet">{t("lineEmpty")}</span> : parts.join(" · ")}
      </p>
      <details>
        <summary>{t("lineSay")}</summary>
        <DeliveryFields said={said} recipients={recipients} onChange={(patch) => onSay({ ...said, ...patch })} />
      </details>
    </section>
  );
}
