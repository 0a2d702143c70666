import { useTranslation } from "react-i18next";
import { nameOfCode } from "../../shared/domain/codes/code-list.ts";
import { directions, moveKinds } from "../../shared/domain/codes/move-codes.ts";
import type { MoveKind } from "../../shared/domain/rotation.ts";
import type { ArrangementCount, ExchangeCount, MoveIds, MovesTable } from "../../shared/domain/statistics/moves.ts";
import { titleGroupNames } from "../../shared/domain/statistics/title-group.ts";
import { useLanguage } from "./language.ts";

/** A number that was pressed, and the moves behind it. */
type Open = (opened: { readonly title: string; readonly ids: MoveIds }) => void;

/** Moves that are counted by direction; arrangement has its own table. */
const counted: readonly MoveKind[] = ["LUAN_CHUYEN", "HOAN_DOI", "DIEU_DONG", "BIET_PHAI", "TANG_CUONG"];

/** The three parts of the table: by direction and kind, exchanges, arrangement. */
export function MovesTables({ table, open }: { readonly table: MovesTable; readonly open: Open }) {
  const { t } = useTranslation("moves");
  const arrangement = table.byKind.SAP_XEP.length + table.byKind.SAP_XEP_DAI_HOI.length;
  return (
    <>
      <ByDirection table={table} open={open} />
      <div className="moves-two">
        <Exchanges table={table} open={open} />
        <Arrangement table={table} open={open} />
      </div>
      {table.undecided.length > 0 && (
        <p>
          {t("undecided")}: <Count ids={table.undecided} title={t("undecided")} open={open} />
        </p>
      )}
      {table.total.length === 0 && arrangement === 0 && <p className="quiet">{t("nobody")}</p>}
    </>
  );
}

function ByDirection({ table, open }: { readonly table: MovesTable; readonly open: Open }) {
  const { t } = useTranslation("moves");
  const language = useLanguage();
  const kindName = (kind: MoveKind) => nameOfCode(moveKinds, kind, language);
  const total = (ids: (kind: MoveKind) => MoveIds): MoveIds => counted.flatMap(ids);
  const all = total((kind) => table.byKind[kind]);
  return (
    <section className="section">
      <h2>{t("rotationPart")}</h2>
      <table className="table table-dense moves-table">
        <thead>
          <tr>
            <th scope="col">{t("direction")}</th>
            {counted.map((kind) => (
              <th scope="col" className="number" key={kind}>
                {kindName(kind)}
              </th>
            ))}
            <th scope="col" className="number">
              {t("total")}
            </th>
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => {
            const name =
              row.direction === null ? t("unknownDirection") : nameOfCode(directions, row.direction, language);
            return (
              <tr key={row.direction ?? "none"}>
                <th scope="row">{name}</th>
                {counted.map((kind) => (
                  <td className="number" key={kind}>
                    <Count ids={row.byKind[kind]} title={`${kindName(kind)}, ${name.toLowerCase()}`} open={open} />
                  </td>
                ))}
                <td className="number">
                  <Count ids={total((kind) => row.byKind[kind])} title={name} open={open} />
                </td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t("total")}</th>
            {counted.map((kind) => (
              <td className="number" key={kind}>
                <Count ids={table.byKind[kind]} title={kindName(kind)} open={open} />
              </td>
            ))}
            <td className="number">
              <Count ids={all} title={t("total")} open={open} />
            </td>
          </tr>
          <tr>
            <th scope="row" colSpan={counted.length + 1}>
              {t("rotationTotal")}
            </th>
            <td className="number">
              <Count ids={table.rotation} title={t("rotationTotal")} open={open} />
            </td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function Exchanges({ table, open }: { readonly table: MovesTable; readonly open: Open }) {
  const { t } = useTranslation("moves");
  const legsOf = (exchanges: readonly ExchangeCount[]): MoveIds => exchanges.flatMap(({ legs }) => legs);
  const pairs = legsOf(table.pairs);
  return (
    <section className="section">
      <h2>{t("exchangePart")}</h2>
      <table className="table table-dense moves-table">
        <thead>
          <tr>
            <th scope="col">{t("titles")}</th>
            <th scope="col" className="number">
              {t("pairs")}
            </th>
            <th scope="col" className="number">
              {t("pairCadres")}
            </th>
          </tr>
        </thead>
        <tbody>
          {[...Map.groupBy(table.pairs, ({ titles }) => titles)].map(([titles, group]) => (
            <tr key={titles}>
              <th scope="row">{titleGroupNames[titles]}</th>
              <td className="number">{group.length}</td>
              <td className="number">
                <Count ids={legsOf(group)} title={`${t("exchangePart")}: ${titleGroupNames[titles]}`} open={open} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t("total")}</th>
            <td className="number">{table.pairs.length}</td>
            <td className="number">
              <Count ids={pairs} title={t("pairCadres")} open={open} />
            </td>
          </tr>
          {table.rings.length > 0 && (
            <tr>
              <th scope="row">{t("rings")}</th>
              <td className="number">{table.rings.length}</td>
              <td className="number">
                <Count ids={legsOf(table.rings)} title={t("rings")} open={open} />
              </td>
            </tr>
          )}
        </tfoot>
      </table>
    </section>
  );
}

function Arrangement({ table, open }: { readonly table: MovesTable; readonly open: Open }) {
  const { t } = useTranslation("moves");
  const { beforeCongress, atCongress } = table.arrangement;
  const line = (name: string, count: ArrangementCount) => (
    <tr>
      <th scope="row">{name}</th>
      <td className="number">
        <Count ids={count.moves} people={count.people.length} title={name} open={open} />
      </td>
      <td className="number">{count.places.length}</td>
    </tr>
  );
  return (
    <section className="section">
      <h2>{t("arrangementPart")}</h2>
      <table className="table table-dense moves-table">
        <thead>
          <tr>
            <th scope="col">{t("kind")}</th>
            <th scope="col" className="number">
              {t("cadres")}
            </th>
            <th scope="col" className="number">
              {t("units")}
            </th>
          </tr>
        </thead>
        <tbody>
          {line(t("before"), beforeCongress)}
          {line(t("atCongress"), atCongress)}
        </tbody>
      </table>
      <p className="quiet">{t("arrangementNote")}</p>
    </section>
  );
}

/** A number that opens the names behind it; nought is only a number. `people`: where one person has several moves. */
function Count({
  ids,
  people = ids.length,
  title,
  open,
}: {
  readonly ids: MoveIds;
  readonly people?: number;
  readonly title: string;
  readonly open: Open;
}) {
  const { t } = useTranslation("moves");
  if (ids.length === 0) return <span className="moves-nought">0</span>;
  return (
    <button
      type="button"
      className="link moves-count"
      aria-label={t("openNames", { count: people, title })}
      onClick={() => open({ title, ids })}
    >
      {people}
    </button>
  );
}
