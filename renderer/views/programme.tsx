import { useTranslation } from "react-i18next";
import { Page } from "../parts/page.tsx";
import type { ScreenProps } from "../state/screen.ts";

export function Programme(_props: ScreenProps<"programme">) {
  const { t } = useTranslation("programmes");
  return <Page title={t("programmeTitle")}>{null}</Page>;
}
