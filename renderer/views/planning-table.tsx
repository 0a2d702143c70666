import { useTranslation } from "react-i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import type { RecordId } from "../../shared/domain/primitives.ts";
import type { OpenedPeople, PlanBoard, PlanHolder, PlanLine, Planning, PlanTitle } from "../state/planning.ts";

type ToProfile = (personId: RecordId<"person">) => void;
type Look = (id: RecordId<"plan-entry">) => void;

/** One line a title: the post with who holds it and when it falls vacant, and who is planned for it. */
export function PlanningTable({
  planning,
  board,
  look,
  toProfile,
}: {
  readonly planning: Planning;
  readonly board: PlanBoard;
  readonly look: Look;
  readonly toProfile: ToProfile;
}) {
  const { t } = useTranslation("planning");
  const shown = board.titles.slice(0, planning.shown);
  const over = new Set<string>(board.overPerson.map(({ personId }) => personId));
  return (
    <div className="section table-scroll no-print">
      <table className="table table-dense plan-table" aria-label={t("title")}>
        <thead>
          <tr>
            <th scope="col">{t("titleColumn")}</th>
            <th scope="col">{t("holders")}</th>
            <th scope="col">{t("planned")}</th>
            <th scope="col" className="number">
              {t("count")}
            </th>
            <th scope="col" className="number" title={t("ratioHint")}>
              {t("ratio")}
            </th>
            <th scope="col" className="number">
              {t("rotated")}
            </th>
            <th scope="col" className="number">
              {t("appointed")}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((title) => (
            <TitleRow
              key={title.key}
              title={title}
              board={board}
              over={over}
              open={planning.open}
              look={look}
              toProfile={toProfile}
            />
          ))}
        </tbody>
      </table>
      {shown.length < board.titles.length && (
        <div className="buttons">
          <button type="button" className="button button-quiet" onClick={planning.more}>
            {t("more")}
          </button>
          <output className="quiet">{t("shown", { shown: shown.length, count: board.titles.length })}</output>
        </div>
      )}
    </div>
  );
}

function TitleRow({
  title,
  board,
  over,
  open,
  look,
  toProfile,
}: {
  readonly title: PlanTitle;
  readonly board: PlanBoard;
  readonly over: ReadonlySet<string>;
  readonly open: (opened: OpenedPeople) => void;
  readonly look: Look;
  readonly toProfile: ToProfile;
}) {
  const { t } = useTranslation("planning");
  const { limits } = board;
  return (
    <tr>
      <th scope="row" className="plan-title">
        {title.title || "–"}
        <div className="quiet">{title.postId === null ? t("postNone") : title.unit}</div>
      </th>
      <td>
        {title.holders.map((holder) => (
          <Holder key={holder.personId} holder={holder} toProfile={toProfile} />
        ))}
        {title.vacant > 0 && <span className="sign">{t("vacant", { count: title.vacant })}</span>}
        {title.postId === null && <span className="quiet">–</span>}
      </td>
      <td>
        <ol className="plan-people">
          {title.lines.map((line) => (
            <Planned
              key={line.entry.id}
              line={line}
              board={board}
              over={over.has(line.entry.personId)}
              look={look}
              toProfile={toProfile}
            />
          ))}
        </ol>
      </td>
      <td className="number">
        <PeopleCount
          people={title.people}
          title={title.title}
          text={
            limits === null
              ? String(title.people.length)
              : t("countOf", { count: title.people.length, limit: limits.peoplePerTitle })
          }
          open={open}
        />
        {title.overLimit && (
          <div>
            <span className="sign sign-warn">{t("sign.over")}</span>
          </div>
        )}
      </td>
      <td className="number">
        {title.ratio === null ? "–" : title.ratio.toFixed(1).replace(".0", "").replace(".", ",")}
      </td>
      <td className="number">
        <PeopleCount people={title.rotated} title={`${title.title}: ${t("rotated").toLowerCase()}`} open={open} />
      </td>
      <td className="number">
        <PeopleCount people={title.appointed} title={`${title.title}: ${t("appointed").toLowerCase()}`} open={open} />
      </td>
    </tr>
  );
}

function Holder({ holder, toProfile }: { readonly holder: PlanHolder; readonly toProfile: ToProfile }) {
  const leaves = useLeavesWords();
  return (
    <div className="plan-holder">
      <button type="button" className="link" onClick={() => toProfile(holder.personId)}>
        {holder.name || "–"}
      </button>
      {holder.birthDate !== null && ` (${holder.birthDate.slice(0, 4)})`}
      <div className="quiet">{leaves(holder)}</div>
    </div>
  );
}

/** When and why a holder leaves, in words. */
export function useLeavesWords(): (holder: PlanHolder) => string {
  const { t } = useTranslation("planning");
  return ({ leaves }) => {
    if (leaves === null || leaves.on === null) return t("leavesUnknown");
    const exact = formatPartialDate(leaves.on);
    const day = leaves.about ? t("about", { day: exact }) : exact;
    const { why } = leaves;
    return t(why === "no-holder" || why === "weak" || why === "by-hand" ? "leaves.other" : `leaves.${why}`, { day });
  };
}

function Planned({
  line,
  board,
  over,
  look,
  toProfile,
}: {
  readonly line: PlanLine;
  readonly board: PlanBoard;
  readonly over: boolean;
  readonly look: Look;
  readonly toProfile: ToProfile;
}) {
  const { t } = useTranslation("planning");
  const person = board.people[line.entry.personId];
  const name = person?.name || "–";
  return (
    <li>
      <div className="plan-person">
        <div>
          <button type="button" className="link" onClick={() => toProfile(line.entry.personId)}>
            {name}
          </button>
          {person?.birthDate != null && ` (${person.birthDate.slice(0, 4)})`}
          {person?.post ? <span className="quiet">{`, ${person.post}`}</span> : null}
          <div className="plan-signs">
            {line.review === "not-met" && <span className="sign sign-warn">{t("sign.unreviewed")}</span>}
            {line.review === "unknown" && <span className="sign">{t("sign.reviewUnknown")}</span>}
            {over && <span className="sign sign-warn">{t("sign.overPerson")}</span>}
            {line.rotated && <span className="sign sign-good">{t("sign.rotated")}</span>}
            {line.appointed && <span className="sign sign-good">{t("sign.appointed")}</span>}
          </div>
        </div>
        <button
          type="button"
          className="button button-small"
          aria-label={t("look", { name })}
          onClick={() => look(line.entry.id)}
        >
          {t("lookShort")}
        </button>
      </div>
    </li>
  );
}

function PeopleCount({
  people,
  title,
  text = String(people.length),
  open,
}: {
  readonly people: readonly RecordId<"person">[];
  readonly title: string;
  readonly text?: string;
  readonly open: (opened: OpenedPeople) => void;
}) {
  const { t } = useTranslation("planning");
  if (people.length === 0) return <span className="moves-nought">0</span>;
  return (
    <button
      type="button"
      className="link moves-count nowrap"
      aria-label={t("openPeople", { number: text, title })}
      onClick={() => open({ title, people })}
    >
      {text}
    </button>
  );
}
