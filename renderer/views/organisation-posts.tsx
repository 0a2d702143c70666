import { useState } from "react";
import { useTranslation } from "react-i18next";
import { nameOfCode } from "../../shared/domain/codes/code-list.ts";
import { managingLevels, postRoles } from "../../shared/domain/codes/unit-codes.ts";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import { establishmentOn, holdersOf, type PostOn, sumOf } from "../../shared/domain/organisation/posts.ts";
import type { Post } from "../../shared/domain/post.ts";
import type { RecordId } from "../../shared/domain/primitives.ts";
import { Dialog } from "../parts/dialog.tsx";
import { Section } from "../parts/page.tsx";
import type { OrganisationOnFile, Organisation as OrganisationState } from "../state/organisation.ts";
import type { Go } from "../state/screen.ts";
import { useLanguage } from "./language.ts";
import { PostDialog } from "./organisation-forms.tsx";

/** The establishment of a unit on a day, who holds each post, what is vacant, and who held it before. */
export function OrganisationPosts({
  organisation,
  onFile,
  unitId,
  go,
}: {
  readonly organisation: OrganisationState;
  readonly onFile: OrganisationOnFile;
  readonly unitId: RecordId<"unit">;
  readonly go: Go;
}) {
  const { t } = useTranslation(["organisation", "common"]);
  const { day, knownUntil } = organisation;
  const [editing, setEditing] = useState<Post | "new" | null>(null);
  const [told, setTold] = useState<Post | null>(null);
  const establishment = establishmentOn(
    onFile.posts.filter((post) => post.unitId === unitId),
    onFile.assignments,
    day,
  );
  const sum = sumOf(establishment);
  const mayEdit = knownUntil === null;
  return (
    <Section
      title={t("posts")}
      aside={
        <div className="buttons">
          {onFile.withHolders && sum.posts > 0 && <output className="quiet">{t("postsSum", { ...sum })}</output>}
          {mayEdit && (
            <button type="button" className="button button-small" onClick={() => setEditing("new")}>
              {t("addPost")}
            </button>
          )}
        </div>
      }
    >
      {!onFile.withHolders ? (
        <p className="quiet">{t("common:loading")}</p>
      ) : establishment.length === 0 ? (
        <p className="quiet">{t("noPosts")}</p>
      ) : (
        <div className="table-scroll">
          <table className="table table-dense">
            <thead>
              <tr>
                <th scope="col">{t("post")}</th>
                <th scope="col">{t("managing")}</th>
                <th scope="col" className="number">
                  {t("places")}
                </th>
                <th scope="col">{t("holders")}</th>
                <th scope="col">
                  <span className="unseen">{t("history")}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {establishment.map((each) => (
                <PostLine
                  key={each.post.id}
                  each={each}
                  names={onFile.names}
                  edit={mayEdit ? () => setEditing(each.post) : null}
                  history={() => setTold(each.post)}
                  go={go}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {editing !== null && (
        <PostDialog
          organisation={organisation}
          unitId={unitId}
          before={editing === "new" ? null : editing}
          close={() => setEditing(null)}
        />
      )}
      {told !== null && (
        <Dialog title={`${t("history")}: ${told.title}`} onClose={() => setTold(null)}>
          <ul className="lines">
            {holdersOf(told.id, onFile.assignments, day).map(({ assignment, holds }) => (
              <li key={assignment.id}>
                {onFile.names[assignment.personId] ?? ""}{" "}
                <span className="quiet">
                  {formatPartialDate(assignment.from) || "…"} – {formatPartialDate(assignment.to) || t("now")}{" "}
                  {t(`natures.${assignment.nature}`)} {holds && "●"}
                </span>
              </li>
            ))}
          </ul>
          {holdersOf(told.id, onFile.assignments, day).length === 0 && <p className="quiet">{t("nobody")}</p>}
        </Dialog>
      )}
    </Section>
  );
}

function PostLine({
  each: { post, places, holders, vacant, over },
  names,
  edit,
  history,
  go,
}: {
  readonly each: PostOn;
  readonly names: Readonly<Record<string, string>>;
  readonly edit: (() => void) | null;
  readonly history: () => void;
  readonly go: Go;
}) {
  const { t } = useTranslation("organisation");
  const language = useLanguage();
  return (
    <tr>
      <td>
        {edit === null ? (
          post.title
        ) : (
          <button type="button" className="link" onClick={edit}>
            {post.title}
          </button>
        )}
        <div className="quiet">
          {nameOfCode(postRoles, post.role, language)}
          {post.nonLocal && ` · ${t("nonLocal")}`}
        </div>
      </td>
      <td>
        {post.managingLevel === null ? t("managingNone") : nameOfCode(managingLevels, post.managingLevel, language)}
      </td>
      <td className="number">{places}</td>
      <td>
        {holders.map((holder) => (
          <div key={holder.id}>
            <button type="button" className="link" onClick={() => go("profile", { personId: holder.personId })}>
              {names[holder.personId] || "–"}
            </button>{" "}
            <span className="quiet">
              {formatPartialDate(holder.from)} {t(`natures.${holder.nature}`)}
            </span>
          </div>
        ))}
        {vacant > 0 && <span className="sign">{t("vacant", { count: vacant })}</span>}
        {over > 0 && <span className="sign sign-warn">{t("over", { count: over })}</span>}
      </td>
      <td className="nowrap">
        <button type="button" className="link" onClick={history} aria-label={`${t("history")}: ${post.title}`}>
          {t("history")}
        </button>
      </td>
    </tr>
  );
}
