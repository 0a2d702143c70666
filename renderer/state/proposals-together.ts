import { kindOf } from "../../shared/domain/primitives.ts";
import { isProtectedKind } from "../../shared/domain/record-kinds.ts";
import type { ProposalOnDesk } from "../data/office-data.ts";

/** Which proposals are looked at; null: any. */
export interface ProposalLook {
  readonly office: string | null; // name of the office that proposes
  readonly kind: string | null; // of record
  readonly field: string | null; // "person.phone"
}
export const anyProposal: ProposalLook = { office: null, kind: null, field: null };

/** Why a proposal is left out where many are decided together. */
export type LeftProposal = "restricted" | "several";

/** Fields of a proposal by kind of record and name. */
export const fieldsOf = ({ record, fields }: Pick<ProposalOnDesk, "record" | "fields">): readonly string[] =>
  fields.map(({ field }) => `${kindOf(record)}.${field}`);

/** A record that is itself proposed has all its fields proposed: only its kind tells it apart. */
export const narrowedProposals = (
  some: readonly ProposalOnDesk[],
  { office, kind, field }: ProposalLook,
): readonly ProposalOnDesk[] =>
  some.filter(
    (proposal) =>
      (office === null || proposal.office === office) &&
      (kind === null || kindOf(proposal.record) === kind) &&
      (field === null || (!proposal.isNew && fieldsOf(proposal).includes(field))),
  );

/** What one decision would settle, and what it leaves: each protected item is looked at by itself, and so are rivals. */
export function previewOfProposals(some: readonly ProposalOnDesk[]): {
  readonly decided: readonly ProposalOnDesk[];
  readonly left: Readonly<Record<LeftProposal, number>>;
} {
  const places = new Map<string, number>();
  const placesOf = ({ record, fields, isNew }: ProposalOnDesk) =>
    isNew ? [record] : fields.map(({ field }) => `${record} ${field}`);
  for (const place of some.flatMap(placesOf)) places.set(place, (places.get(place) ?? 0) + 1);
  const left = { restricted: 0, several: 0 };
  const decided = some.filter((proposal) => {
    const why: LeftProposal | null = isProtectedKind(kindOf(proposal.record))
      ? "restricted"
      : placesOf(proposal).some((place) => (places.get(place) ?? 0) > 1)
        ? "several"
        : null;
    if (why !== null) left[why] += 1;
    return why === null;
  });
  return { decided, left };
}

/** How many there are under each key, the most first. */
export function tallyOf<Key extends string>(keys: readonly Key[]): ReadonlyMap<Key, number> {
  const counts = new Map<Key, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return new Map([...counts].toSorted(([, a], [, b]) => b - a));
}
