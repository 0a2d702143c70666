import { blankRecord } from "../../blank-records.ts";
import { dayBefore } from "../../dates.ts";
import type { Decision } from "../../decision.ts";
import type { Reorganisation, Succession } from "../../organisation.ts";
import type { IsoDate, RecordId } from "../../primitives.ts";
import { type AnyRecord, type RecordKind, siblingId } from "../../record-kinds.ts";
import type { UnitVersion } from "../../unit.ts";
import { acts, merges } from "./acts.ts";
import { districts } from "./districts.ts";
import { communes, formerHolders, wards } from "./new-communes.ts";
import { oldCommunes } from "./old-communes.ts";

/**
 * The administrative units of Nghệ An with what is known of their dates and successors, as records with ids of their
 * own: the same on every machine, so that loading them twice, or in two offices, makes nothing double.
 *
 * An id is the fixed head below and a tail that says what it names: a letter for the kind of unit, then its official
 * code, or its district's code and its place in the list. Nobody else makes ids with this head.
 */
export function ngheAnRecords(): readonly AnyRecord[] {
  return [
    ...decisions,
    ...reorganisations,
    ...unitsWith([provinceVersion, ...districtVersions, ...oldVersions, ...newVersions]),
    ...successions(),
  ];
}

const idOf = <Kind extends RecordKind>(kind: Kind, tail: string): RecordId<Kind> =>
  `${kind}:01977c2c-0040-7000-8000-${tail.padStart(12, "0")}`;

const provinceId = idOf("unit", "40");
const districtId = (code: string): RecordId<"unit"> => idOf("unit", `d0000${code}`);
const newCommuneId = (code: string): RecordId<"unit"> => idOf("unit", `c${code}`);
const oldCommuneId = (district: string, place: number): RecordId<"unit"> =>
  idOf("unit", `a${district}${String(place + 1).padStart(4, "0")}`);

const [, reform] = acts as [(typeof acts)[number], (typeof acts)[number]];
const lastOldDay: IsoDate = dayBefore(reform.effective);

/** A unit that keeps one version; its version's id is the same but for the kind. */
const versionOf = (
  unitId: RecordId<"unit">,
  given: Pick<UnitVersion, "name" | "type" | "level" | "code"> & Partial<UnitVersion>,
): UnitVersion => blankRecord("unit-version", { ...given, id: siblingId(unitId, "unit-version"), unitId });

const unitsWith = (versions: readonly UnitVersion[]): readonly AnyRecord[] =>
  versions.flatMap((version) => [blankRecord("unit", { id: version.unitId, tree: "ADMINISTRATIVE" }), version]);

const provinceVersion = versionOf(provinceId, { name: "Tỉnh Nghệ An", type: "tỉnh", level: "TINH", code: "40" });

const withType = (type: string, name: string): string => `${type.charAt(0).toUpperCase()}${type.slice(1)} ${name}`;

/** Cửa Lò ended half a year before the others; Hoàng Mai was cut from Quỳnh Lưu in 2013. Other beginnings are not known. */
const districtVersions = districts.map(({ code, name, type }) =>
  versionOf(districtId(code), {
    name: withType(type, name),
    type,
    level: "HUYEN",
    code,
    parentId: provinceId,
    from: code === "432" ? "2013" : null,
    to: code === "413" ? dayBefore(acts[0]!.effective) : lastOldDay,
    document: (code === "413" ? acts[0] : reform)?.decision.number ?? "",
  }),
);

/**
 * The last day is that of the district level. Some of those of 2023 had already ended on 30/11/2024; which, is not known
 * here, and the document says so.
 */
const oldVersions = oldCommunes.flatMap(({ district, units }) =>
  units.map(([name, type], place) =>
    versionOf(oldCommuneId(district, place), {
      name: type === null ? name : withType(type, name),
      type: type ?? "",
      level: "XA",
      code:
        formerHolders.find(
          (each) => each.district === district && type !== null && each.former === withType(type, name),
        )?.code ?? "",
      parentId: districtId(district),
      to: lastOldDay,
      document: district === "424" ? reform.decision.number : "Theo danh mục 4/2023; có thể đã sắp xếp từ 01/12/2024",
    }),
  ),
);

const newVersions = [
  ...wards.map(([code, name]) => ({ code, name, type: "phường" })),
  ...communes.map(([code, name]) => ({ code, name, type: "xã" })),
].map(({ code, name, type }) =>
  versionOf(newCommuneId(code), {
    name: withType(type, name),
    type,
    level: "XA",
    code,
    parentId: provinceId,
    from: reform.effective,
    document: reform.decision.number,
  }),
);

const actTail = (key: string): string => `e${key}`;

const decisions: readonly Decision[] = acts.map(({ key, decision }) =>
  blankRecord("decision", { id: idOf("decision", actTail(key)), ...decision }),
);

const reorganisations: readonly Reorganisation[] = acts.map(({ key, name, kind, effective, note }) =>
  blankRecord("reorganisation", {
    id: idOf("reorganisation", actTail(key)),
    name,
    kind,
    effective,
    decisionId: idOf("decision", actTail(key)),
    note,
  }),
);

/** From Cửa Lò to Vinh, from every district to the province (parts of its work), and the mergers that are known. */
function successions(): readonly Succession[] {
  const [merger] = acts;
  const link = (
    act: (typeof acts)[number],
    fromUnitId: RecordId<"unit">,
    toUnitId: RecordId<"unit">,
    kind: Succession["kind"],
    part = false,
  ): Succession =>
    blankRecord("succession", {
      id: siblingId(fromUnitId, "succession"), // no unit has two in this data
      fromUnitId,
      toUnitId,
      kind,
      part,
      date: act.effective,
      reorganisationId: idOf("reorganisation", actTail(act.key)),
    });
  return [
    ...districts.map(({ code }) =>
      code === "413"
        ? link(merger!, districtId(code), districtId("412"), "MERGE")
        : link(reform, districtId(code), provinceId, "LEVEL", true),
    ),
    ...merges.flatMap(({ into, district, of }) =>
      of.map((name) => {
        const place = oldCommunes
          .find((each) => each.district === district)
          ?.units.findIndex(([each]) => each === name);
        return link(reform, oldCommuneId(district, place ?? -1), newCommuneId(into), "MERGE");
      }),
    ),
  ];
}
