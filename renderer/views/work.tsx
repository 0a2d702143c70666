import { useTranslation } from "react-i18next";
import { Page } from "../parts/page.tsx";
import type { ScreenProps } from "../state/screen.ts";

export function Work(_props: ScreenProps<"work">) {
  const { t } = useTranslation("work");
  return <Page title={t("title")}>{null}</Page>;
}
