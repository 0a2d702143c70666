import { useTranslation } from "react-i18next";
import { Page } from "../parts/page.tsx";
import type { ScreenProps } from "../state/screen.ts";

export function Gap(_props: ScreenProps<"gap">) {
  const { t } = useTranslation("gaps");
  return <Page title={t("gapTitle")}>{null}</Page>;
}
