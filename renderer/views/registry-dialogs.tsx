import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../parts/dialog.tsx";
import { Field } from "../parts/field.tsx";
import { Form, SubmitButton } from "../parts/form.tsx";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { NumberField } from "../parts/number-field.tsx";
import { SecretField } from "../parts/secret-field.tsx";
import { TextArea, TextField } from "../parts/text-field.tsx";
import { type Doing, digitsOf, fingerprintLength, inFives, type RegistryDesk } from "../state/registry.ts";
import { DigitsDiffer } from "./exchange-enrolling.tsx";

type One<What extends Doing["what"]> = Extract<Doing, { what: What }>;

/** The one dialog of the registry's screen that is open. */
export function RegistryDialog({ desk, doing }: { readonly desk: RegistryDesk; readonly doing: Doing }) {
  switch (doing.what) {
    case "trust":
      return <Trust desk={desk} doing={doing} />;
    case "keys":
      return <AdmitKeys desk={desk} doing={doing} />;
    case "root":
      return <Root desk={desk} doing={doing} />;
    case "sign":
      return <Sign desk={desk} doing={doing} />;
    case "renew":
      return <Renew desk={desk} />;
    case "revoke":
      return <Revoke desk={desk} doing={doing} />;
  }
}

function Frame({
  desk,
  title,
  action,
  ready,
  danger = false,
  children,
}: {
  readonly desk: RegistryDesk;
  readonly title: string;
  readonly action: string;
  readonly ready: boolean;
  readonly danger?: boolean;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation("common");
  return (
    <Dialog
      title={title}
      onClose={desk.close}
      footer={
        <>
          <button type="button" className="button" onClick={desk.close}>
            {t("button.cancel")}
          </button>
          <SubmitButton form="registry-doing" disabled={desk.busy || !ready} danger={danger}>
            {action}
          </SubmitButton>
        </>
      }
    >
      {children}
    </Dialog>
  );
}

function Trust({ desk, doing }: { readonly desk: RegistryDesk; readonly doing: One<"trust"> }) {
  const { t } = useTranslation("registry");
  return (
    <Frame
      desk={desk}
      title={t("admitTitle")}
      action={t("trust")}
      ready={digitsOf(doing.typed).length === fingerprintLength}
    >
      <p>{t("admitLead")}</p>
      <Digits desk={desk} label={t("digits")} typed={doing.typed} differs={t("differs")} />
    </Frame>
  );
}

function AdmitKeys({ desk, doing }: { readonly desk: RegistryDesk; readonly doing: One<"keys"> }) {
  const { t } = useTranslation("registry");
  const { name, feed, typed } = doing;
  return (
    <Frame
      desk={desk}
      title={t("keys.admitTitle", { feed })}
      action={t("keys.admit")}
      ready={digitsOf(typed).length === fingerprintLength}
    >
      <p>{t("keys.admitLead", { name, feed })}</p>
      <Digits desk={desk} label={t("keys.digits")} typed={typed} differs={t("keys.differs")} />
    </Frame>
  );
}

/** The digits that are typed from paper or heard, and where they differ. */
function Digits({
  desk,
  label,
  typed,
  differs,
}: {
  readonly desk: RegistryDesk;
  readonly label: string;
  readonly typed: string;
  readonly differs: string; // what did not happen
}) {
  const { t } = useTranslation("registry");
  const { problem } = desk;
  const type = (next: string) => desk.edit({ typed: next });
  return (
    <>
      <Form id="registry-doing" onSubmit={() => void desk.finish()}>
        <Field label={label} hint={t("counted", { count: digitsOf(typed).length })} wide>
          {(tied) => (
            <input
              {...tied}
              type="text"
              className="input-digits"
              inputMode="numeric"
              autoComplete="off"
              spellCheck={false}
              maxLength={60}
              value={typed}
              placeholder="00000 00000 00000 00000 00000 00000"
              onChange={(event) => type(event.target.value)}
              onBlur={() => type(inFives(typed).join(" "))}
            />
          )}
        </Field>
      </Form>
      {problem?.kind === "fingerprint-differs" ? (
        <DigitsDiffer what={differs} typed={inFives(problem.typed).join(" ")} found={problem.found} />
      ) : (
        problem && <ProblemBanner problem={problem} />
      )}
    </>
  );
}

function Root({ desk, doing }: { readonly desk: RegistryDesk; readonly doing: One<"root"> }) {
  const { t } = useTranslation("registry");
  const { holder, passphrase, again, instead } = doing;
  const differ = again !== "" && again !== passphrase;
  const ready = holder.trim() !== "" && passphrase !== "" && again === passphrase;
  return (
    <Frame desk={desk} title={t("rootTitle")} action={t("chooseStick")} ready={ready}>
      <p>{t("rootLead")}</p>
      {instead !== null && <Notice>{t("replaces", { key: instead })}</Notice>}
      <Form id="registry-doing" onSubmit={() => void desk.finish()}>
        <TextField
          label={t("holder")}
          value={holder}
          onChange={(next) => desk.edit({ holder: next })}
          maxLength={120}
          startHere
          wide
        />
        <SecretField
          label={t("passphrase")}
          value={passphrase}
          onChange={(next) => desk.edit({ passphrase: next })}
          wide
        />
        <SecretField
          label={t("again")}
          value={again}
          onChange={(next) => desk.edit({ again: next })}
          error={differ ? t("differ") : null}
          wide
        />
      </Form>
      {desk.problem && <ProblemBanner problem={desk.problem} />}
    </Frame>
  );
}

function Sign({ desk, doing }: { readonly desk: RegistryDesk; readonly doing: One<"sign"> }) {
  const { t } = useTranslation("registry");
  const version = desk.overview?.next?.version ?? 0;
  return (
    <Frame
      desk={desk}
      title={t("signTitle", { count: version })}
      action={t("chooseKey")}
      ready={doing.passphrase !== ""}
    >
      <p>{t("signLead")}</p>
      <Form id="registry-doing" onSubmit={() => void desk.finish()}>
        <SecretField
          label={t("passphrase")}
          value={doing.passphrase}
          onChange={(passphrase) => desk.edit({ passphrase })}
          startHere
          wide
        />
      </Form>
      {desk.problem && <ProblemBanner problem={desk.problem} />}
    </Frame>
  );
}

function Renew({ desk }: { readonly desk: RegistryDesk }) {
  const { t } = useTranslation("registry");
  const own = desk.overview?.offices.flatMap(({ feeds }) => feeds).find((machine) => machine.own);
  const { upTo = 0, reissued = 0 } = desk.overview?.renewal ?? {};
  return (
    <Frame desk={desk} title={t("renewTitle")} action={t("renew")} ready danger>
      <Form id="registry-doing" onSubmit={() => void desk.finish()}>
        <ul className="lines">
          <li>{t("renewStays", { count: upTo, feed: own?.feed ?? "" })}</li>
          <li>{t("renewMoves", { count: reissued })}</li>
        </ul>
        <p>{t("renewAfter")}</p>
        <p className="quiet">{t("renewOther")}</p>
      </Form>
      {desk.problem && <ProblemBanner problem={desk.problem} />}
    </Frame>
  );
}

function Revoke({ desk, doing }: { readonly desk: RegistryDesk; readonly doing: One<"revoke"> }) {
  const { t } = useTranslation("registry");
  const { machine, number, why } = doing;
  return (
    <Frame
      desk={desk}
      title={t("revokeOf", { feed: machine.feed })}
      action={t("revokeDo")}
      ready={number !== null && why.trim() !== ""}
      danger
    >
      <p>{t("revokeLead")}</p>
      <Form id="registry-doing" onSubmit={() => void desk.finish()}>
        <NumberField
          label={t("revokeUpTo")}
          hint={t("revokeHint", { count: machine.heldUpTo })}
          value={number}
          onChange={(next) => desk.edit({ number: next })}
          least={0}
          most={machine.heldUpTo}
        />
        <TextArea
          label={t("why")}
          value={why}
          onChange={(next) => desk.edit({ why: next })}
          maxLength={1000}
          required
          wide
        />
      </Form>
      {desk.problem && <ProblemBanner problem={desk.problem} />}
    </Frame>
  );
}
