import { applyAll } from "../../shared/change/apply.ts";
import { type Arrival, isWithheld } from "../../shared/change/change.ts";
import { type Excerpt, excerptsOf } from "../../shared/change/excerpt.ts";
import { decodeLine } from "../../shared/change/line.ts";
import { malformed } from "../../shared/change/malformed.ts";
import { officeOf, type RecordId } from "../../shared/domain/primitives.ts";
import type { ActionLine, Entry } from "../../shared/exchange/entry.ts";
import type { Memory } from "./memory.ts";

/**
 * Fold one entry of the ledger into memory, in place: the only way in which memory changes.
 *
 * @param position  of the entry; the one after `memory.head` unless entries without meaning here were passed over
 * @returns         records whose state or proposals changed; a record of which all is proposed is not there
 * What was shown, printed or sent leaves no trace here; the ledger keeps that.
 */
export function foldEntry(memory: Memory, position: number, entry: Entry): readonly RecordId[] {
  const { known } = memory;
  switch (entry.entry) {
    case "action":
      return foldLines(memory, position, [entry.action], readOwnLine); // checked before it was recorded
    case "import": {
      const { feed, office, officeName, clerks } = entry.header;
      known.offices.set(office, officeName);
      const names = known.clerks.get(feed) ?? new Map<string, string>();
      for (const clerk of clerks) names.set(clerk.id, clerk.name);
      known.clerks.set(feed, names);
      return foldLines(memory, position, entry.lines, readLine);
    }
    case "new-feed":
      return foldLines(memory, position, entry.lines, readOwnLine);
    case "clerk":
      known.ownClerks.set(entry.clerk.id, entry.clerk.name);
      return [];
    case "peer": {
      const { office, name, level } = entry.peer;
      known.offices.set(office, name);
      if (level === "province") known.provinces.add(office);
      else known.provinces.delete(office);
      return [...memory.records.ofKind("rule-pack")].map(({ id }) => id); // whose rules count may be another's now
    }
    default:
      return [];
  }
}

/** What a line says at its place; null where it is not one that may be taken. */
export function readLine(line: ActionLine): Arrival | null {
  const arrival = readOwnLine(line);
  return arrival === null || isWithheld(arrival) || malformed(arrival) === null ? arrival : null;
}

function readOwnLine({ feed, number, line }: ActionLine): Arrival | null {
  const parsed = parsedJson(line);
  if (parsed === undefined) return null;
  const decoded = decodeLine(parsed, feed, number);
  return decoded.ok ? decoded.value : null;
}

function foldLines(
  memory: Memory,
  position: number,
  lines: readonly ActionLine[],
  read: (line: ActionLine) => Arrival | null,
): readonly RecordId[] {
  const changed = new Set<RecordId>();
  for (const some of inStretches(lines)) {
    const arrivals = some.map(read).filter((arrival) => arrival !== null);
    for (const arrival of arrivals) {
      if (isWithheld(arrival)) continue;
      for (const { record } of arrival.changes) memory.records.touch(record, position);
      for (const excerpt of excerptsOf(arrival)) takeExcerpt(memory, position, excerpt);
    }
    const { touched, proposed, moved } = applyAll(memory.state, arrivals);
    for (const id of moved) memory.unjudged.add(id);
    for (const id of touched) changed.add(id);
    for (const id of proposed) changed.add(id);
  }
  return [...changed];
}

/** UTF-16 units of lines read at a time: what they say takes several times the room of their text. */
const readAtOnce = 2_000_000;

function* inStretches(lines: readonly ActionLine[]): Generator<readonly ActionLine[]> {
  let [from, length] = [0, 0];
  for (const [i, { line }] of lines.entries()) {
    length += line.length;
    if (length < readAtOnce && i + 1 < lines.length) continue;
    yield lines.slice(from, i + 1);
    [from, length] = [i + 1, 0];
  }
}

/** What was passed on is found again where it stands, by us and by whoever it is for; and its writers' names come with it. */
function takeExcerpt({ known, records, state }: Memory, position: number, { office, lines }: Excerpt): void {
  for (const { action, writer, officeName } of lines) {
    for (const { record } of action.changes) records.touch(record, position);
    if (office !== state.own) continue;
    const names = known.clerks.get(action.feed) ?? new Map<string, string>();
    if (writer !== "" && !names.has(action.clerk)) known.clerks.set(action.feed, names.set(action.clerk, writer));
    const from = officeOf(action.feed);
    if (officeName !== "" && !known.offices.has(from)) known.offices.set(from, officeName);
  }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
