import { useTranslation } from "react-i18next";
import { OfficeId } from "../../shared/domain/primitives.ts";
import type { OfficeLevel } from "../../shared/ipc/office.ts";
import { Form } from "../parts/form.tsx";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { PassphraseFields } from "../parts/passphrase-fields.tsx";
import { SelectField } from "../parts/select-field.tsx";
import { TextField } from "../parts/text-field.tsx";
import { type KeyShown, type StartStore, strengthOf, typedBack } from "../state/start.ts";
import { Door } from "./door.tsx";
import { RecoveryGroups, TypedBack } from "./recovery-groups.tsx";

/** Make a new office: the form, then its recovery key. */
export function Start({ useStart }: { readonly useStart: StartStore }) {
  const key = useStart((start) => start.key);
  return key === null ? <StartForm useStart={useStart} /> : <RecoveryKey useStart={useStart} shown={key} />;
}

function StartForm({ useStart }: { readonly useStart: StartStore }) {
  const { t } = useTranslation("start");
  const { draft, working, problem, edit, create } = useStart();
  const idWrong = draft.office !== "" && !OfficeId.safeParse(draft.office).success;
  const levels: readonly { readonly value: OfficeLevel; readonly text: string }[] = [
    { value: "district", text: t("create.levelDistrict") },
    { value: "province", text: t("create.levelProvince") },
  ];
  return (
    <Door title={t("create.title")} lead={t("create.lead")}>
      <Form onSubmit={() => void create()} label={t("create.title")}>
        <TextField
          label={t("create.officeName")}
          hint={t("create.officeNameHint")}
          value={draft.officeName}
          onChange={(officeName) => edit({ officeName })}
          maxLength={200}
          name="officeName"
          required
          startHere
        />
        <div className="door-two">
          <TextField
            label={t("create.officeId")}
            hint={t("create.officeIdHint")}
            error={idWrong ? t("create.officeIdWrong") : null}
            invalid={idWrong}
            value={draft.office}
            onChange={(office) => edit({ office: office.toLowerCase() })}
            maxLength={16}
            name="office"
            required
          />
          <SelectField
            label={t("create.level")}
            value={draft.level}
            options={levels}
            onChange={(level) => level && edit({ level })}
            name="level"
          />
        </div>
        <div className="door-two">
          <TextField
            label={t("create.clerkName")}
            value={draft.clerkName}
            onChange={(clerkName) => edit({ clerkName })}
            maxLength={120}
            name="clerkName"
            required
          />
          <TextField
            label={t("create.clerkRole")}
            hint={t("create.clerkRoleHint")}
            value={draft.clerkRole}
            onChange={(clerkRole) => edit({ clerkRole })}
            maxLength={60}
            name="clerkRole"
          />
        </div>
        <PassphraseFields
          label={t("create.passphrase")}
          hint={t("create.passphraseHint")}
          againLabel={t("create.again")}
          chosen={draft}
          strength={strengthOf(draft.passphrase)}
          onChange={edit}
        />
        {problem && <ProblemBanner problem={problem} />}
        <button type="submit" className="button button-main" disabled={working}>
          {working ? t("create.working") : t("create.submit")}
        </button>
      </Form>
    </Door>
  );
}

function RecoveryKey({ useStart, shown }: { readonly useStart: StartStore; readonly shown: KeyShown }) {
  const { t } = useTranslation("start");
  const { draft, working, problem, print, typeBack, goOn } = useStart();
  return (
    <Door title={t("recovery.title")} lead={t("recovery.lead")}>
      <section className="form" aria-label={t("recovery.title")}>
        <h2>{t("recovery.key", { office: draft.officeName })}</h2>
        <RecoveryGroups groups={shown.groups} />
        <p>{t("recovery.todo")}</p>
      </section>
      <div className="buttons no-print">
        <button type="button" className="button" onClick={() => void print()}>
          {t("recovery.print")}
        </button>
        {shown.file && <Notice tone="good">{t("recovery.printed", { file: shown.file })}</Notice>}
      </div>
      <div className="no-print">
        <Form onSubmit={() => void goOn()} label={t("recovery.title")}>
          <p>{t("recovery.check")}</p>
          <div className="door-two">
            <TypedBack shown={shown} typeBack={typeBack} />
          </div>
          {problem && <ProblemBanner problem={problem} />}
          <button type="submit" className="button button-main" disabled={working || !typedBack(shown)}>
            {t("recovery.done")}
          </button>
        </Form>
      </div>
    </Door>
  );
}
