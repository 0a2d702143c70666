import { useTranslation } from "react-i18next";
import { Dialog } from "../parts/dialog.tsx";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { Progress } from "../parts/page.tsx";
import { SelectField } from "../parts/select-field.tsx";
import type { Exchange, Measure, Packed, Sending } from "../state/exchange.ts";
import type { OpenOffice } from "../state/session.ts";
import { ExtractChoice, useExtractWords } from "./exchange-extract.tsx";
import { ExchangeParts } from "./exchange-parts.tsx";
import { sizeInWords } from "./size.ts";

/** Send to one office: what the bundle will hold, then where it was written and what still has to happen. */
export function ExchangeSending({
  exchange,
  sending,
  office,
}: {
  readonly exchange: Exchange;
  readonly sending: Sending;
  readonly office: OpenOffice;
}) {
  const { t } = useTranslation(["exchange", "common", "server"]);
  const { peer, step, measure, packed, extracted, profile, problem, cancelled, server, by } = sending;
  const words = useExtractWords(office);
  const close = () => step !== "packing" && exchange.closeSending();
  const empty = measure !== null && measure.actions === 0 && measure.receipts === 0 && measure.editions === 0;
  return (
    <Dialog
      title={t("dialog.title", { name: peer.name })}
      onClose={close}
      footer={
        packed === null && extracted === null ? (
          <>
            <button type="button" className="button" disabled={step === "packing"} onClick={close}>
              {t("common:button.cancel")}
            </button>
            <button
              type="button"
              className="button button-main"
              disabled={step !== "measured" || (profile === "full" && (measure === null || empty))}
              onClick={() => void (profile === "full" ? exchange.pack() : exchange.packExtract(words()))}
            >
              {t(profile !== "full" ? "extract.pack" : by === "server" ? "server:pack" : "dialog.pack")}
            </button>
          </>
        ) : (
          <button type="button" className="button button-main" onClick={close}>
            {t("dialog.done")}
          </button>
        )
      }
    >
      {problem && <ProblemBanner problem={problem} />}
      {cancelled && <Notice>{t("dialog.cancelled")}</Notice>}
      {step === "measuring" && <Progress label={t("dialog.measuring")} done={0} total={0} />}
      {step === "packing" && (
        <Progress label={t(by === "server" ? "server:packing" : "dialog.packing")} done={0} total={0} />
      )}
      {step === "measured" && <ExtractChoice profile={profile} showTo={exchange.showTo} />}
      {step === "measured" && measure && profile === "full" && <Contents measure={measure} />}
      {step === "measured" && server !== null && profile === "full" && (
        <SelectField
          label={t("server:way")}
          value={by}
          options={[
            { value: "server", text: t("server:byServer", { host: server }) },
            { value: "folder", text: t("server:byFolder") },
          ]}
          onChange={(way) => exchange.goBy(way ?? "folder")}
        />
      )}
      {step === "measured" && measure && !empty && profile === "full" && by === "folder" && (
        <ExchangeParts cutInto={exchange.cutInto} />
      )}
      {packed && <Result packed={packed} by={by} />}
      {extracted && (
        <>
          <Notice tone="good">
            <p className="notice-what">{t("dialog.packedTitle", { place: extracted.place })}</p>
          </Notice>
          <dl className="facts">
            <dt>{t("dialog.file")}</dt>
            <dd>{extracted.fileName}</dd>
            <dt>{t("dialog.size")}</dt>
            <dd>{sizeInWords(extracted.bytes)}</dd>
            <dt>{t("dialog.number")}</dt>
            <dd>{extracted.number}</dd>
          </dl>
          <p>{t("dialog.both", { file: extracted.fileName })}</p>
          <p>{t("extract.after")}</p>
        </>
      )}
    </Dialog>
  );
}

function Contents({ measure }: { readonly measure: Measure }) {
  const { t } = useTranslation("exchange");
  const { actions, changes, receipts, editions, from, to } = measure;
  return (
    <>
      <div>
        <p>{t("dialog.carries")}</p>
        <ul className="lines">
          <li>{actions === 0 ? t("dialog.noActions") : t("dialog.actions", { count: actions, from, to })}</li>
          {actions > 0 && <li>{t("dialog.changes", { count: changes })}</li>}
          <li>{t("dialog.receipts", { count: receipts })}</li>
          {editions > 0 && <li>{t("dialog.editions", { count: editions })}</li>}
        </ul>
      </div>
      <p className="quiet">{t("dialog.whole")}</p>
    </>
  );
}

function Result({ packed, by }: { readonly packed: Packed; readonly by: Sending["by"] }) {
  const { t } = useTranslation(["exchange", "server"]);
  return (
    <>
      <Notice tone="good">
        <p className="notice-what">
          {t(by === "server" ? "server:packed" : "dialog.packedTitle", { place: packed.place })}
        </p>
      </Notice>
      <dl className="facts">
        <dt>{t("dialog.file")}</dt>
        <dd>{packed.fileName}</dd>
        <dt>{t("dialog.size")}</dt>
        <dd>{sizeInWords(packed.bytes)}</dd>
        <dt>{t("dialog.hash")}</dt>
        <dd title={packed.sha256}>{packed.sha256.slice(0, 16)}…</dd>
        <dt>{t("dialog.number")}</dt>
        <dd>{packed.number}</dd>
      </dl>
      {by === "server" ? null : packed.parts.length === 0 ? (
        <p>{t("dialog.both", { file: packed.fileName })}</p>
      ) : (
        <Parts files={packed.parts} />
      )}
      <p>{t("dialog.after")}</p>
    </>
  );
}

/** The parts by name: each goes into a letter of its own, with its signature. */
function Parts({ files }: { readonly files: readonly string[] }) {
  const { t } = useTranslation("exchange");
  return (
    <div>
      <p>{t("parts.made", { count: files.length })}</p>
      <ol className="lines part-names">
        {files.map((file) => (
          <li key={file} className="file-name">
            {file}
          </li>
        ))}
      </ol>
      <p>{t("parts.sendEach", { count: files.length })}</p>
    </div>
  );
}
