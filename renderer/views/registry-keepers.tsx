import { useTranslation } from "react-i18next";
import type { RegistryOverview } from "../../shared/ipc/registry.ts";
import { Notice } from "../parts/notice.tsx";
import { Section } from "../parts/page.tsx";
import type { RegistryDesk } from "../state/registry.ts";

/** Keepers of a province's root keys. */
const keepers = 3;

/** At the province: who keeps the root keys, what the next edition brings, and who has signed it. */
export function RegistryKeepers({
  desk,
  overview,
}: {
  readonly desk: RegistryDesk;
  readonly overview: RegistryOverview;
}) {
  const { t } = useTranslation("registry");
  const { roots, next, held } = overview;
  const missing = keepers - roots.length;
  const begin = (instead: string | null) =>
    desk.begin({ what: "root", holder: "", passphrase: "", again: "", instead });
  const lines = next?.roots ?? roots.map((root) => ({ ...root, signed: false }));
  return (
    <Section
      title={next === null ? t("keepers") : t("next", { count: next.version })}
      aside={
        <div className="buttons">
          {missing > 0 && (
            <button type="button" className="button button-small button-main" onClick={() => begin(null)}>
              {t("makeRoot")}
            </button>
          )}
          {next !== null && (
            <>
              <button
                type="button"
                className={next.ready ? "button button-small" : "button button-small button-main"}
                disabled={desk.busy}
                onClick={() => desk.begin({ what: "sign", passphrase: "" })}
              >
                {t("sign")}
              </button>
              <button
                type="button"
                className={next.ready ? "button button-small button-main" : "button button-small"}
                title={t("publishHint")}
                disabled={desk.busy || !next.ready}
                onClick={() => void desk.publish()}
              >
                {t("publish")}
              </button>
            </>
          )}
        </div>
      }
    >
      {missing > 0 && <Notice>{t("missing", { count: roots.length })}</Notice>}
      {missing === 0 && <p>{next === null ? t("nothingNew") : t("news", { count: next.news })}</p>}
      {lines.length > 0 && (
        <table className="table registry-keepers" aria-label={t("keepers")}>
          <thead>
            <tr>
              <th scope="col">{t("keeper")}</th>
              <th scope="col">{t("keyNumber")}</th>
              {next !== null && <th scope="col">{t("signature")}</th>}
              <th scope="col">
                <span className="unseen">{t("replaceRoot")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ keyId, holder, signed }) => (
              <tr key={keyId}>
                <th scope="row">{holder || t("noKeeper")}</th>
                <td className="key-text">{keyId}</td>
                {next !== null && (
                  <td>
                    {signed ? (
                      <span className="sign sign-good">{t("signed")}</span>
                    ) : (
                      <span className="quiet">{t("unsigned")}</span>
                    )}
                  </td>
                )}
                <td>
                  {held !== null && missing === 0 && roots.some((root) => root.keyId === keyId) && (
                    <button
                      type="button"
                      className="button button-small"
                      aria-label={`${t("replaceRoot")}: ${holder}`}
                      onClick={() => begin(keyId)}
                    >
                      {t("replaceRoot")}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="quiet">{t("keepersWhy")}</p>
    </Section>
  );
}
