import { type CSSProperties, type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { footOf, type PageGeometry, pageOf } from "./page-geometry.ts";

/** A page's room is a column: the same engine breaks both, by the same rules. */
interface Laid {
  readonly page: PageGeometry;
  readonly sheets: number;
  readonly scale: number; // 1: as large as on paper
}

/**
 * Papers shown sheet by sheet, broken where the printer breaks them. In print it is not there.
 */
export function Pages({
  onSheets,
  children,
}: {
  readonly onSheets: (sheets: number) => void;
  readonly children: ReactNode;
}) {
  const frame = useRef<HTMLDivElement>(null);
  const flow = useRef<HTMLDivElement>(null);
  const [laid, setLaid] = useState<Laid | null>(null);
  const measured = useRef(() => {});
  useLayoutEffect(() => {
    measured.current = () => {
      const [outer, inner] = [frame.current, flow.current];
      const paper = inner?.querySelector(".paper, .table-paper");
      if (!outer || !inner || !paper) return;
      const page = pageOf(paper);
      const period = pixels(page.height) + between;
      const sheets = Math.max(1, Math.ceil((inner.offsetHeight - 1) / period));
      const scale = Math.min(1, outer.clientWidth / pixels(page.width)) || 1;
      setLaid((before) =>
        before !== null && before.sheets === sheets && before.scale === scale && same(before.page, page)
          ? before
          : { page, sheets, scale },
      );
      onSheets(sheets);
    };
    measured.current();
  });
  useLayoutEffect(() => {
    let asked = 0;
    // In the next frame: what is measured here changes the size of what is observed.
    const later = () => {
      cancelAnimationFrame(asked);
      asked = requestAnimationFrame(() => measured.current());
    };
    void document.fonts.ready.then(later);
    const sizes = new ResizeObserver(later);
    for (const box of [frame.current, flow.current]) if (box) sizes.observe(box);
    return () => {
      cancelAnimationFrame(asked);
      sizes.disconnect();
    };
  }, []);
  const { page, sheets, scale } = laid ?? { page: null, sheets: 0, scale: 1 };
  const height = page === null ? 0 : sheets * pixels(page.height) + (sheets - 1) * between;
  return (
    <div ref={frame} className="pages">
      <div className="pages-stack" style={page === null ? {} : stackStyle(page, height, scale)}>
        {page !== null &&
          Array.from({ length: sheets }, (_, at) => (
            <div
              // biome-ignore lint/suspicious/noArrayIndexKey: a sheet's place is its identity
              key={at}
              className="pages-sheet"
              aria-hidden="true"
              style={{ top: at * (pixels(page.height) + between) }}
            >
              {footOf(page.foot, at + 1, sheets)}
            </div>
          ))}
        <div ref={flow} className="pages-flow">
          {children}
        </div>
      </div>
    </div>
  );
}

/** Between two sheets on the screen, px. */
const between = 20;

const pixels = (mm: number): number => (mm * 96) / 25.4;

const same = (one: PageGeometry, other: PageGeometry): boolean => JSON.stringify(one) === JSON.stringify(other);

function stackStyle(page: PageGeometry, height: number, scale: number): CSSProperties {
  const { width, left, right, top, bottom } = page;
  const measures = {
    "--sheet-width": `${width}mm`,
    "--sheet-height": `${page.height}mm`,
    "--room-width": `${width - left - right}mm`,
    "--room-height": `${page.height - top - bottom}mm`,
    "--room-left": `${left}mm`,
    "--room-top": `${top}mm`,
    "--room-below": `calc(${top + bottom}mm + ${between}px)`,
    "--foot": `${bottom}mm`,
    "--stack-height": `${height}px`,
    "--stack-less": `${height * (scale - 1)}px`,
    "--stack-scale": scale,
  };
  // React's own list of style properties has no custom ones.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return measures as CSSProperties;
}
