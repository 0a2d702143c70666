import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import type { MadeForm } from "../state/batch.ts";
import { SheetPaper } from "./sheet-paper.tsx";

/** What stands on the page for one print. */
interface OnPaper {
  readonly from: number;
  readonly people: readonly (MadeForm | { readonly index: number })[];
}

/**
 * While people are printed: the window that says how far it is, and the forms that only the print shows. They stand beside
 * the screens, which nobody can leave meanwhile. A modal window would do that too, and take the tags from the print: of what
 * lies under one, nothing is told to anybody.
 */
export function BatchRun({
  stretch,
  onReady,
  children,
}: {
  readonly stretch: OnPaper | null;
  readonly onReady: () => void;
  readonly children: ReactNode;
}) {
  useLayoutEffect(() => {
    const screens = document.getElementById("root");
    screens?.toggleAttribute("inert", true);
    return () => void screens?.toggleAttribute("inert", false);
  }, []);
  return createPortal(
    <div className="batch-run">
      <div className="batch-veil">{children}</div>
      {stretch && <Papers key={stretch.from} stretch={stretch} onReady={onReady} />}
    </div>,
    document.body,
  );
}

/** The styles in which the letters of a form are set. */
const faces = ["12pt Tinos", "bold 12pt Tinos", "italic 12pt Tinos", "italic bold 12pt Tinos"];

/** Nothing of the forms is laid out on the screen, so their letters and pictures are asked for here: a print waits for none. */
function Papers({ stretch, onReady }: { readonly stretch: OnPaper; readonly onReady: () => void }) {
  const papers = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let left = false;
    const box = papers.current;
    const pictures = [...(box?.querySelectorAll("img") ?? [])].map((picture) =>
      picture.decode().catch(() => undefined),
    );
    const letters = faces.map((face) => document.fonts.load(face, box?.textContent ?? ""));
    void Promise.allSettled([...pictures, ...letters]).then(() => left || onReady());
    return () => {
      left = true;
    };
  }, [onReady]);
  return (
    <div ref={papers} className="batch-papers">
      {stretch.people.map((one, slot) => "sheet" in one && <BatchPaper key={one.index} form={one} slot={slot} />)}
    </div>
  );
}

/** One person's form; its pages are numbered by the counter of its slot (print.css). */
function BatchPaper({ form: { name, sheet, portrait }, slot }: { readonly form: MadeForm; readonly slot: number }) {
  const [address] = useState(() => portrait && URL.createObjectURL(portrait));
  useEffect(() => () => (address === null ? undefined : URL.revokeObjectURL(address)), [address]);
  return (
    <div className={`batch-slot-${slot + 1}`}>
      <SheetPaper sheet={sheet} portrait={address} label={name} />
    </div>
  );
}
