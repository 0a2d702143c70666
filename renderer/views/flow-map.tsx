import { type KeyboardEvent, useRef, useState } from "react";
import type { FlowAnswer } from "../state/reports.ts";
import { type LaidBand, type LaidEnd, layFlow } from "./flow-layout.ts";
import { useReportWords } from "./report-words.ts";

const [wide, names, bar] = [1000, 270, 10]; // of the picture, of the names at each side, of a bar; px

/**
 * The map of moves: drawn by hand, for chart libraries write HTML from text, which the page's policy forbids. Each band can
 * be reached with the keyboard; the table beside it says the same numbers.
 */
export function FlowMap({
  flow,
  open,
}: {
  readonly flow: FlowAnswer;
  readonly open: (title: string, from: string, to: string) => void;
}) {
  const { t } = useReportWords();
  const [active, setActive] = useState<string | null>(null);
  const [stop, setStop] = useState(0); // the band that Tab reaches
  const box = useRef<SVGGElement>(null);
  const nameOf = ({ label, gathered }: { readonly label: string; readonly gathered: number }): string =>
    gathered > 0 ? t("flow.rest", { count: gathered }) : label;
  const byKey = new Map([...flow.left, ...flow.right].map((end) => [end.key, end]));
  const sideName = (ends: FlowAnswer["left"], key: string): string => {
    const end = ends.find((each) => each.key === key) ?? byKey.get(key);
    return end === undefined ? key : nameOf(end);
  };
  const said = ({ from, to, count }: { readonly from: string; readonly to: string; readonly count: number }): string =>
    t("flow.said", { from: sideName(flow.left, from), to: sideName(flow.right, to), count });
  const laid = layFlow(flow, nameOf);
  const [gatheredLeft, gatheredRight] = [flow.left, flow.right].map((ends) =>
    ends.reduce((sum, { gathered }) => sum + gathered, 0),
  );
  const move = (event: KeyboardEvent, n: number): void => {
    const step =
      event.key === "ArrowDown" || event.key === "ArrowRight"
        ? 1
        : event.key === "ArrowUp" || event.key === "ArrowLeft"
          ? -1
          : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = (n + step + laid.bands.length) % laid.bands.length;
    setStop(next);
    box.current?.querySelectorAll<SVGPathElement>("path")[next]?.focus();
  };
  const shown = laid.bands.find((band) => keyOf(band) === active) ?? null;
  if (laid.bands.length === 0) return <p className="quiet">{t("nothing")}</p>;
  return (
    <>
      <figure className="flow">
        <figcaption className="flow-sides">
          <span>{t("flow.left")}</span>
          <output className="flow-said no-print">{shown === null ? t("flow.hint") : said(shown)}</output>
          <span>{t("flow.right")}</span>
        </figcaption>
        {/* biome-ignore lint/a11y/useSemanticElements: a drawing whose bands are buttons */}
        <svg
          viewBox={`0 0 ${wide} ${laid.height}`}
          className="flow-picture"
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a drawing whose bands are buttons
          role="group"
          aria-label={t("flow.picture")}
        >
          <g ref={box}>
            {laid.bands.map((band, n) => (
              // biome-ignore lint/a11y/useSemanticElements: HTML's button does not stand in a drawing
              <path
                key={keyOf(band)}
                className={bandClass(band, active)}
                d={pathOf(band)}
                // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- HTML's button does not stand in a drawing
                role="button"
                tabIndex={n === Math.min(stop, laid.bands.length - 1) ? 0 : -1}
                aria-label={said(band)}
                onPointerEnter={() => setActive(keyOf(band))}
                onPointerLeave={() => setActive(null)}
                onFocus={() => {
                  setActive(keyOf(band));
                  setStop(n);
                }}
                onBlur={() => setActive(null)}
                onClick={() => open(said(band), band.from, band.to)}
                onKeyDown={(event) => {
                  if (event.key === "Enter" || event.key === " ") {
                    event.preventDefault();
                    open(said(band), band.from, band.to);
                  } else move(event, n);
                }}
              />
            ))}
          </g>
          <g>
            <Ends ends={laid.left} x={names} textX={names - 8} anchor="end" />
            <Ends ends={laid.right} x={wide - names - bar} textX={wide - names + 8} anchor="start" />
          </g>
        </svg>
        {(gatheredLeft ?? 0) + (gatheredRight ?? 0) > 0 && (
          <p className="quiet">{t("flow.gathered", { left: gatheredLeft, right: gatheredRight })}</p>
        )}
      </figure>
      <section className="section" aria-label={t("flow.table")}>
        <h2>{t("flow.table")}</h2>
        <div className="table-scroll flow-table">
          <table className="table table-dense">
            <thead>
              <tr>
                <th scope="col">{t("flow.left")}</th>
                <th scope="col">{t("flow.right")}</th>
                <th scope="col" className="number">
                  {t("flow.count")}
                </th>
              </tr>
            </thead>
            <tbody>
              {flow.flows.map((each) => (
                <tr key={keyOf(each)}>
                  <td>{sideName(flow.left, each.from)}</td>
                  <td>{sideName(flow.right, each.to)}</td>
                  <td className="number">
                    <button
                      type="button"
                      className="link moves-count"
                      aria-label={t("names.open", { count: each.count, title: said(each) })}
                      onClick={() => open(said(each), each.from, each.to)}
                    >
                      {each.count}
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row" colSpan={2}>
                  {t("whole")}
                </th>
                <td className="number">{flow.flows.reduce((sum, { count }) => sum + count, 0)}</td>
              </tr>
            </tfoot>
          </table>
        </div>
      </section>
    </>
  );
}

function Ends({
  ends,
  x,
  textX,
  anchor,
}: {
  readonly ends: readonly LaidEnd[];
  readonly x: number;
  readonly textX: number;
  readonly anchor: "start" | "end";
}) {
  return ends.map(({ key, lines, y, height }) => (
    <g key={key}>
      <rect className="flow-bar" x={x} y={y} width={bar} height={height} />
      <text className="flow-name" textAnchor={anchor} x={textX} y={y + height / 2 - (lines.length - 1) * 7.5 + 4.5}>
        {lines.map((line, n) => (
          <tspan key={line} x={textX} dy={n === 0 ? 0 : 15}>
            {line}
          </tspan>
        ))}
      </text>
    </g>
  ));
}

const keyOf = ({ from, to }: Pick<LaidBand, "from" | "to">): string => `${from} ${to}`;

const bandClass = (band: LaidBand, active: string | null): string =>
  active === null ? "flow-band" : active === keyOf(band) ? "flow-band flow-band-on" : "flow-band flow-band-off";

/** A band: a curve at its top, and back along its bottom. */
function pathOf({ y0, y1, thickness }: LaidBand): string {
  const [x0, x1] = [names + bar, wide - names - bar];
  const middle = (x0 + x1) / 2;
  return [
    `M${x0},${y0}`,
    `C${middle},${y0} ${middle},${y1} ${x1},${y1}`,
    `L${x1},${y1 + thickness}`,
    `C${middle},${y1 + thickness} ${middle},${y0 + thickness} ${x0},${y0 + thickness}`,
    "Z",
  ].join(" ");
}
