import { useTranslation } from "react-i18next";
import { Page } from "../parts/page.tsx";
import type { ScreenProps } from "../state/screen.ts";

export function Move(_props: ScreenProps<"move">) {
  const { t } = useTranslation("move");
  return <Page title={t("title")}>{null}</Page>;
}
