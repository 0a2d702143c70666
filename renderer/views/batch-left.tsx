import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Notice } from "../parts/notice.tsx";
import { batchLeft } from "../state/batch.ts";
import type { Go } from "../state/screen.ts";
import type { OpenOffice } from "../state/session.ts";

/** A batch of forms that was cut off, where the people are chosen for the next one. */
export function BatchLeft({ office, go }: { readonly office: OpenOffice; readonly go: Go }) {
  const { t } = useTranslation("batch");
  const [left, setLeft] = useState<Awaited<ReturnType<typeof batchLeft>>>(null);
  useEffect(() => {
    let gone = false;
    void batchLeft(office).then((found) => gone || setLeft(found));
    return () => {
      gone = true;
    };
  }, [office]);
  if (left === null) return null;
  return (
    <Notice tone="warn">
      {t("waiting", left)}{" "}
      <button type="button" className="link" onClick={() => go("batch", {})}>
        {t("waitingOpen")}
      </button>
    </Notice>
  );
}
