import { z } from "zod";
import { line, PartialDate, recordId } from "./primitives.ts";

/** Levels of the system, highest first; "HUYEN" exists until 30/06/2025. */
export const Level = z.enum(["TW", "TINH", "HUYEN", "XA"]);
export type Level = z.infer<typeof Level>;

/** Blocs ("khối"). */
export const Bloc = z.enum(["DANG", "CHINH_QUYEN", "MTTQ_DT", "NOI_CHINH", "LLVT", "SU_NGHIEP", "NGANH_DOC"]);
export type Bloc = z.infer<typeof Bloc>;

/** Which of the three parallel trees a unit stands in. */
export const UnitTree = z.enum(["ADMINISTRATIVE", "PARTY", "BODY"]);

/** A unit that stays itself through renamings. Names, codes and parents live on its versions only. */
export const Unit = z.object({
  id: recordId("unit"),
  tree: UnitTree,
  withdrawn: z.boolean(),
});
export type Unit = z.infer<typeof Unit>;

/** What a unit was called and where it stood from one day to another (inclusive; null: open). */
export const UnitVersion = z.object({
  id: recordId("unit-version"),
  unitId: recordId("unit"),
  name: line(200), // as printed: "Đảng ủy xã Lưu Sơn"
  type: line(60), // xã, phường, thị trấn, huyện, đảng bộ, phòng …
  level: Level,
  bloc: Bloc.nullable(), // null: a territory, not a body
  parentId: recordId("unit").nullable(),
  localityId: recordId("unit").nullable(), // the administrative unit it sits in; null: itself
  code: line(20), // official code; reused by the State, so never an identity
  from: PartialDate.nullable(),
  to: PartialDate.nullable(),
  document: line(200),
  withdrawn: z.boolean(),
});
export type UnitVersion = z.infer<typeof UnitVersion>;
