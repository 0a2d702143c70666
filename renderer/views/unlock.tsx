import { useTranslation } from "react-i18next";
import { Form } from "../parts/form.tsx";
import { ProblemBanner } from "../parts/notice.tsx";
import { SecretField } from "../parts/secret-field.tsx";
import { SelectField } from "../parts/select-field.tsx";
import type { UnlockStore } from "../state/unlock.ts";
import { Door } from "./door.tsx";

/** Open a closed register by passphrase or by the recovery key from the safe. */
export function Unlock({
  useUnlock,
  officeName,
  clerks,
}: {
  readonly useUnlock: UnlockStore;
  readonly officeName: string;
  readonly clerks: readonly string[]; // by number
}) {
  const { t } = useTranslation(["start", "clerks"]);
  const { secret, clerk, by, working, problem, type, name, change, open } = useUnlock();
  const byKey = by === "recovery-key";
  return (
    <Door title={t("unlock.title")} lead={officeName} narrow>
      <Form onSubmit={() => void open()} label={t("unlock.title")}>
        {!byKey && clerks.length > 1 && (
          <SelectField
            label={t("clerks:who")}
            hint={t("clerks:whoHint")}
            value={clerk ?? clerks[0] ?? null}
            options={clerks.map((id) => ({ value: id, text: t("clerks:number", { number: id.slice(1) }) }))}
            onChange={(id) => id !== null && name(id)}
            name="clerk"
          />
        )}
        <SecretField
          key={by}
          label={byKey ? t("unlock.recoveryKey") : t("unlock.secret")}
          hint={byKey ? t("unlock.recoveryHint") : undefined}
          value={secret}
          onChange={type}
          name="secret"
          shown={byKey}
          required
          startHere
        />
        {problem && <ProblemBanner problem={problem} />}
        <button type="submit" className="button button-main" disabled={working}>
          {working ? t("unlock.working") : t("unlock.submit")}
        </button>
        <button
          type="button"
          className="button button-quiet"
          disabled={working}
          onClick={() => change(byKey ? "passphrase" : "recovery-key")}
        >
          {byKey ? t("unlock.usePassphrase") : t("unlock.useRecovery")}
        </button>
      </Form>
    </Door>
  );
}
