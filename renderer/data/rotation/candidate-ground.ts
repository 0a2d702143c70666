import type { RecordId } from "../../../shared/domain/primitives.ts";
import type { RecordOf } from "../../../shared/domain/record-kinds.ts";
import type { CaseKind, CaseRecords } from "../../../shared/domain/rules/case.ts";
import type { Opening } from "../../../shared/domain/rules/opening.ts";
import { learnTitles } from "../../../shared/domain/rules/quick-standings.ts";
import type { Asked } from "../../../shared/domain/rules/suggest.ts";
import { type CandidatePages, candidateReader, judgedKinds } from "./candidate-pages.ts";
import type { RotationGround } from "./ground.ts";
import { inSlices } from "./in-slices.ts";

type PersonId = RecordId<"person">;

/** Everything that candidates are judged by, as the records are now. */
export interface CandidateGround {
  /** The number of changes it was read at: what was worked out under another is stale. */
  now(): Promise<{ readonly pages: CandidatePages; readonly at: number }>;
  /**
   * What is asked for an opening.
   *
   * @param leaving  somebody who gives the opening up when it is taken, as the other of an exchange does
   */
  askedFor(pages: CandidatePages, opening: Opening, leaving?: PersonId): Asked;
}

export function candidateGround(ground: RotationGround): CandidateGround {
  const { records, files } = ground;
  const reader = candidateReader(records, files);
  let held: { readonly pages: CandidatePages; readonly at: number } | null = null;
  let reading: Promise<unknown> | null = null;
  function* read(): Generator<void> {
    const changes = ground.changes();
    const pages = yield* reader.read();
    yield* learnTitles(pages.tables.registers, ground.byId("post"));
    held = { pages, at: changes };
  }
  const soon = (): Promise<unknown> => {
    reading ??= inSlices(read()).finally(() => {
      reading = null;
    });
    return reading;
  };
  return {
    now: async () => {
      // oxlint-disable-next-line no-unmodified-loop-condition -- read anew while it waits
      while (held === null || held.at !== ground.changes()) await soon();
      return held;
    },
    askedFor: (pages, opening, leaving) => {
      const posts = ground.byId("post");
      const units = ground.versions();
      let holders: readonly RecordOf<"assignment">[] | null = null;
      const holding = (): readonly RecordOf<"assignment">[] => {
        if (opening.postId === null) return [];
        holders ??= pages.holdersOf(opening.postId).filter(({ personId }) => personId !== leaving);
        return holders;
      };
      const recordsOf = (id: PersonId, kinds: readonly CaseKind[] | null): CaseRecords => {
        const place = pages.tables.placeOf(id);
        const person = place < 0 ? null : pages.personAt(place);
        if (person === null) return {};
        const wanted = (kind: CaseKind): boolean => kinds === null || kinds.includes(kind);
        const own = Object.fromEntries(
          judgedKinds.filter(wanted).map((kind) => [kind, pages.rowsOf(kind, place)]),
        ) as Partial<{ readonly [Kind in (typeof judgedKinds)[number]]: readonly RecordOf<Kind>[] }>;
        const named = [
          opening.postId,
          ...[...(own.assignment ?? []), ...(own["plan-entry"] ?? [])].map(({ postId }) => postId),
        ];
        return {
          ...own,
          person: [person],
          ...(own.assignment && {
            assignment: [...own.assignment, ...holding().filter(({ personId }) => personId !== person.id)],
          }),
          // Nothing of these can be about a move that is only thought of.
          rotation: [],
          "move-assessment": [],
          "dossier-item": [],
          "rule-override": [],
          post: [...new Set(named)].flatMap((post) => (post === null ? [] : (posts.get(post) ?? []))),
          ...(wanted("succession") && { succession: ground.all("succession") }),
          units,
        };
      };
      return { opening, tables: pages.tables, recordsOf, posts, units, packs: ground.packs(), asOf: ground.today() };
    },
  };
}
