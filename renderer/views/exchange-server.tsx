import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { ProblemBanner } from "../parts/notice.tsx";
import { Section } from "../parts/page.tsx";
import type { ServerStore } from "../state/server.ts";
import { shownTime } from "./profile-labels.ts";

/** How the exchange over the province's server stands, while it is switched on. */
export function ExchangeServer({
  useServer,
  fresh,
  arrived,
  show,
}: {
  readonly useServer: ServerStore;
  readonly fresh: number; // bundles that came down and were not looked at
  readonly arrived: () => void; // a round went through: something may have come
  readonly show: () => void;
}) {
  const { t } = useTranslation("server");
  const { state, follow, tryNow } = useServer();
  useEffect(() => follow(), [follow]);
  const at = state?.at ?? "";
  useEffect(() => {
    if (at !== "") arrived();
  }, [at, arrived]);
  if (state === null || state.on === null) return null;
  const { doing, problem, leaving, on } = state;
  return (
    <Section
      title={t("title")}
      aside={
        <button
          type="button"
          className="button button-small"
          disabled={doing === "working"}
          onClick={() => void tryNow()}
        >
          {t("try")}
        </button>
      }
    >
      {problem !== null && <ProblemBanner problem={problem} />}
      <div className="next-step">
        <p className={fresh > 0 ? undefined : "quiet"} data-server={doing}>
          {[
            doing === "working"
              ? t("working")
              : doing === "halted"
                ? t("halted")
                : at === ""
                  ? t("never")
                  : t("idle", { at: shownTime(at) }),
            leaving === 0 ? t("leavingNone") : t("leaving", { count: leaving }),
            ...(fresh > 0 ? [t("fresh", { count: fresh })] : []),
          ].join(" ")}
        </p>
        {fresh > 0 && (
          <button type="button" className="button button-small button-main" onClick={show}>
            {t("look")}
          </button>
        )}
      </div>
      <p className="quiet">{t("onAt", { host: on.host, login: on.login })}</p>
    </Section>
  );
}
