import { useTranslation } from "react-i18next";
import { holdsRestricted } from "../../shared/domain/file-draft.ts";
import { DraftOffer } from "../parts/draft-offer.tsx";
import { Notice } from "../parts/notice.tsx";
import type { Profile } from "../state/profile.ts";
import type { Go } from "../state/screen.ts";
import { useFindingSentence } from "./desk-findings.tsx";
import { labelOf } from "./profile-labels.ts";
import { fieldSpec } from "./profile-sections.ts";

/** A draft of this file that an earlier day left behind. */
export function FileDraftOffer({ profile }: { readonly profile: Profile }) {
  const { offered, resumeDraft, dropDraft } = profile;
  if (offered === null) return null;
  return (
    <DraftOffer
      at={offered.at}
      restricted={holdsRestricted(offered.what)}
      onResume={() => void resumeDraft()}
      onDrop={dropDraft}
    />
  );
}

/** What an undo did, and what it left because it was written since. */
export function UndoneNotice({ undone }: { readonly undone: Profile["undone"] }) {
  const { t } = useTranslation(["profile", "common"]);
  if (undone === null) return null;
  const { records, kept } = undone;
  return (
    <div className="file-said">
      <Notice tone={kept.length === 0 ? "good" : "warn"}>
        <span data-undone={records}>{records === 0 ? t("undo.nothing") : t("undo.done", { count: records })}</span>
        {kept.length > 0 && (
          <>
            <span>{t("undo.kept", { count: kept.length })}</span>
            <ul>
              {kept.map(({ record, field, why }) => {
                const spec = field === null ? undefined : fieldSpec(record.slice(0, record.indexOf(":")), field);
                const what = spec === undefined ? (field ?? "") : labelOf(spec, t);
                const reason =
                  why === "in-use" ? t("undo.inUse") : why === "unknown" ? t("undo.unknown") : t("undo.changed");
                return <li key={`${record} ${field}`}>{[what, reason].filter(Boolean).join(": ")}</li>;
              })}
            </ul>
          </>
        )}
      </Notice>
    </div>
  );
}

/** What is proposed for this file, and where that is decided. */
export function FileProposals({
  proposals,
  onDesk,
}: {
  readonly proposals: Profile["proposals"];
  readonly onDesk: () => void;
}) {
  const { t } = useTranslation("profile");
  const ours = proposals.filter(({ isOurs }) => isOurs).length;
  const second = new Set(proposals.flatMap((one) => (one.second === null ? [] : [one.by]))).size;
  const sent = proposals.filter((one) => one.isOwn && !one.isOurs && one.second === null);
  if (ours + second + sent.length === 0) return null;
  return (
    <Notice tone={ours + second > 0 ? "warn" : "plain"}>
      {second > 0 && <span>{t("proposal.second", { count: second })} </span>}
      {ours > 0 && <span>{t("proposal.ours", { count: ours })} </span>}
      {sent.length > 0 && (
        <span>{t("proposal.elsewhere", { count: sent.length, keeper: sent[0]?.keeper ?? "" })} </span>
      )}
      <button type="button" className="link" onClick={onDesk}>
        {t("proposal.open")}
      </button>
    </Notice>
  );
}

/** What checks found odd in this file, each in a sentence. */
export function FileFindings({
  findings,
  name,
  personId,
  go,
}: {
  readonly findings: Profile["findings"];
  readonly name: string;
  readonly personId: NonNullable<Profile["findings"][number]["personId"]>;
  readonly go: Go;
}) {
  const { t } = useTranslation("profile");
  const sentence = useFindingSentence({ [personId]: name });
  if (findings.length === 0) return null;
  return (
    <Notice tone="warn">
      <span>
        {t("finding.banner", { count: findings.length })}{" "}
        <button type="button" className="link" onClick={() => go("desk", { personId })}>
          {t("finding.open")}
        </button>
      </span>
      <ul className="file-findings">
        {findings.map((finding) => (
          <li key={`${finding.rule} ${finding.records.join(" ")}`}>{sentence(finding)}</li>
        ))}
      </ul>
    </Notice>
  );
}
