import { useTranslation } from "react-i18next";
import { Page } from "../parts/page.tsx";
import type { ScreenProps } from "../state/screen.ts";

export function RulePacks(_props: ScreenProps<"rule-packs">) {
  const { t } = useTranslation("packs");
  return <Page title={t("title")}>{null}</Page>;
}
