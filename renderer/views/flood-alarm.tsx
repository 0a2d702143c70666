import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { WarnIcon } from "../parts/icons.tsx";
import { createFloods } from "../state/floods.ts";
import type { ScreenProps } from "../state/screen.ts";
import { sizeInWords } from "./size.ts";

/** Feeds that left too much lying here: which, how much, and what to do. Nothing where there is none. */
export function FloodAlarm({
  office,
  go,
  at,
}: Pick<ScreenProps<"desk">, "office" | "go"> & { readonly at: "desk" | "exchange" }) {
  const { t } = useTranslation("exchange");
  const [useFloods] = useState(() => createFloods(office));
  const { feeds, load, follow } = useFloods();
  useEffect(() => {
    void load();
    return follow();
  }, [load, follow]);
  return feeds.map(({ feed, name, why, found, cap }) => (
    <div key={feed} className="notice notice-bad" role="alert" data-flood={why}>
      <WarnIcon />
      <div className="notice-text">
        <p className="notice-what">
          {why === "actions"
            ? t("flood.actions", { name, feed, found, cap })
            : t("flood.bytes", { name, feed, found: sizeInWords(found), cap: sizeInWords(cap) })}
        </p>
        <p>{t(`flood.${why}Todo`)}</p>
        <div className="buttons">
          <button
            type="button"
            className="button button-small"
            onClick={() => (at === "desk" ? go("exchange", {}) : go("desk", {}))}
          >
            {t(at === "desk" ? "flood.toExchange" : "flood.toDesk")}
          </button>
        </div>
      </div>
    </div>
  ));
}
