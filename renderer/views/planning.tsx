import { useTranslation } from "react-i18next";
import { Page } from "../parts/page.tsx";
import type { ScreenProps } from "../state/screen.ts";

export function Planning(_props: ScreenProps<"planning">) {
  const { t } = useTranslation("planning");
  return <Page title={t("title")}>{null}</Page>;
}
