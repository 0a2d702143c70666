import { earliestDay, latestDay } from "../../dates.ts";
import { foldVietnamese } from "../../fold.ts";
import type { PartialDate, RecordId } from "../../primitives.ts";
import type { Level } from "../../unit.ts";
import { isWithin, localityOf, type UnitVersions, versionOn } from "../../units.ts";
import type { Case } from "../case.ts";
import { answer, bounds, type Check, type Facts, monthsServed, notApplicable, unknown } from "../check.ts";
import { isListed } from "../title-step.ts";
import { anyOf, not, type Verdict } from "../verdict.ts";

/** In listed posts nobody serves at home. */
export const r08: Check<"R08"> = (about, { titles, localYears }, { compare }) => {
  const { move, posts, units, person } = about;
  if (move === null) return notApplicable();
  const post = move.toPostId === null ? undefined : posts?.get(move.toPostId);
  if (post?.nonLocal !== true && !isListed(move.toTitle, titles)) return notApplicable({ to: move.toTitle }, [move.id]);
  if (move.start === null) return unknown("start", {}, [move.id]);
  const unitId = post?.unitId ?? move.toUnitId;
  const version = unitId === null ? null : versionOn(units, unitId, move.start);
  if (version === null) return unknown("unit", { to: move.toTitle }, [move.id]);
  const place = localityOf(version);
  const placeName = versionOn(units, place, move.start)?.name ?? "";
  const native = { XA: person.nativeCommune, HUYEN: person.nativeDistrict, TINH: person.nativeProvince, TW: "" }[
    version.level
  ];
  const facts: Facts = { native, place: placeName, level: version.level };
  const records = [move.id, person.id, place];
  if (native.trim() === "" || placeName === "")
    return unknown(placeName === "" ? "unit" : "native-place", facts, records);
  const born = bornThere(about, { place, level: version.level, native, day: move.start });
  const home = compare.isOneOf(born === "maybe" ? null : born, ["yes"]);
  const served = localYears === null ? null : servedThere(about, place, move.start);
  const grown = served === null || localYears === null ? "no" : compare.atLeast(served, localYears * 12);
  const more = served === null ? {} : bounds("monthsThere", served);
  return answer(not(anyOf([home, grown])), { ...facts, ...more }, records, "native-place");
};

/** Whether the native place, as written, is a place: by every unit that ever bore the name, and what became of it. */
function bornThere(
  { person, units, successions }: Case,
  { place, level, native, day }: { place: RecordId<"unit">; level: Level; native: string; day: PartialDate },
): Verdict {
  const above = level === "XA" ? bareName(person.nativeDistrict) : "";
  const named = placesByName(units).get(`${level} ${bareName(native)}`) ?? [];
  const fitting = named.filter(
    (unitId) => above === "" || namesAbove(units, unitId).every((names) => names.includes(above)),
  );
  const readings = fitting.map((unitId): Verdict => {
    if (unitId === place) return "yes";
    if (versionOn(units, unitId, day) !== null) return "no";
    const heirs = heirsOf(unitId, successions);
    const heir = heirs.get(place);
    return heir === undefined ? (heirs.size === 0 ? "maybe" : "no") : heir ? "yes" : "maybe";
  });
  if (readings.length > 0) return readings.every((each) => each === readings[0]) ? (readings[0] ?? "maybe") : "maybe";
  const province = provinceOf(units, place, day);
  const elsewhere =
    province !== null &&
    person.nativeProvince.trim() !== "" &&
    bareName(province) !== bareName(person.nativeProvince) &&
    !placesByName(units).has(`TINH ${bareName(person.nativeProvince)}`);
  return elsewhere ? "no" : "maybe";
}

/** Months of all posts in a place before a day. */
function servedThere({ own, units }: Case, place: RecordId<"unit">, day: PartialDate) {
  const steps = (own.assignment ?? []).filter(({ unitId }) => unitId !== null);
  let [least, most] = [0, 0];
  for (const { unitId, from, to } of steps) {
    if (unitId === null || from === null || !isWithin(units, unitId, place, earliestDay(from))) continue;
    const last = to === null || latestDay(to) > earliestDay(day) ? earliestDay(day) : to;
    if (earliestDay(from) > latestDay(last)) continue;
    const months = monthsServed(from, last);
    least += Math.max(0, months.least);
    most += Math.max(0, months.most);
  }
  return { least, most };
}

/** A place's name without its kind: "xã Lưu Sơn" and "Lưu Sơn" are one. */
export const bareName = (name: string): string =>
  foldVietnamese(name)
    .replace(/^(?:tinh|thanh pho|tp\.?|huyen|quan|thi xa|tx\.?|thi tran|tt\.?|xa|phuong|p\.|dac khu)\s+/, "")
    .trim();

/** Territories by level and bare name, whenever they bore it. Worked out once for one state of the register. */
function placesByName(units: UnitVersions): ReadonlyMap<string, readonly RecordId<"unit">[]> {
  const known = collected.get(units);
  if (known !== undefined) return known;
  const byName = new Map<string, RecordId<"unit">[]>();
  for (const [unitId, versions] of units)
    for (const name of new Set(
      versions.flatMap((each) => (each.bloc === null ? [`${each.level} ${bareName(each.name)}`] : [])),
    ))
      byName.set(name, [...(byName.get(name) ?? []), unitId]);
  collected.set(units, byName);
  return byName;
}
const collected = new WeakMap<UnitVersions, ReadonlyMap<string, readonly RecordId<"unit">[]>>();

/** For each stretch of a place that hung below another: the names that one ever had. */
function namesAbove(units: UnitVersions, unitId: RecordId<"unit">): string[][] {
  const parents = new Set((units.get(unitId) ?? []).flatMap(({ parentId }) => (parentId === null ? [] : [parentId])));
  const names = [...parents].map((parent) =>
    (units.get(parent) ?? []).filter(({ level }) => level === "HUYEN").map(({ name }) => bareName(name)),
  );
  const known = names.flat();
  return known.length === 0 ? [] : [known];
}

/** What a unit went over into, and through how many acts: whole (true) or only in part. */
function heirsOf(unitId: RecordId<"unit">, successions: Case["successions"]): Map<RecordId<"unit">, boolean> {
  const heirs = new Map<RecordId<"unit">, boolean>();
  const open: [RecordId<"unit">, boolean][] = [[unitId, true]];
  for (let next = open.pop(); next !== undefined; next = open.pop())
    for (const { fromUnitId, toUnitId, part } of successions) {
      if (fromUnitId !== next[0] || heirs.get(toUnitId) === true || toUnitId === unitId) continue;
      const whole = next[1] && !part;
      if (heirs.has(toUnitId) && !whole) continue;
      heirs.set(toUnitId, whole);
      open.push([toUnitId, whole]);
    }
  return heirs;
}

function provinceOf(units: UnitVersions, place: RecordId<"unit">, day: PartialDate): string | null {
  const seen = new Set<RecordId<"unit">>();
  for (let at: RecordId<"unit"> | null = place; at !== null && !seen.has(at); ) {
    seen.add(at);
    const version = versionOn(units, at, day);
    if (version?.level === "TINH") return version.name;
    at = version?.parentId ?? null;
  }
  return null;
}
