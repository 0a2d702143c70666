import { useTranslation } from "react-i18next";
import { Page } from "../parts/page.tsx";
import type { ScreenProps } from "../state/screen.ts";

export function Exchanges(_props: ScreenProps<"exchanges">) {
  const { t } = useTranslation("suggestions");
  return <Page title={t("exchangesTitle")}>{null}</Page>;
}
