import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { unheardDays } from "../../shared/exchange/outbox.ts";
import { ProblemBanner } from "../parts/notice.tsx";
import { NumberField } from "../parts/number-field.tsx";
import { Page, Section } from "../parts/page.tsx";
import { may } from "../state/clerks.ts";
import type { ScreenProps } from "../state/screen.ts";
import { serverOf } from "../state/server.ts";
import { openSettings } from "../state/settings.ts";
import { silenceOf } from "../state/silence.ts";
import { Clerks } from "./clerks.tsx";
import { LanguageSwitch } from "./language-switch.tsx";
import { PrintedHeadSection } from "./printed-head.tsx";
import { ServerSettings } from "./server-settings.tsx";

/** Who we are, what runs here, and sums by which two machines can be compared. */
export function Settings({ office, go }: ScreenProps<"settings">) {
  const { t } = useTranslation(["common", "packs", "outbox"]);
  const [useSettings] = useState(() => openSettings(office));
  const { version, runtime, records, hash, hashing, computeHash } = useSettings();
  const silence = silenceOf(office)();
  const { load: loadSilence } = silence;
  useEffect(() => {
    void loadSilence();
  }, [loadSilence]);
  const { opened } = office;
  return (
    <Page title={t("settings.title")}>
      <Section title={t("settings.office")}>
        <dl className="facts">
          <dt>{t("settings.officeName")}</dt>
          <dd>{opened.officeName}</dd>
          <dt>{t("settings.officeId")}</dt>
          <dd>{opened.office}</dd>
          <dt>{t("settings.level")}</dt>
          <dd>{t(`level.${opened.level}`)}</dd>
          <dt>{t("settings.clerk")}</dt>
          <dd>{[opened.clerk.name, opened.clerk.role].filter(Boolean).join(", ")}</dd>
          <dt>{t("settings.fingerprint")}</dt>
          <dd>{opened.fingerprint}</dd>
          <dt>{t("settings.feed")}</dt>
          <dd>{opened.feed}</dd>
        </dl>
      </Section>
      <Clerks office={office} />
      <Section title={t("packs:title")}>
        <div className="buttons">
          <button type="button" className="button" onClick={() => go("rule-packs", {})}>
            {t("packs:open")}
          </button>
        </div>
      </Section>
      <Section title={t("outbox:silent.setting")}>
        {silence.problem && <ProblemBanner problem={silence.problem} />}
        <NumberField
          label={t("outbox:silent.days")}
          hint={t("outbox:silent.hint", unheardDays)}
          value={silence.limit}
          least={unheardDays.least}
          most={unheardDays.most}
          name="unheardDays"
          onChange={(days) => days !== null && void silence.setLimit(days)}
        />
      </Section>
      <ServerSettings useServer={serverOf(office)} mayChange={may(office, "keys")} />
      <PrintedHeadSection office={office} />
      <Section title={t("settings.program")}>
        <dl className="facts">
          <dt>{t("language.label")}</dt>
          <dd>
            <LanguageSwitch />
          </dd>
          <dt>{t("settings.version")}</dt>
          <dd>{version}</dd>
          <dt>{t("settings.runtime")}</dt>
          <dd>{runtime}</dd>
          <dt>{t("settings.countTotal")}</dt>
          <dd>{records}</dd>
          <dt>{t("settings.stateHash")}</dt>
          <dd>
            {hash ?? (
              <button
                type="button"
                className="button button-small"
                disabled={hashing}
                onClick={() => void computeHash()}
              >
                {t("settings.compute")}
              </button>
            )}
          </dd>
        </dl>
      </Section>
    </Page>
  );
}
