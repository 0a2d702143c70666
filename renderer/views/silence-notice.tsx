import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { ProblemBanner } from "../parts/notice.tsx";
import type { ScreenProps } from "../state/screen.ts";
import { silenceOf } from "../state/silence.ts";

/** In red, where the day begins: what another office has not confirmed for too long. */
export function SilenceNotice({ office, go }: Pick<ScreenProps<"desk">, "office" | "go">) {
  const { t } = useTranslation("outbox");
  const { offices, load } = silenceOf(office)();
  useEffect(() => {
    void load();
  }, [load]);
  const [first, ...others] = offices;
  if (first === undefined) return null;
  const { name, days, from } = first;
  return (
    <ProblemBanner
      problem={{ kind: "unconfirmed-long", days, from }}
      about={others.length === 0 ? name : t("silent.some", { name, count: others.length })}
    >
      <div className="buttons">
        <button type="button" className="button button-small" onClick={() => go("exchange", {})}>
          {t("silent.toExchange")}
        </button>
      </div>
    </ProblemBanner>
  );
}
