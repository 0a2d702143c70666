import { recordFrom } from "../../shared/change/describe-change.ts";
import type { RecordState } from "../../shared/change/state.ts";
import type { Assignment } from "../../shared/domain/assignment.ts";
import { kindsWithDatedCodes, listsOn, retiredCodes } from "../../shared/domain/findings/codes.ts";
import {
  absentPost,
  absentUnitOfStep,
  managingLevelMissing,
  weakWithoutReason,
} from "../../shared/domain/findings/establishment.ts";
import type { Finding } from "../../shared/domain/findings.ts";
import type { Post } from "../../shared/domain/post.ts";
import { kindOf, type RecordId } from "../../shared/domain/primitives.ts";
import type { OpenKind } from "../../shared/domain/record-kinds.ts";
import type { UnitVersions } from "../../shared/domain/units.ts";
import { type Cell, cellAt } from "./columns.ts";
import type { Check } from "./desk-checks.ts";
import type { Page } from "./page.ts";
import type { PagedRecords } from "./paged-records.ts";

/** Looks at steps of careers, posts, traits and codes. Steps are put together only where a unit or post may be missing. */
export function* allEstablishment(records: PagedRecords, versions: UnitVersions): Generator<Check> {
  const simple = simpleUnits(versions);
  const posts = simplePosts(records);
  for (const { page } of records.pagesOf("assignment" satisfies OpenKind))
    yield* stays(records, page, versions, simple, posts);
  for (const kind of ["post", "unit-trait"] as const satisfies readonly OpenKind[]) {
    for (const state of records.ofKind(kind))
      yield establishmentCheck(records, `${lookAt[kind]} ${state.id}`, versions);
  }
  const lists = codeLists(records);
  for (const kind of kindsWithDatedCodes) {
    let looked = 0;
    for (const state of records.ofKind(kind)) {
      looked += 1;
      const found = retiredCodes(state, lists);
      if (found.length > 0 || looked % 64 === 0) yield { about: `code ${state.id}`, found };
    }
  }
}

/** What to look at again after a record changed. */
export function establishmentAbouts(records: PagedRecords, id: RecordId): readonly string[] {
  const kind = kindOf(id);
  const code = kindsWithDatedCodes.has(kind) ? [`code ${id}`] : [];
  switch (kind) {
    case "assignment":
      return [`stay ${id}`];
    case "post": {
      const steps = records.matching("assignment" satisfies OpenKind, "postId", id);
      return [...code, `post ${id}`, `holders ${id}`, ...steps.map((state) => `stay ${state.id}`)];
    }
    case "unit-trait":
      return [`trait ${id}`];
    default:
      return code;
  }
}

/** One look, by what it is about. */
export function establishmentCheck(records: PagedRecords, about: string, versions: UnitVersions): Check {
  const [what, id] = about.split(" ") as [string, RecordId];
  const state = records.get(id);
  return { about, found: state === undefined ? [] : foundAt(records, what, state, versions) };
}

/** A post on file; null: none of that id. */
export function postOf(records: PagedRecords, id: RecordId | null): Post | null {
  const state = id === null ? undefined : records.get(id);
  return state === undefined ? null : recordFrom(state, "post");
}

const lookAt = { post: "post", "unit-trait": "trait" } as const;

function foundAt(records: PagedRecords, what: string, state: RecordState, versions: UnitVersions): readonly Finding[] {
  switch (what) {
    case "stay": {
      const step = recordFrom(state, "assignment");
      return step === null || step.withdrawn ? [] : stayFindings(records, step, versions);
    }
    case "post": {
      const post = recordFrom(state, "post");
      return post === null ? [] : managingLevelMissing(post, versions);
    }
    case "trait": {
      const trait = recordFrom(state, "unit-trait");
      return trait === null ? [] : weakWithoutReason(trait, versions);
    }
    default:
      return retiredCodes(state, codeLists(records));
  }
}

const stayFindings = (records: PagedRecords, step: Assignment, versions: UnitVersions): readonly Finding[] => [
  ...absentUnitOfStep(step, versions),
  ...(step.postId === null ? [] : absentPost(step, postOf(records, step.postId) ?? undefined)),
];

const codeLists = (records: PagedRecords): ReturnType<typeof listsOn> =>
  listsOn(
    [...records.ofKind("code-record" satisfies OpenKind)].flatMap((state) => recordFrom(state, "code-record") ?? []),
  );

/** Units of one name that are still there, with the day since when ("": for ever): most are, and most steps fit. */
const simpleUnits = (versions: UnitVersions): ReadonlyMap<Cell, string> =>
  new Map(
    [...versions].flatMap(([id, own]): (readonly [Cell, string])[] =>
      own.length === 1 && own[0]!.to === null ? [[id, own[0]!.from ?? ""]] : [],
    ),
  );

const simplePosts = (records: PagedRecords): ReadonlySet<Cell> =>
  new Set(
    [...records.ofKind("post" satisfies OpenKind)].flatMap((state) => {
      const post = recordFrom(state, "post");
      return post !== null && !post.withdrawn && post.from === null && post.to === null ? [state.id] : [];
    }),
  );

function* stays(
  records: PagedRecords,
  page: Page,
  versions: UnitVersions,
  simpleUnit: ReadonlyMap<Cell, string>,
  simplePost: ReadonlySet<Cell>,
): Generator<Check> {
  const [unit, post, from, to] = ["unitId", "postId", "from", "to"].map((name) => page.column(name));
  const cell = (column: ReturnType<Page["column"]> | undefined, row: number): Cell =>
    column === null || column === undefined ? undefined : cellAt(column, row);
  for (let row = 0; row < page.rows; row += 1) {
    const [unitId, postId] = [cell(unit, row), cell(post, row)];
    const since = simpleUnit.get(unitId);
    /** Of two dates as texts: one that is not smaller may mean the same day or a later one. */
    const fits = (date: Cell): boolean => typeof date !== "string" || (since !== undefined && date >= since);
    const plainUnit =
      typeof unitId !== "string" || (since !== undefined && fits(cell(from, row)) && fits(cell(to, row)));
    const plainPost = typeof postId !== "string" || simplePost.has(postId);
    if (!plainUnit || !plainPost) yield establishmentCheck(records, `stay ${page.id(row)}`, versions);
    else if (row % 64 === 0) yield { about: "", found: [] };
  }
}
