import { compareRefs } from "./arrival-order.ts";
import { canonicalJson } from "./canonical-json.ts";
import { refOf } from "./change.ts";
import { headsOf } from "./heads.ts";
import { encodeLine } from "./line.ts";
import type { Head, OfficeState, ProposedFields, RecordState } from "./state.ts";

/**
 * All that two offices must agree on about a record, as one text: each field's heads with their values, and which of
 * them is shown. How the state spells it (`first`, `by`) is left out: that depends on what arrived first.
 */
export function recordDigestText(record: RecordState): string {
  const fields = Object.keys(record.values)
    .toSorted()
    .map((field) => {
      const [shown, ...others] = headsOf(record, field);
      const rest = others.toSorted((one, other) => compareRefs(one.by, other.by));
      return `${field}=${[...(shown === undefined ? [] : [shown]), ...rest].map(headText).join("|")}`;
    });
  return [record.id, ...fields].join("\n");
}

/**
 * One hash over records, heads, proposals, waiting actions and how far each feed is held; the same in every office that holds
 * the same actions, whatever the order in which they came (CM-1).
 *
 * @param sha256  of a text's UTF-8, hex
 */
export function stateHash(state: OfficeState, sha256: (text: string) => string): string {
  const records: string[] = [];
  for (const record of state.records.all()) records.push(`${record.id} ${sha256(recordDigestText(record))}`);
  const feeds = Array.from(state.depths, ([feed, depths]) => `${feed}:${depths.length}`);
  const waiting = state.waiting.map((arrival) => `${refOf(arrival)} ${sha256(encodeLine(arrival))}`);
  const proposals = Array.from(state.proposals, ([id, fields]) => `${id} ${proposalsText(fields)}`);
  return sha256(
    [records, feeds, waiting, proposals]
      .map((lines) => lines.toSorted())
      .map((lines) => lines.join("\n"))
      .join("\n\n"),
  );
}

const proposalsText = (fields: ProposedFields): string =>
  Object.keys(fields)
    .toSorted()
    .map((field) => `${field}=${(fields[field] ?? []).map(headText).toSorted().join("|")}`)
    .join(" ");

const headText = ({ by, to }: Head): string => `${by} ${canonicalJson(to)}`;
