import { useTranslation } from "react-i18next";
import { Page } from "../parts/page.tsx";
import type { ScreenProps } from "../state/screen.ts";

export function Gaps(_props: ScreenProps<"gaps">) {
  const { t } = useTranslation("gaps");
  return <Page title={t("title")}>{null}</Page>;
}
