import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { duties } from "../../shared/domain/role-table.ts";
import { CheckField } from "../parts/check-field.tsx";
import { FormDialog } from "../parts/form-dialog.tsx";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { Section } from "../parts/page.tsx";
import { PassphraseFields } from "../parts/passphrase-fields.tsx";
import { SecretField } from "../parts/secret-field.tsx";
import { TextField } from "../parts/text-field.tsx";
import { type ClerkLine, type ClerksStore, createClerks, type Doing, may } from "../state/clerks.ts";
import { pickTwo } from "../state/pick-two.ts";
import type { OpenOffice } from "../state/session.ts";
import { strengthOf, typedBack } from "../state/start.ts";
import { RecoveryGroups, TypedBack } from "./recovery-groups.tsx";

/** Who works on this PC and what each is there for; everybody changes their own passphrase here. */
export function Clerks({ office }: { readonly office: OpenOffice }) {
  const { t } = useTranslation("clerks");
  const [useClerks] = useState(() => createClerks(office, pickTwo));
  const { clerks, doing, problem, changed, load, begin } = useClerks();
  useEffect(() => void load(), [load]);
  const keeps = may(office, "clerks");
  return (
    <Section title={t("title")}>
      <p className="quiet">{t("lead")}</p>
      {doing === null && problem && <ProblemBanner problem={problem} />}
      {changed && <Notice tone="good">{t("ownDone")}</Notice>}
      <table className="table table-dense" aria-label={t("title")}>
        <thead>
          <tr>
            <th>{t("columns.number")}</th>
            <th>{t("columns.name")}</th>
            <th>{t("columns.duties")}</th>
            <th>{t("columns.passphrase")}</th>
            {keeps && <th aria-label={t("columns.change")} />}
          </tr>
        </thead>
        <tbody>
          {clerks?.map((clerk) => (
            <Line key={clerk.id} clerk={clerk} keeps={keeps} alone={clerks.length === 1} begin={begin} />
          ))}
        </tbody>
      </table>
      <div className="buttons">
        {keeps && (
          <button type="button" className="button" onClick={() => begin("add")}>
            {t("add")}
          </button>
        )}
        <button type="button" className="button" onClick={() => begin("own")}>
          {t("own")}
        </button>
        {keeps && (
          <button type="button" className="button" onClick={() => begin("recovery")}>
            {t("recovery")}
          </button>
        )}
      </div>
      {doing && <ClerkDialog useClerks={useClerks} doing={doing} recovered={office.opened.recovered} />}
    </Section>
  );
}

function Line({
  clerk,
  keeps,
  alone,
  begin,
}: {
  readonly clerk: ClerkLine;
  readonly keeps: boolean;
  readonly alone: boolean; // nobody else works here
  readonly begin: (what: Doing["what"], clerk: ClerkLine) => void;
}) {
  const { t } = useTranslation("clerks");
  const acts = (["change", "reset", "remove"] as const).filter(
    (what) => !(clerk.isSelf && what === "reset") && !(alone && what === "remove"),
  );
  return (
    <tr>
      <td>{clerk.id.slice(1)}</td>
      <td>
        {[clerk.name, clerk.role].filter(Boolean).join(", ")}
        {clerk.isSelf && " "}
        {clerk.isSelf && <span className="sign">{t("self")}</span>}
      </td>
      <td>{clerk.isGone ? t("gone") : clerk.duties.map((duty) => t(`duty.${duty}`)).join(", ")}</td>
      <td>{clerk.isGone ? "" : t(`passphrase.${clerk.passphrase}`)}</td>
      {keeps && (
        <td>
          {!clerk.isGone && (
            <div className="buttons">
              {acts.map((what) => (
                <button key={what} type="button" className="button button-small" onClick={() => begin(what, clerk)}>
                  {t(what)}
                  <span className="unseen"> {clerk.name}</span>
                </button>
              ))}
            </div>
          )}
        </td>
      )}
    </tr>
  );
}

function ClerkDialog({
  useClerks,
  doing,
  recovered,
}: {
  readonly useClerks: ClerksStore;
  readonly doing: Doing;
  readonly recovered: boolean;
}) {
  const { t } = useTranslation(["clerks", "start"]);
  const { saving, problem, save, edit, typeBack, close } = useClerks();
  const { draft } = doing;
  const name = "clerk" in doing && doing.clerk !== undefined ? doing.clerk.name : "";
  const chosen = (label: string, hint: string) => (
    <PassphraseFields
      label={label}
      hint={hint}
      againLabel={t("start:create.again")}
      chosen={draft}
      strength={strengthOf(draft.passphrase)}
      onChange={edit}
    />
  );
  const frame = { close, saving, save, problem, className: "form" };
  switch (doing.what) {
    case "add":
    case "change":
      return (
        <FormDialog
          {...frame}
          title={doing.what === "add" ? t("addTitle") : t("changeTitle", { name })}
          disabled={draft.duties.length === 0}
        >
          <TextField
            label={t("columns.name")}
            value={draft.name}
            onChange={(typed) => edit({ name: typed })}
            maxLength={120}
            name="name"
            required
          />
          <TextField
            label={t("role")}
            value={draft.role}
            onChange={(role) => edit({ role })}
            maxLength={60}
            name="role"
          />
          <fieldset>
            <legend>{t("duties")}</legend>
            {duties.map((duty) => (
              <CheckField
                key={duty}
                label={t(`dutyIs.${duty}`)}
                value={draft.duties.includes(duty)}
                onChange={(has) =>
                  edit({ duties: duties.filter((one) => (one === duty ? has : draft.duties.includes(one))) })
                }
                name={duty}
              />
            ))}
            {draft.duties.length === 0 && <p className="error">{t("dutiesNone")}</p>}
          </fieldset>
          {doing.what === "add" && chosen(t("firstPassphrase"), t("firstHint"))}
        </FormDialog>
      );
    case "reset":
      return (
        <FormDialog {...frame} title={t("resetTitle", { name })}>
          {chosen(t("firstPassphrase"), t("firstHint"))}
        </FormDialog>
      );
    case "remove":
      return (
        <FormDialog {...frame} title={t("removeTitle", { name })} submit={t("removeDo")} danger>
          <p>{t("removeText")}</p>
        </FormDialog>
      );
    case "own":
      return (
        <FormDialog {...frame} title={t("ownTitle")}>
          {!recovered && (
            <SecretField
              label={t("old")}
              value={draft.old}
              onChange={(old) => edit({ old })}
              name="old"
              required
              startHere
            />
          )}
          {chosen(t("next"), t("start:create.passphraseHint"))}
        </FormDialog>
      );
    case "recovery":
      return doing.key === null ? (
        <FormDialog {...frame} title={t("recoveryTitle")} submit={t("recoveryDo")} danger>
          <p>{t("recoveryAsk")}</p>
        </FormDialog>
      ) : (
        <FormDialog
          {...frame}
          title={t("recoveryTitle")}
          submit={t("start:recovery.done")}
          disabled={!typedBack(doing.key)}
        >
          <p>{t("recoveryText")}</p>
          <RecoveryGroups groups={doing.key.groups} />
          <p>{t("start:recovery.check")}</p>
          <div className="door-two">
            <TypedBack shown={doing.key} typeBack={typeBack} />
          </div>
        </FormDialog>
      );
  }
}
