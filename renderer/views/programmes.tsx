import { useTranslation } from "react-i18next";
import { Page } from "../parts/page.tsx";
import type { ScreenProps } from "../state/screen.ts";

export function Programmes(_props: ScreenProps<"programmes">) {
  const { t } = useTranslation("programmes");
  return <Page title={t("title")}>{null}</Page>;
}
