import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../parts/form-dialog.tsx";
import { ProblemBanner } from "../parts/notice.tsx";
import { Section } from "../parts/page.tsx";
import { SecretField } from "../parts/secret-field.tsx";
import { TextField } from "../parts/text-field.tsx";
import type { Server, ServerDraft, ServerStore } from "../state/server.ts";

/** Switches the exchange over the province's server on and off; not there in a program that has no network. */
export function ServerSettings({
  useServer,
  mayChange,
}: {
  readonly useServer: ServerStore;
  readonly mayChange: boolean; // by the duties of whoever opened the register
}) {
  const { t } = useTranslation("server");
  const server = useServer();
  const { state, draft, problem, load, open, switchOff } = server;
  useEffect(() => {
    void load();
  }, [load]);
  if (state === null || !state.built) return null;
  const { on } = state;
  return (
    <Section
      title={t("title")}
      aside={
        mayChange && (
          <div className="buttons">
            {on !== null && (
              <button type="button" className="button button-small" onClick={() => void switchOff()}>
                {t("switchOff")}
              </button>
            )}
            <button type="button" className="button button-small" onClick={open}>
              {on === null ? `${t("switchOn")}…` : t("change")}
            </button>
          </div>
        )
      }
    >
      {problem !== null && draft === null && <ProblemBanner problem={problem} />}
      <p>{on === null ? t("off") : t("onAt", { host: on.host, login: on.login })}</p>
      <p className="quiet">{t("lead")}</p>
      {draft !== null && <ServerForm server={server} draft={draft} isOn={on !== null} />}
    </Section>
  );
}

function ServerForm({
  server: { problem, asking, edit, choose, save, close },
  draft,
  isOn,
}: {
  readonly server: Server;
  readonly draft: ServerDraft;
  readonly isOn: boolean;
}) {
  const { t } = useTranslation("server");
  const { address, login, password, certificate, subject } = draft;
  return (
    <FormDialog
      title={t("title")}
      close={close}
      saving={asking}
      problem={problem}
      save={save}
      submit={t(asking ? "asking" : isOn ? "save" : "switchOn")}
    >
      <div className="field-wide">
        <TextField
          label={t("address")}
          hint={t("addressHint")}
          required
          startHere
          name="serverAddress"
          maxLength={300}
          inputMode="url"
          value={address}
          onChange={(next) => edit({ address: next })}
        />
      </div>
      <TextField
        label={t("login")}
        required
        name="serverLogin"
        maxLength={200}
        value={login}
        onChange={(next) => edit({ login: next })}
      />
      <SecretField
        label={t("password")}
        hint={t(isOn ? "passwordKept" : "passwordHint")}
        required={!isOn}
        name="serverPassword"
        value={password}
        onChange={(next) => edit({ password: next })}
      />
      <div className="field-wide">
        <strong>{t("certificate")}</strong>
        <p className="quiet">
          {certificate === "none"
            ? t("certificateNone")
            : certificate === "kept"
              ? t("certificateKept")
              : t("certificateChosen", { subject })}
        </p>
        <div className="buttons">
          <button type="button" className="button button-small" onClick={() => void choose()}>
            {t("choose")}
          </button>
          {certificate !== "none" && (
            <button
              type="button"
              className="button button-small"
              onClick={() => edit({ certificate: "none", subject: "" })}
            >
              {t("drop")}
            </button>
          )}
        </div>
      </div>
    </FormDialog>
  );
}
