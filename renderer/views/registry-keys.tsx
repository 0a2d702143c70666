import { useTranslation } from "react-i18next";
import type { RegistryOverview } from "../../shared/ipc/registry.ts";
import { Section } from "../parts/page.tsx";
import type { RegistryDesk } from "../state/registry.ts";
import { Fingerprint } from "./exchange-own.tsx";

/** Other keys for this PC, step by step: made here, named by the province, in force with its next edition. */
export function OwnKeys({ desk, overview }: { readonly desk: RegistryDesk; readonly overview: RegistryOverview }) {
  const { t } = useTranslation("registry");
  const { ahead, offices } = overview;
  const own = offices.flatMap(({ feeds }) => feeds).find((machine) => machine.own);
  return (
    <Section
      title={t("keys.title")}
      aside={
        own?.state !== "changing" && (
          <button
            type="button"
            className="button button-small"
            disabled={desk.busy}
            onClick={() => void desk.changeKeys()}
          >
            {ahead === null ? t("keys.change") : t("keys.again")}
          </button>
        )
      }
    >
      {ahead === null ? (
        <p className="quiet registry-intro">{t("keys.why")}</p>
      ) : (
        <>
          <p>{t("keys.made")}</p>
          <p>
            <Fingerprint digits={ahead} />
          </p>
          <ol className="steps">
            {own?.state === "changing" ? (
              <li>{t("keys.stepSign")}</li>
            ) : (
              <>
                <li>{t("keys.stepSend")}</li>
                <li>{t("keys.stepProvince")}</li>
                <li>{t("keys.stepTake")}</li>
              </>
            )}
          </ol>
          <p className="quiet registry-intro">{t("keys.meanwhile")}</p>
        </>
      )}
    </Section>
  );
}
