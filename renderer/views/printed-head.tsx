import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Form } from "../parts/form.tsx";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { Section } from "../parts/page.tsx";
import { TextField } from "../parts/text-field.tsx";
import { createPrintedHead } from "../state/printed-head.ts";
import type { OpenOffice } from "../state/session.ts";

/** Type what a paper says of the ledger, and learn whether the ledger still holds it. */
export function PrintedHeadSection({ office }: { readonly office: OpenOffice }) {
  const { t } = useTranslation("common");
  const [usePrintedHead] = useState(() => createPrintedHead(office));
  const { typed, busy, said, of, problem, type, check } = usePrintedHead();
  return (
    <Section title={t("printedHead.title")}>
      <p className="quiet">{t("printedHead.lead")}</p>
      <Form className="form-grid" onSubmit={() => void check()}>
        <TextField
          label={t("printedHead.label")}
          hint={t("printedHead.hint")}
          maxLength={60}
          value={typed}
          onChange={type}
          wide
        />
        <div className="buttons">
          <button type="submit" className="button" disabled={busy || typed.trim() === ""}>
            {t("printedHead.check")}
          </button>
        </div>
      </Form>
      {problem && <ProblemBanner problem={problem} />}
      {said !== null && (
        <Notice tone={said.kind === "held" ? "good" : "warn"}>
          <span data-printed-head={said.kind}>
            {t(`printedHead.${said.kind}`, {
              number: of,
              since: said.kind === "held" ? said.since : 0,
              last: said.kind === "cut" ? said.last : 0,
            })}
          </span>
        </Notice>
      )}
    </Section>
  );
}
