import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { RegistryOverview } from "../../shared/ipc/registry.ts";
import { FindInput } from "../parts/find-input.tsx";
import { matching } from "../parts/match.ts";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { Page, Section } from "../parts/page.tsx";
import { createRegistry, type RegistryDesk, type RegistryMachine } from "../state/registry.ts";
import type { Go, ScreenProps } from "../state/screen.ts";
import { Fingerprint } from "./exchange-own.tsx";
import { RegistryDialog } from "./registry-dialogs.tsx";
import { RegistryKeepers } from "./registry-keepers.tsx";
import { OwnKeys } from "./registry-keys.tsx";

/** From how many offices on the table needs a search box. */
const many = 12;

/** Which PCs may speak for which office: followed by an office, signed and published by the province. */
export function Registry({ office, go }: ScreenProps<"registry">) {
  const { t } = useTranslation("registry");
  const [useRegistry] = useState(() => createRegistry(office));
  const desk = useRegistry();
  const { overview, problem, doing, busy, refresh, follow } = desk;
  useEffect(() => {
    void refresh();
    return follow();
  }, [refresh, follow]);
  const isProvince = office.opened.level === "province";
  const held = overview?.held ?? null;
  return (
    <Page
      title={t("title")}
      detail={overview && (held === null ? t("none") : t("held", { count: held.version }))}
      onBack={() => go("exchange", {})}
      actions={
        <>
          {held !== null && (
            <button type="button" className="button" disabled={busy} onClick={() => void desk.write()}>
              {t("export")}
            </button>
          )}
          <button
            type="button"
            className={isProvince ? "button" : "button button-main"}
            disabled={busy}
            onClick={() => void desk.open()}
          >
            {t("open")}
          </button>
        </>
      }
    >
      <div className="exchange">
        {problem && doing === null && <ProblemBanner problem={problem} />}
        <DoneNotice desk={desk} />
        {overview && (
          <>
            <p className="quiet registry-intro">{t("intro")}</p>
            <Warnings desk={desk} overview={overview} />
            {isProvince && <RegistryKeepers desk={desk} overview={overview} />}
            {held !== null && (
              <Section title={t("roots")}>
                <p>
                  <Fingerprint digits={held.rootDigits} />
                </p>
                <p className="quiet">{isProvince ? t("rootsWhy") : t("rootsHeld")}</p>
              </Section>
            )}
            <Machines desk={desk} overview={overview} mayRevoke={isProvince} go={go} />
            {held !== null && overview.ownEnd === null && !overview.ownStrange && (
              <OwnKeys desk={desk} overview={overview} />
            )}
            <Section
              title={t("identity")}
              aside={
                <button type="button" className="button button-small" onClick={() => desk.begin({ what: "renew" })}>
                  {t("renew")}
                </button>
              }
            >
              <p className="quiet registry-intro">{t("identityWhy")}</p>
            </Section>
          </>
        )}
      </div>
      {doing !== null && <RegistryDialog desk={desk} doing={doing} />}
    </Page>
  );
}

function DoneNotice({ desk: { done } }: { readonly desk: RegistryDesk }) {
  const { t } = useTranslation("registry");
  if (done === null) return null;
  switch (done.what) {
    case "taken":
      return <Notice tone="good">{t("taken", { count: done.version })}</Notice>;
    case "published":
      return <Notice tone="good">{t("published", { count: done.version })}</Notice>;
    case "exported":
      return <Notice tone="good">{t("exported", { file: done.file })}</Notice>;
    case "keys":
      return (
        <Notice tone="good">{done.file === null ? t("keys.ownMade") : t("keys.written", { file: done.file })}</Notice>
      );
    case "admitted":
      return <Notice tone="good">{t("keys.admitted", { feed: done.feed })}</Notice>;
    case "root":
      return <Notice tone="good">{t("rootMade", { file: done.file })}</Notice>;
  }
}

function Warnings({ desk, overview }: { readonly desk: RegistryDesk; readonly overview: RegistryOverview }) {
  const { t } = useTranslation("registry");
  const { ownEnd, ownStrange, offered, rebuild } = overview;
  return (
    <>
      {rebuild && (
        <Notice tone="warn">
          <p className="notice-what">{t("rebuild")}</p>
          <div className="buttons">
            <button type="button" className="button button-main" onClick={() => void desk.lock()}>
              {t("lockNow")}
            </button>
          </div>
        </Notice>
      )}
      {ownEnd !== null && (
        <Notice tone="warn">
          <p className="notice-what">{t("ownEnd", { count: ownEnd })}</p>
          <p>{t("ownEndTodo")}</p>
        </Notice>
      )}
      {ownStrange && (
        <Notice tone="warn">
          <p className="notice-what">{t("ownStrange")}</p>
          <p>{t("ownStrangeTodo")}</p>
        </Notice>
      )}
      {offered !== null && (
        <Notice tone="warn">
          <p className="notice-what">{t("offered", { count: offered.version })}</p>
          <div className="buttons">
            <button
              type="button"
              className="button button-main"
              onClick={() => desk.begin({ what: "trust", typed: "" })}
            >
              {t("admit")}
            </button>
          </div>
        </Notice>
      )}
    </>
  );
}

function Machines({
  desk,
  overview,
  mayRevoke,
  go,
}: {
  readonly desk: RegistryDesk;
  readonly overview: RegistryOverview;
  readonly mayRevoke: boolean;
  readonly go: Go;
}) {
  const { t } = useTranslation(["registry", "closing"]);
  const [typed, setTyped] = useState("");
  const { offices } = overview;
  const shown = matching(
    offices,
    ({ id, name, feeds }) => [name, id, ...feeds.map(({ feed }) => feed)].join(" "),
    typed,
    offices.length,
  );
  return (
    <Section
      title={t("offices")}
      aside={
        <div className="buttons">
          {offices.length > many && <FindInput label={t("find")} value={typed} onChange={setTyped} />}
          {mayRevoke && overview.held !== null && (
            <button
              type="button"
              className="button button-small"
              disabled={desk.busy}
              onClick={() => void desk.openKeys()}
            >
              {t("keys.open")}
            </button>
          )}
        </div>
      }
    >
      <table className="table" aria-label={t("offices")}>
        <thead>
          <tr>
            <th scope="col">{t("office")}</th>
            <th scope="col">{t("machine")}</th>
            <th scope="col">{t("state")}</th>
            <th scope="col" className="number">
              {t("heldUpTo")}
            </th>
            {mayRevoke && <th scope="col">{t("follows")}</th>}
            {mayRevoke && (
              <th scope="col">
                <span className="unseen">{t("revoke")}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {shown.flatMap(({ id, name, feeds, closed }) =>
            feeds.map((machine, i) => (
              <tr key={machine.feed}>
                {i === 0 && (
                  <th scope="rowgroup" rowSpan={feeds.length} className="peer-name">
                    {name}
                    <div className="quiet">{id}</div>
                    {closed && <span className="sign sign-warn">{t("closing:closedSign")}</span>}
                    {mayRevoke && !closed && !feeds.some(({ own }) => own) && (
                      <button
                        type="button"
                        className="link"
                        aria-label={t("closing:openOf", { name })}
                        onClick={() => go("closing", { office: id })}
                      >
                        {t("closing:open")}
                      </button>
                    )}
                  </th>
                )}
                <td className="nowrap">
                  {machine.feed}
                  {machine.own && <span className="quiet"> · {t("thisMachine")}</span>}
                </td>
                <td>
                  <KeyState machine={machine} />
                </td>
                <td className="number">{machine.heldUpTo}</td>
                {mayRevoke && (
                  <td className="nowrap">
                    {machine.registry === 0 ? t("followsNone") : t("followsNumber", { count: machine.registry })}
                  </td>
                )}
                {mayRevoke && (
                  <td>
                    {!machine.own &&
                      (machine.state === "active" ||
                        machine.state === "unpublished" ||
                        machine.state === "changing") && (
                        <button
                          type="button"
                          className="button button-small"
                          aria-label={`${t("revoke")}: ${machine.feed}`}
                          onClick={() => desk.begin({ what: "revoke", machine, number: machine.heldUpTo, why: "" })}
                        >
                          {t("revoke")}
                        </button>
                      )}
                  </td>
                )}
              </tr>
            )),
          )}
        </tbody>
      </table>
    </Section>
  );
}

function KeyState({ machine: { state, upTo } }: { readonly machine: RegistryMachine }) {
  const { t } = useTranslation("registry");
  const words = t(`states.${state}`, { count: upTo ?? 0 });
  return state === "active" ? words : <span className="warn-ink">{words}</span>;
}
