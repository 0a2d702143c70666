import type { Assignment } from "../../../shared/domain/assignment.ts";
import type { YearlyRating } from "../../../shared/domain/dossier.ts";
import type { GapRecords } from "../../../shared/domain/gaps/gaps-on.ts";
import type { RecordId } from "../../../shared/domain/primitives.ts";
import type { CountedPerson } from "../../../shared/domain/rotations/facts-at-start.ts";
import type { JoinedFiles } from "../joined-files.ts";
import type { PagedRecords } from "../paged-records.ts";
import { atOnce, sharedWork } from "./in-slices.ts";
import { byRecordId, fieldsOf, type KeptRows, keptRows } from "./kept-rows.ts";

type PersonId = RecordId<"person">;
type PostId = RecordId<"post">;
type Steps = KeptRows<"assignment", keyof Assignment>;
type Ratings = KeptRows<"yearly-rating", keyof YearlyRating>;
type CountedField = Exclude<keyof CountedPerson, "id">;
type People = KeptRows<"person", CountedField>;
type GapPerson = GapRecords["persons"][number];

/** People and their careers, joined files taken together: found quickly at any size, and kept in step with what changes. */
export interface KeptPeople {
  /** A person who is not withdrawn, with the fields that statistics read. */
  counted(id: PersonId): CountedPerson | null;
  /** Steps by id, without withdrawn ones. */
  stepsOf(id: PersonId): readonly Assignment[];
  holdersOf(id: PostId): readonly Assignment[];
  ratingsOf(id: PersonId): readonly YearlyRating[];
  /** All steps that name a post, those of one post together. The same list until one of them changes. */
  withPosts(): readonly Assignment[];
  /** The same by post. */
  byPost(): ReadonlyMap<PostId, readonly Assignment[]>;
  /** Everybody who has or had a post. */
  ofPosts(): readonly GapPerson[];
  /** Do now what the first question would have to wait for; yields now and then. */
  prepare(): Generator<void>;
  /** Records changed; see `KeptLists`. */
  touched(ids: readonly RecordId[], regrouped: boolean): void;
}

export function keptPeople(records: PagedRecords, files: JoinedFiles): KeptPeople {
  let steps: Steps | null = null;
  let ratings: Ratings | null = null;
  let people: People | null = null;
  let seats: Seats | null = null;
  const stepRows = (): Steps =>
    (steps ??= keptRows(records, "assignment", fieldsOf("assignment"), ["personId", "postId"]));
  const ratingRows = (): Ratings =>
    (ratings ??= keptRows(records, "yearly-rating", fieldsOf("yearly-rating"), ["personId"]));
  const peopleRows = (): People => (people ??= keptRows(records, "person", countedFields));
  const ofFiles = <Row extends { readonly id: RecordId }>(id: PersonId, rowsOf: (file: PersonId) => readonly Row[]) => {
    const own = files.filesOf(id);
    return own.length === 1 ? rowsOf(own[0]!) : own.flatMap(rowsOf).toSorted(byRecordId);
  };
  const holdersInRows = (id: PostId): readonly Assignment[] =>
    stepRows()
      .by("postId", id)
      .map((each) => files.shown<"assignment">(each));
  const counted = (id: PersonId): CountedPerson | null => peopleRows().get(files.keptOf(id));
  const seatsNow = (): Seats => (seats ??= keptSeats(files, stepRows, holdersInRows, counted));
  return {
    counted,
    stepsOf: (id) =>
      ofFiles(id, (file) => stepRows().by("personId", file)).map((each) => files.shown<"assignment">(each)),
    holdersOf: (id) => (seats?.isRead() === true ? (seats.byPost().get(id) ?? []) : holdersInRows(id)),
    ratingsOf: (id) =>
      ofFiles(id, (file) => ratingRows().by("personId", file)).map((each) => files.shown<"yearly-rating">(each)),
    withPosts: () => seatsNow().steps(),
    byPost: () => seatsNow().byPost(),
    ofPosts: () => seatsNow().people(),
    *prepare() {
      yield* stepRows().prepare();
      yield* ratingRows().prepare();
      yield* seatsNow().prepare();
    },
    touched: (ids, regrouped) => {
      if (ids.length > followAtMost) {
        [steps, ratings, people, seats] = [null, null, null, null];
        return;
      }
      // A step that leaves a post is the business of that post too.
      const postsOf = (): readonly PostId[] =>
        steps === null ? [] : ids.filter(isStep).flatMap((id) => steps?.get(id)?.postId ?? []);
      const before = postsOf();
      const followed = steps?.touched(ids) ?? true;
      seats?.touched([...before, ...postsOf()], ids.filter(isPerson));
      if (!followed) [steps, seats] = [null, null];
      if (ratings?.touched(ids) === false) ratings = null;
      if (people?.touched(ids) === false) people = null;
      if (regrouped) seats = null;
    },
  };
}

/** Above so many changed records, reading everything again is quicker. */
const followAtMost = 2_000;

/** What is kept of the steps that name a post, and of those who took them. */
interface Seats {
  isRead(): boolean;
  byPost(): ReadonlyMap<PostId, readonly Assignment[]>;
  steps(): readonly Assignment[];
  people(): readonly GapPerson[];
  prepare(): Generator<void>;
  touched(posts: readonly PostId[], people: readonly PersonId[]): void;
}

function keptSeats(
  files: JoinedFiles,
  stepRows: () => Steps,
  holdersOf: (id: PostId) => readonly Assignment[],
  counted: (id: PersonId) => CountedPerson | null,
): Seats {
  const changedPosts = new Set<PostId>();
  const changedPeople = new Set<PersonId>();
  let list: readonly Assignment[] | null = null;
  let persons: readonly GapPerson[] | null = null;
  const readSteps = sharedWork(function* () {
    const rows = yield* stepRows().linked("postId");
    const byPost = new Map<PostId, Assignment[]>();
    for (const [i, row] of rows.entries()) {
      const post = row.postId!;
      const own = byPost.get(post);
      if (own === undefined) byPost.set(post, [files.shown<"assignment">(row)]);
      else {
        if (own.at(-1)!.id > row.id) changedPosts.add(post); // read again, its steps stand by id
        own.push(files.shown<"assignment">(row));
      }
      if (i % 4_000 === 0) yield;
    }
    return byPost;
  });
  const readPeople = sharedWork(function* () {
    const known = new Map<PersonId, GapPerson | null>();
    for (const own of (yield* readSteps()).values()) {
      for (const { personId } of own) if (!known.has(personId)) known.set(personId, gapPerson(counted(personId)));
      yield;
    }
    return known;
  });
  let seats: ReadonlyMap<PostId, readonly Assignment[]> | null = null;
  const byPost = (): ReadonlyMap<PostId, readonly Assignment[]> => {
    seats ??= atOnce(readSteps());
    if (changedPosts.size === 0) return seats;
    const next = new Map(seats);
    for (const post of changedPosts) {
      const own = holdersOf(post);
      if (own.length === 0) next.delete(post);
      else next.set(post, own);
    }
    changedPosts.clear();
    [seats, list, persons] = [next, null, null];
    return seats;
  };
  const steps = (): readonly Assignment[] => {
    const own = byPost();
    list ??= [...own.values()].flat();
    return list;
  };
  return {
    isRead: () => seats !== null,
    byPost,
    steps,
    people: () => {
      const named = steps();
      const known = atOnce(readPeople());
      for (const id of changedPeople) known.delete(id);
      if (changedPeople.size > 0) persons = null;
      changedPeople.clear();
      if (persons === null) {
        for (const { personId } of named) if (!known.has(personId)) known.set(personId, gapPerson(counted(personId)));
        persons = [...known.values()].filter((each) => each !== null);
      }
      return persons;
    },
    *prepare() {
      const read = yield* readSteps();
      seats ??= read;
      yield* readPeople();
    },
    touched: (posts, touchedPeople) => {
      for (const id of posts) changedPosts.add(id);
      for (const id of touchedPeople) changedPeople.add(id);
    },
  };
}

const countedFields = [
  "sex",
  "birthDate",
  "ethnicity",
  "nativeCommune",
  "nativeDistrict",
  "partyJoinDate",
  "highestDegree",
  "politicalTheory",
  "stateManagement",
] as const satisfies readonly CountedField[];

const gapPerson = (person: CountedPerson | null): GapPerson | null =>
  person === null ? null : { id: person.id, birthDate: person.birthDate, sex: person.sex, withdrawn: false };

const isStep = (id: RecordId): id is RecordId<"assignment"> => id.startsWith("assignment:");
const isPerson = (id: RecordId): id is PersonId => id.startsWith("person:");
