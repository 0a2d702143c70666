import { type OfficeId, officeOf, type RecordId } from "../domain/primitives.ts";
import { splitRef } from "./arrival-order.ts";
import { judge, judgeHandover } from "./authority.ts";
import { type Action, type ActionRef, type Change, refOf } from "./change.ts";
import { inLink, isClosing, isHandover, keptAt, linkOf, noteHandover, type Spell, spellsOf } from "./custody.ts";
import { isExcerpt } from "./excerpt.ts";
import { headsOf } from "./heads.ts";
import { endProposals, forgetProposals, personProposed, propose } from "./proposals.ts";
import type { RecordDrafts } from "./record-drafts.ts";
import { isConfirmation, mayAnswer, saysYes } from "./second-word.ts";
import { custodianShown, homeOf, isPersonId, personOf, type ShownOrder, shownOrder } from "./shown-order.ts";
import type { OfficeState, RecordState } from "./state.ts";

/** Writes actions into records, each field as its writer may: as a value, or as a proposal beside the record (CM-17). */
export interface JudgedWrites {
  action(action: Action): void;
  /** Note what an action says as proposals: it waits for a second clerk (CM-20). */
  held(action: Action): void;
  /** Only who keeps a file from its beginning; all actions' before any action's `claims`. */
  keepers(action: Action): void;
  /** Only what rows say of whose file they belong to; all actions' before any action's `others`. */
  claims(action: Action): void;
  others(action: Action): void;
  /** Actions of which something is only proposed. */
  readonly proposing: ReadonlySet<ActionRef>;
  /** Records whose proposals changed. */
  readonly proposed: ReadonlySet<RecordId>;
  /** An action of which some was written before: records that are here already are judged again, others written. */
  again(action: Action): void;
  /**
   * What is to be judged again: people whose files were judged before it was known, or otherwise than now known, who keeps them;
   * and records of nobody's file of which more became known.
   */
  readonly moved: ReadonlySet<RecordId>;
}

export function judgedWrites(state: OfficeState, drafts: RecordDrafts): JudgedWrites {
  const order = shownOrder(state, drafts);
  const { authority } = state;
  if (authority === null) return unjudged(order);
  const [proposing, proposed] = [new Set<ActionRef>(), new Set<RecordId>()];
  const moved = new Set<RecordId>();
  const shownKeepers = new Map<RecordId, OfficeId | null>();
  const keeperOf = (person: RecordId): OfficeId | null => {
    const known = shownKeepers.get(person);
    if (known !== undefined) return known;
    const shown = custodianShown(drafts.get(person));
    shownKeepers.set(person, shown);
    return shown;
  };
  const personNow = (id: RecordId): RecordId<"person"> | null => {
    const record = drafts.get(id);
    return (record === undefined ? null : personOf(record)) ?? personProposed(state, id);
  };

  /** Write what may be written, and note the rest. */
  const judged = (change: Change, whole: Change, by: ActionRef, person: RecordId<"person">): void => {
    const begins = isFirstWord(whole);
    const home = homeOf(change.record);
    const custodian = keeperOf(person);
    if (custodian === null && !(begins && isPersonId(change.record))) state.early.add(person);
    const spells = spellsOf(state, person, (id) => drafts.get(id));
    const office = officeOf(splitRef(by).feed);
    const { written: counting, proposed: only } = judge(authority, change, by, {
      home,
      begins,
      claims: whole.fields[home]?.to,
      keeps:
        spells.length > 0 ? keptAt(spells, by, authority.provinces) : custodian === null ? null : custodian === office,
      takesOver: linkOf(spells, change.fields[home]?.to, by) > 0,
    });
    const written = counting === null ? null : chained(counting, by, spells, drafts.get(change.record));
    if (written !== null) {
      order.change(written, by);
      if (endProposals(state, written)) proposed.add(change.record);
    }
    // Where a record that is there belongs is not even a matter for proposals.
    const open = only === null || drafts.get(change.record)?.values[home] === undefined ? only : without(only, home);
    if (open === null) return;
    propose(state, open, by);
    proposing.add(by);
    proposed.add(change.record);
  };

  const ofPerson = (id: RecordId<"person">, whole: Change, by: ActionRef, takes: Takes): void => {
    const change = takes === null ? whole : some(whole, takes);
    if (change === null) return;
    const was = custodianShown(drafts.get(id));
    judged(change, whole, by, id);
    const is = custodianShown(drafts.get(id));
    shownKeepers.set(id, is);
    if (was !== is && (was !== null || state.early.has(id))) moved.add(id);
  };

  const ofRow = (whole: Change, by: ActionRef, takes: Takes): void => {
    const id = whole.record;
    const [before, was] = [drafts.get(id), personNow(id)];
    const begins = isFirstWord(whole);
    // The first word on whose file a row belongs to is judged by what it says, whatever came before it.
    const person = (begins ? personClaimed(whole) : null) ?? was;
    const change = takes === null ? whole : some(whole, takes);
    if (change === null) return;
    if (person === null) order.change(change, by);
    else judged(change, whole, by, person);
    const is = personNow(id);
    if (was === is || (was === null && before === undefined)) return;
    for (const each of [was, is]) if (each !== null) moved.add(each);
  };

  /** A hand-over belongs to no file; where it takes effect or loses it, the file is judged again. */
  const ofHandover = (change: Change, by: ActionRef): void => {
    const made = drafts.get(change.record);
    const { written, proposed: only } = judgeHandover(authority, change, by, made);
    if (only !== null) {
      propose(state, only, by);
      proposing.add(by);
      proposed.add(change.record);
    }
    if (written === null) return;
    order.change(written, by);
    if (made === undefined && state.proposals.has(change.record)) moved.add(change.record); // answered before it came
    const file = drafts.get(change.record)?.values.file;
    if (typeof file !== "string" || !isPersonId(file)) return;
    if (made === undefined) noteHandover(state, file, change.record);
    if (made !== undefined || written.fields.forced?.to === true) moved.add(file);
  };

  /** Which offices end is the province's word alone. */
  const ofClosing = (change: Change, by: ActionRef): void => {
    if (authority.provinces.has(officeOf(splitRef(by).feed))) {
      order.change(change, by);
      return;
    }
    propose(state, change, by);
    proposing.add(by);
    proposed.add(change.record);
  };

  /** A question is put by the action that makes the record; an answer counts from whoever may give it. */
  const ofConfirmation = (change: Change, action: Action): void => {
    const by = refOf(action);
    const made = drafts.get(change.record);
    const counts =
      made === undefined
        ? change.fields.asks !== undefined
        : mayAnswer(change, action, { first: made.first, asks: made.values.asks });
    if (!counts) {
      propose(state, change, by);
      proposing.add(by);
      proposed.add(change.record);
      return;
    }
    order.change(change, by);
    const asked = made === undefined ? undefined : state.unconfirmed.get(made.first);
    if (made === undefined || asked === undefined) return;
    for (const { record } of asked.action.changes) {
      forgetProposals(state, record, made.first);
      proposed.add(record);
    }
    if (saysYes(change.fields.answer?.to)) {
      state.unconfirmed.delete(made.first);
      proposing.delete(made.first);
      const changes = asked.action.changes.filter((one) => !isConfirmation(one.record));
      each({ ...asked.action, changes });
      // Who wrote meanwhile may have seen it: in the order of causes it comes before them.
      for (const { record } of changes) moved.add((isHandover(record) ? null : personNow(record)) ?? record);
    } else state.unconfirmed.set(made.first, { ...asked, refused: true });
  };

  const held = (action: Action): void => {
    const by = refOf(action);
    for (const change of action.changes) {
      if (isConfirmation(change.record) || isExcerpt(change.record)) continue;
      propose(state, change, by);
      proposed.add(change.record);
    }
    proposing.add(by);
  };

  const custody = (action: Action): void => {
    for (const one of action.changes) {
      if (isHandover(one.record)) ofHandover(one, refOf(action));
      if (isClosing(one.record)) ofClosing(one, refOf(action));
    }
  };
  const people = (action: Action, takes: Takes): void => {
    for (const one of action.changes) if (isPersonId(one.record)) ofPerson(one.record, one, refOf(action), takes);
  };
  const rows = (action: Action, takes: Takes): void => {
    for (const one of action.changes) if (isRow(one.record)) ofRow(one, refOf(action), takes);
  };

  const each = (action: Action): void => {
    for (const one of action.changes) if (isConfirmation(one.record)) ofConfirmation(one, action);
    custody(action); // who keeps a file is said before what is in it, whatever the order within the action
    people(action, null);
    rows(action, null);
  };

  return {
    action: each,
    again(action) {
      const isNew = ({ record }: Change) => drafts.get(record) === undefined && !state.proposals.has(record);
      const fresh = action.changes.filter(isNew);
      for (const { record } of action.changes.filter((one) => !isNew(one)))
        moved.add((isHandover(record) ? null : personNow(record)) ?? record);
      if (fresh.length > 0) each({ ...action, changes: fresh });
    },
    held,
    keepers: (action) => people(action, saysWhoKeeps),
    claims: (action) => rows(action, isHome),
    others(action) {
      people(action, (field, change) => !saysWhoKeeps(field, change));
      rows(action, (field, change) => !isHome(field, change));
    },
    proposing,
    proposed,
    moved,
  };
}

/** Which fields of a change to look at now; null: all. */
type Takes = ((field: string, change: Change) => boolean) | null;

const isHome = (field: string, { record }: Change): boolean => field === homeOf(record);

/** The first word on who keeps a person's file. */
const saysWhoKeeps = (field: string, change: Change): boolean => isHome(field, change) && isFirstWord(change);

/** What belongs to a person's file or to nobody's. */
const isRow = (id: RecordId): boolean =>
  !isPersonId(id) && !isHandover(id) && !isClosing(id) && !isExcerpt(id) && !isConfirmation(id);

/** Everybody may write everything. */
function unjudged(order: ShownOrder): JudgedWrites {
  const action = (each: Action): void => {
    for (const one of each.changes) if (!isExcerpt(one.record)) order.change(one, refOf(each));
  };
  return {
    action,
    keepers: () => {},
    claims: () => {},
    again: action,
    held: action,
    others: action,
    proposing: new Set(),
    proposed: new Set(),
    moved: new Set(),
  };
}

/** The fields of a change that are wanted, or null where there are none. */
function some(change: Change, takes: NonNullable<Takes>): Change | null {
  const fields = Object.entries(change.fields).filter(([field]) => takes(field, change));
  if (fields.length === Object.keys(change.fields).length) return change;
  return fields.length === 0 ? null : { record: change.record, fields: Object.fromEntries(fields) };
}

/** Whether a change says where its record belongs, as only the change that makes a record does. */
const isFirstWord = ({ record, fields }: Change): boolean => fields[homeOf(record)]?.saw.length === 0;

/** Of words on who keeps a file those of the chain's last link alone are values, whatever they saw (CM-18). */
function chained(
  change: Change,
  by: ActionRef,
  spells: readonly Spell[],
  record: RecordState | undefined,
): Change | null {
  const home = homeOf(change.record);
  const said = change.fields[home];
  if (spells.length === 0 || said === undefined || !isPersonId(change.record) || record === undefined) return change;
  const counting = inLink(spells, headsOf(record, home), said, by);
  return counting === null ? without(change, home) : { ...change, fields: { ...change.fields, [home]: counting } };
}

const without = (change: Change, field: string): Change | null => some(change, (each) => each !== field);

function personClaimed({ record, fields }: Change): RecordId<"person"> | null {
  const said = fields[homeOf(record)]?.to;
  return typeof said === "string" && isPersonId(said) ? said : null;
}
