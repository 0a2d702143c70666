import { useTranslation } from "react-i18next";
import { Page } from "../parts/page.tsx";
import type { ScreenProps } from "../state/screen.ts";

export function Suggestions(_props: ScreenProps<"suggestions">) {
  const { t } = useTranslation("suggestions");
  return <Page title={t("title")}>{null}</Page>;
}
