import { useState } from "react";
import { useTranslation } from "react-i18next";
import { OfficeId } from "../../shared/domain/primitives.ts";
import type { OfficeLevel } from "../../shared/ipc/office.ts";
import { CheckField } from "../parts/check-field.tsx";
import { Form } from "../parts/form.tsx";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { SecretField } from "../parts/secret-field.tsx";
import { SelectField } from "../parts/select-field.tsx";
import { TextField } from "../parts/text-field.tsx";
import { type KeyShown, type StartStore, sameGroup, strengthOf, typedBack } from "../state/start.ts";
import { Door } from "./door.tsx";

/** Make a new office: the form, then its recovery key. */
export function Start({ useStart }: { readonly useStart: StartStore }) {
  const key = useStart((start) => start.key);
  return key === null ? <StartForm useStart={useStart} /> : <RecoveryKey useStart={useStart} shown={key} />;
}

function StartForm({ useStart }: { readonly useStart: StartStore }) {
  const { t } = useTranslation("start");
  const { draft, working, problem, edit, create } = useStart();
  const [visible, setVisible] = useState(false);
  const { strength, length } = strengthOf(draft.passphrase);
  const idWrong = draft.office !== "" && !OfficeId.safeParse(draft.office).success;
  const differ = draft.again !== "" && draft.again !== draft.passphrase;
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
        <SecretField
          label={t("create.passphrase")}
          hint={t("create.passphraseHint")}
          value={draft.passphrase}
          onChange={(passphrase) => edit({ passphrase })}
          name="passphrase"
          shown={visible}
          error={strength === "short" ? "" : null} // the meter below says so already
          refuse={strength === "short" ? t("meter.short", { count: length }) : ""}
          required
        />
        <div className="meter">
          <meter
            aria-label={t("meter.label")}
            min={0}
            max={3}
            low={1.5}
            high={2.5}
            optimum={3}
            value={{ empty: 0, short: 1, enough: 2, good: 3 }[strength]}
          />
          <p aria-live="polite">{t(`meter.${strength}`, { count: length })}</p>
        </div>
        <SecretField
          label={t("create.again")}
          error={differ ? t("create.differ") : null}
          value={draft.again}
          onChange={(again) => edit({ again })}
          name="again"
          shown={visible}
          refuse={draft.again === draft.passphrase ? "" : t("create.differ")}
          required
        />
        <CheckField label={t("create.show")} value={visible} onChange={setVisible} />
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
  const groups: readonly (0 | 1)[] = [0, 1];
  return (
    <Door title={t("recovery.title")} lead={t("recovery.lead")}>
      <section className="form" aria-label={t("recovery.title")}>
        <h2>{t("recovery.key", { office: draft.officeName })}</h2>
        <ol className="recovery-key">
          {shown.groups.map((group, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two groups may be alike; their place is what tells them apart
            <li key={index}>
              <span>{group}</span>
              <small aria-hidden="true">{index + 1}</small>
            </li>
          ))}
        </ol>
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
            {groups.map((which) => {
              const place = shown.asked[which];
              const typed = shown.typed[which];
              const group = shown.groups[place];
              const wrong = typed.length >= (group?.length ?? 0) && !sameGroup(typed, group);
              return (
                <TextField
                  key={which}
                  label={t("recovery.group", { number: place + 1 })}
                  error={wrong ? t("recovery.wrong") : null}
                  value={typed}
                  onChange={(text) => typeBack(which, text)}
                  maxLength={20}
                  required
                />
              );
            })}
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
