import { useTranslation } from "react-i18next";
import { Form } from "../parts/form.tsx";
import { ProblemBanner } from "../parts/notice.tsx";
import { PassphraseFields } from "../parts/passphrase-fields.tsx";
import type { OwnPassphraseStore } from "../state/own-passphrase.ts";
import { strengthOf } from "../state/start.ts";
import { Door } from "./door.tsx";

/** Replace a passphrase that the key keeper chose, before the register is shown. */
export function OwnPassphrase({ useOwnPassphrase }: { readonly useOwnPassphrase: OwnPassphraseStore }) {
  const { t } = useTranslation(["clerks", "start"]);
  const { next, again, working, problem, edit, replace } = useOwnPassphrase();
  return (
    <Door title={t("firstTitle")} lead={t("firstLead")} narrow>
      <Form onSubmit={() => void replace()} label={t("firstTitle")}>
        <PassphraseFields
          label={t("next")}
          hint={t("start:create.passphraseHint")}
          againLabel={t("again")}
          chosen={{ passphrase: next, again }}
          strength={strengthOf(next)}
          startHere
          onChange={({ passphrase, ...rest }) =>
            edit({ ...rest, ...(passphrase !== undefined && { next: passphrase }) })
          }
        />
        {problem && <ProblemBanner problem={problem} />}
        <button type="submit" className="button button-main" disabled={working}>
          {working ? t("start:unlock.working") : t("firstSubmit")}
        </button>
      </Form>
    </Door>
  );
}
