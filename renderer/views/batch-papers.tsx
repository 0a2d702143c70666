import { useEffect, useRef, useState } from "react";
import type { MadeForm } from "../state/batch.ts";
import { SheetPaper } from "./sheet-paper.tsx";

/** What stands on the page for one print. */
interface OnPaper {
  readonly from: number;
  readonly people: readonly (MadeForm | { readonly index: number })[];
}

/** Forms of people of a batch, which nobody sees here: the window that prints them gets its own copy of these elements. */
export function BatchPapers({
  stretches,
  onReady,
}: {
  readonly stretches: readonly OnPaper[];
  readonly onReady: (from: number, forms: Iterable<Element>) => void;
}) {
  return stretches.map((stretch) => <Papers key={stretch.from} stretch={stretch} onReady={onReady} />);
}

function Papers({
  stretch: { from, people },
  onReady,
}: {
  readonly stretch: OnPaper;
  readonly onReady: (from: number, forms: Iterable<Element>) => void;
}) {
  const papers = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let left = false;
    const box = papers.current;
    if (box === null) return;
    // Pictures that are still on their way would be looked for after their address is given up.
    const pictures = [...box.querySelectorAll("img")].map((picture) => picture.decode().catch(() => undefined));
    void Promise.all(pictures).then(() => left || onReady(from, box.children));
    return () => {
      left = true;
    };
  }, [from, onReady]);
  return (
    <div ref={papers} hidden>
      {people.map((one, slot) => "sheet" in one && <BatchPaper key={one.index} form={one} slot={slot} />)}
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
