import { useTranslation } from "react-i18next";
import type { Sum } from "../../shared/exchange/header.ts";
import { totalOf } from "../state/exchange.ts";

/** What became of actions: four parts and the total on which they close. */
export function ClosingSum({ sum }: { readonly sum: Sum }) {
  const { t } = useTranslation("exchange");
  const parts = ["applied", "waiting", "held", "refused"] as const;
  return (
    <dl className="closing-sum">
      {parts.map((part, index) => (
        <div key={part}>
          <dt>{t(`sum.${part}`)}</dt>
          <dd>
            {index > 0 && <span className="closing-sign">+</span>}
            {sum[part]}
          </dd>
        </div>
      ))}
      <div>
        <dt>{t("sum.total")}</dt>
        <dd>
          <span className="closing-sign">=</span>
          {totalOf(sum)}
        </dd>
      </div>
    </dl>
  );
}
