import { useTranslation } from "react-i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import { compareNames } from "../../shared/domain/names.ts";
import type { RecordId } from "../../shared/domain/primitives.ts";
import type { MoveState } from "../../shared/domain/rotation.ts";
import { Dialog } from "../parts/dialog.tsx";
import { Section } from "../parts/page.tsx";
import type { OpenedMoves, ProgrammeFile, RotationRow } from "../state/programme.ts";
import { percentOf } from "./programme-progress.tsx";
import { MoveCount } from "./programme-targets.tsx";

type Open = (opened: OpenedMoves) => void;
type ToMove = (id: RecordId<"rotation">) => void;

/** Who the moves were, as facts beside what the programme itself set out. */
export function ProgrammeShares({ file, open }: { readonly file: ProgrammeFile; readonly open: Open }) {
  const { t } = useTranslation("programmes");
  const total = file.moves.length;
  return (
    <div className="no-print">
      <Section title={t("shares")}>
        <div className="programme-shares">
          <dl className="facts">
            {file.shares.map(({ group, moves, unknown }) => {
              const title = t(`share.${group}`, { age: file.youngUnder });
              return [
                <dt key={`${group} name`}>{title}</dt>,
                <dd key={group}>
                  <MoveCount ids={moves} title={title} open={open} />{" "}
                  {total > 0 && t("shareOf", { total, percent: percentOf(moves.length, total) })}
                  {unknown.length > 0 && (
                    <span className="quiet">
                      {", "}
                      {t("shareUnknown", { count: unknown.length })}
                    </span>
                  )}
                </dd>,
              ];
            })}
          </dl>
          <div>
            <h3>{t("aim")}</h3>
            <p className={file.programme.note === "" ? "quiet" : "programme-note"}>
              {file.programme.note || t("aimNone")}
            </p>
          </div>
        </div>
        <p className="quiet programme-hint">{t("sharesNote")}</p>
      </Section>
    </div>
  );
}

/** Every move of the programme, and how many of them stand where. */
export function MovesTable({
  file,
  open,
  toMove,
}: {
  readonly file: ProgrammeFile;
  readonly open: Open;
  readonly toMove: ToMove;
}) {
  const { t } = useTranslation("programmes");
  const parts = [
    [t("all"), file.moves],
    [t("allComing"), file.coming],
    [t("proposed"), file.proposed],
    [t("untargeted"), file.untargeted],
  ] as const;
  return (
    <div className="no-print">
      <Section title={t("moves")}>
        {file.rows.length === 0 ? (
          <p className="quiet">{t("movesNone")}</p>
        ) : (
          <>
            <ul className="programme-parts">
              {parts.map(([title, ids]) => (
                <li key={title}>
                  {title}: <MoveCount ids={ids} title={title} open={open} />
                </li>
              ))}
            </ul>
            <div className="table-scroll">
              <Rows rows={file.rows} toMove={toMove} label={t("moves")} />
            </div>
          </>
        )}
      </Section>
    </div>
  );
}

/** The moves behind one number, by name; each opens the move. */
export function ProgrammeNames({
  opened,
  rows,
  close,
  toMove,
}: {
  readonly opened: OpenedMoves;
  readonly rows: readonly RotationRow[];
  readonly close: () => void;
  readonly toMove: ToMove;
}) {
  const { t } = useTranslation("programmes");
  const title = t("names", { title: opened.title, count: rows.length });
  return (
    <Dialog wide title={title} onClose={close}>
      <Rows rows={rows.toSorted((a, b) => compareNames(a.name, b.name))} toMove={toMove} label={title} />
    </Dialog>
  );
}

function Rows({
  rows,
  toMove,
  label,
}: {
  readonly rows: readonly RotationRow[];
  readonly toMove: ToMove;
  readonly label: string;
}) {
  const { t } = useTranslation("programmes");
  return (
    <table className="table table-dense" aria-label={label}>
      <MovesHead />
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td>
              <button type="button" className="link" onClick={() => toMove(row.id)}>
                {row.name || "–"}
              </button>
            </td>
            <td>{placeWords(row.from)}</td>
            <td>{placeWords(row.to)}</td>
            <td className="nowrap">{formatPartialDate(row.start)}</td>
            <td className="nowrap">{row.decision}</td>
            <td>{t(`standing.${standingOf(row.state)}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The heads of a table of moves, on screen and on paper. */
export function MovesHead() {
  const { t } = useTranslation("programmes");
  return (
    <thead>
      <tr>
        <th scope="col">{t("person")}</th>
        <th scope="col">{t("fromPlace")}</th>
        <th scope="col">{t("toPlace")}</th>
        <th scope="col">{t("start")}</th>
        <th scope="col">{t("decision")}</th>
        <th scope="col">{t("moveState")}</th>
      </tr>
    </thead>
  );
}

/** Title and unit in one line, the unit once. */
export const placeWords = ({ title, unit }: RotationRow["from"]): string =>
  unit === "" || title.includes(unit) ? title : [title, unit].filter((part) => part !== "").join(", ");

const standings = {
  DECIDE: "decided",
  ACTIVE: "active",
  EXTENDED: "extended",
  FINISHED: "finished",
  RECALLED: "recalled",
  CANCELLED: "cancelled",
} as const;

/** Where a move stands, the steps before its decision as one. */
export const standingOf = (state: MoveState): (typeof standings)[keyof typeof standings] | "proposed" =>
  state in standings ? standings[state as keyof typeof standings] : "proposed";
