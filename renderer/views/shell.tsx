import { type ComponentType, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { duties } from "../../shared/domain/role-table.ts";
import { runCommand } from "../parts/commands.ts";
import { Dialog } from "../parts/dialog.tsx";
import { LockIcon } from "../parts/icons.tsx";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { bundleOffersOf, countOffers } from "../state/bundle-offers.ts";
import { may } from "../state/clerks.ts";
import { openDeskCount } from "../state/desk-count.ts";
import type { SaveStateStore } from "../state/save-state.ts";
import type { Place, ScreenName, ScreenProps, ScreenStore } from "../state/screen.ts";
import type { OpenOffice, SessionStore } from "../state/session.ts";
import { openWorkCount } from "../state/work.ts";
import { OwnClosing } from "./closings.tsx";
import { DropZone } from "./drop-zone.tsx";
import { LanguageSwitch } from "./language-switch.tsx";
import { SavedSign } from "./saved-sign.tsx";
import { navigation, screens } from "./screens.tsx";
import { askedBy } from "./shell-keys.ts";
import { Shortcuts } from "./shortcuts.tsx";
import { SilenceNotice } from "./silence-notice.tsx";

/** The open register: navigation, header, and the screen of the moment. */
export function Shell({
  office,
  useSession,
  useScreen,
  useSaveState,
}: {
  readonly office: OpenOffice;
  readonly useSession: SessionStore;
  readonly useScreen: ScreenStore;
  readonly useSaveState: SaveStateStore;
}) {
  const { t } = useTranslation(["common", "start", "work", "clerks"]);
  const { place, wanted, go, back, leave, stay, leaveUnsaved } = useScreen();
  const { lock, status, problem } = useSession();
  const [useDeskCount] = useState(() => openDeskCount(office));
  const [useWorkCount] = useState(() => openWorkCount(office));
  const waiting = useDeskCount((desk) => desk.count);
  const due = useWorkCount((work) => work.count);
  const offers = bundleOffersOf(office)();
  const arrived = countOffers(offers.offers);
  const { follow } = offers;
  useEffect(() => follow(), [follow]);
  const { dropped, seeToDropped } = offers;
  useEffect(() => {
    if (dropped === "bundles") go("exchange", {});
  }, [dropped, go]);
  const [helpShown, setHelpShown] = useState(false);
  const main = useRef<HTMLElement>(null);
  const { opened } = office;

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const asked = askedBy(event);
      if (asked === null || document.querySelector("dialog[open]")) return;
      // Escape belongs to an open list of choices first.
      if (asked.what === "command" && asked.command === "close" && event.defaultPrevented) return;
      // In a field Ctrl+Z takes letters back, as everywhere.
      if (asked.what === "command" && asked.command === "undo" && isTypedIn(event.target)) return;
      switch (asked.what) {
        case "help":
          setHelpShown(true);
          break;
        case "screen": {
          const name = navigation[asked.place]?.name;
          if (name === undefined) return;
          go(name, {});
          break;
        }
        case "command":
          if (!runCommand(asked.command)) {
            if (asked.command === "find") go("people", {});
            else if (asked.command === "add") go("new-person", {});
            else if (asked.command === "close") back();
          }
          break;
      }
      event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [go, back]);

  return (
    <div className="shell">
      <nav className="shell-nav no-print" aria-label={t("nav.label")}>
        <button type="button" className="button skip" onClick={() => main.current?.focus()}>
          {t("skip")}
        </button>
        <p className="shell-brand">{t("program")}</p>
        {navigation.map(({ name, label, apart }) => (
          <button
            key={name}
            type="button"
            className={`nav-link${name === "settings" ? " nav-rest" : ""}${apart ? " nav-apart" : ""}`}
            aria-current={litBy(place) === label ? "page" : undefined}
            onClick={() => go(name, {})}
          >
            {t(`nav.${label}`)}
            {label === "desk" && waiting > 0 && (
              <NavCount count={waiting} says={t("nav.waiting", { count: waiting })} />
            )}
            {label === "exchange" && arrived > 0 && (
              <NavCount count={arrived} says={t("nav.arrived", { count: arrived })} />
            )}
            {label === "work" && due > 0 && <NavCount count={due} says={t("work:navCount", { count: due })} />}
          </button>
        ))}
      </nav>
      <header className="shell-header no-print">
        <span className="shell-office">{opened.officeName}</span>
        <span className="shell-clerk">
          {opened.clerk.name}
          {opened.duties.length < duties.length && (
            <small> ({opened.duties.map((duty) => t(`clerks:duty.${duty}`)).join(", ")})</small>
          )}
        </span>
        <SavedSign useSaveState={useSaveState} readOnly={status?.readOnly ?? null} />
        <LanguageSwitch />
        <button type="button" className="button button-small" onClick={() => leave(() => void lock())}>
          <LockIcon />
          {t("button.lock")}
        </button>
      </header>
      <main id="main" ref={main} className="shell-main" tabIndex={-1}>
        {problem && <ProblemBanner problem={problem} />}
        {dropped === "others" && (
          <ProblemBanner problem={{ kind: "not-a-bundle" }}>
            <div className="buttons">
              <button type="button" className="button button-small" onClick={seeToDropped}>
                {t("button.close")}
              </button>
            </div>
          </ProblemBanner>
        )}
        <ShownScreen key={keyOf(place)} place={place} office={office} useScreen={useScreen} />
      </main>
      <DropZone />
      {helpShown && <Shortcuts onClose={() => setHelpShown(false)} />}
      {wanted && (
        <Dialog
          title={t("unsaved.title")}
          onClose={stay}
          footer={
            <>
              <button type="button" className="button button-danger" onClick={leaveUnsaved}>
                {t("unsaved.leave")}
              </button>
              <button type="button" className="button button-main" onClick={stay}>
                {t("unsaved.stay")}
              </button>
            </>
          }
        >
          <p>{t("unsaved.text")}</p>
        </Dialog>
      )}
    </div>
  );
}

function NavCount({ count, says }: { readonly count: number; readonly says: string }) {
  return (
    <span className="nav-count">
      <span aria-hidden="true">{count > 999 ? "999+" : count}</span>
      <span className="unseen">{says}</span>
    </span>
  );
}

function ShownScreen({
  place,
  office,
  useScreen,
}: {
  readonly place: Place;
  readonly office: OpenOffice;
  readonly useScreen: ScreenStore;
}) {
  const { t } = useTranslation(["start", "clerks"]);
  const go = useScreen((screen) => screen.go);
  const { opened } = office;
  const lacking = deedOfScreen[place.name];
  const entry = screens[place.name];
  // The list pairs each name with its own parameters; the compiler cannot follow that through a lookup.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const Shown = entry.component as ComponentType<ScreenProps<ScreenName>>;
  return (
    <>
      {place.name === "people" && opened.repaired !== null && (
        <Notice tone="warn">{t("repaired", { what: opened.repaired })}</Notice>
      )}
      {place.name === "people" && opened.recovered && (
        <Notice tone="warn">
          {t(opened.duties.length === duties.length ? "clerks:recoveredAlone" : "clerks:recovered")}
        </Notice>
      )}
      <OwnClosing office={office} go={go} />
      {lacking !== undefined && !may(office, lacking) && (
        <Notice tone="warn">
          {t("clerks:not", {
            duties: opened.duties.map((duty) => t(`clerks:duty.${duty}`)).join(", "),
            deed: t(`clerks:deed.${lacking}`),
          })}
        </Notice>
      )}
      {beginsWith.has(place.name) && <SilenceNotice office={office} go={go} />}
      <Shown office={office} params={place.params} go={go} useScreen={useScreen} />
    </>
  );
}

/** What one comes to a screen for, where not everybody may do it; what else stands there can be read. */
const deedOfScreen: Readonly<Partial<Record<ScreenName, "record" | "exchange" | "registry" | "rules">>> = {
  "new-person": "record",
  "rotation-form": "record",
  workbook: "record",
  reorganisation: "record",
  exchange: "exchange",
  registry: "registry",
  "rule-packs": "rules",
};

/** Where the day begins: what is pressing is told there. */
const beginsWith: ReadonlySet<ScreenName> = new Set(["people", "work", "desk"]);

const isTypedIn = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

const litBy = (place: Place) => screens[place.name].under ?? screens[place.name].label;

/** A screen opened with other parameters is another screen: it starts afresh. */
const keyOf = (place: Place): string => JSON.stringify([place.name, place.params]);
