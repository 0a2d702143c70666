import { z } from "zod";
import { failed, ok, type Result } from "../../result.ts";
import { IsoDate, Json, line, recordId } from "../primitives.ts";
import { AppliesTo, isRuleId, type ParametersOf, parameters, type RuleId } from "./parameters.ts";

/** W: a warning that wants a reason and a document; I: for information; auto: follows by itself; off: not looked at. */
export const Severity = z.enum(["W", "I", "auto", "off"]);
export type Severity = z.infer<typeof Severity>;

/**
 * A dated pack of rules: one instrument in one version, as the province signs and sends it. `rules` is read by
 * `readPack`, which says why it refuses, so that a pack of a newer program is kept and not lost on the way.
 */
export const RulePackRecord = z.object({
  id: recordId("rule-pack"),
  name: line(120), // stays through the versions: "65-QĐ/TW"
  version: z.number().int().min(1).max(99999),
  overlay: z.boolean(), // changes parameters of rules that other packs hold
  number: line(60), // of the instrument
  type: line(60), // "Quy định", "Nghị định"
  issuer: line(200),
  issuedOn: IsoDate.nullable(),
  effectiveFrom: IsoDate.nullable(),
  effectiveTo: IsoDate.nullable(),
  replaces: line(300), // names of packs that this one ends, "; " between them
  level: line(10), // whose instrument: TW, TINH …
  rules: Json,
  withdrawn: z.boolean(),
});
export type RulePackRecord = z.infer<typeof RulePackRecord>;

/** The paper a rule comes from. Days are inclusive; null: open, or not known to the pack. */
export interface Instrument {
  readonly number: string;
  readonly type: string;
  readonly issuer: string;
  readonly issuedOn: IsoDate | null;
  readonly effectiveFrom: IsoDate | null;
  readonly effectiveTo: IsoDate | null;
  readonly replaces: readonly string[];
  readonly level: string;
}

/** One rule of a pack. In an overlay `parameters` holds only what changes, and null leaves severity and scope alone. */
export interface PackRule<Rule extends RuleId = RuleId> {
  readonly rule: Rule;
  readonly article: string;
  readonly parameters: Partial<ParametersOf<Rule>>;
  readonly from: IsoDate | null; // within the instrument's own days
  readonly to: IsoDate | null;
  readonly severity: Severity | null;
  readonly appliesTo: AppliesTo | null;
}

export interface RulePack {
  readonly id: string; // of the record, or the name of a pack that comes with the program
  readonly name: string;
  readonly version: number;
  readonly overlay: boolean;
  readonly instrument: Instrument;
  readonly rules: readonly PackRule[];
}

/**
 * Why a pack is not used.
 * - `malformed`: where in it
 * - `unknown-rule`: a newer program knows it
 * - `never-in-force`: it ends before it begins
 * - `older`: another version of the pack was held before it that is as new or newer
 * - `not-entitled`: an office wrote it whose rules do not count here
 * - `changed`: somebody changed it after it was written, who
 */
export type PackProblem =
  | { readonly kind: "malformed"; readonly at: string }
  | { readonly kind: "unknown-rule"; readonly rule: string }
  | { readonly kind: "never-in-force" }
  | { readonly kind: "older"; readonly held: number }
  | { readonly kind: "not-entitled"; readonly office: string }
  | { readonly kind: "changed"; readonly office: string };

const Written = z.strictObject({
  rule: z.string(),
  article: line(120),
  parameters: z.record(z.string(), Json),
  from: IsoDate.nullable(),
  to: IsoDate.nullable(),
  severity: Severity.nullable(),
  appliesTo: AppliesTo.nullable(),
});

/** A pack out of its record; every parameter is known and of its kind, and a pack that is no overlay names them all. */
export function readPack(record: RulePackRecord): Result<RulePack, PackProblem> {
  const malformed = (at: string) => failed<PackProblem>({ kind: "malformed", at });
  if (!Array.isArray(record.rules)) return malformed("rules");
  if (record.name.trim() === "") return malformed("name");
  const rules: PackRule[] = [];
  for (const [i, written] of record.rules.entries()) {
    const read = Written.safeParse(written);
    if (!read.success) return malformed([`rules.${i}`, ...(read.error.issues[0]?.path ?? [])].join("."));
    const { rule, ...rest } = read.data;
    if (!isRuleId(rule)) return failed({ kind: "unknown-rule", rule });
    const schema: z.ZodObject = parameters[rule];
    const own = (record.overlay ? schema.partial() : schema).safeParse(rest.parameters);
    if (!own.success) return malformed([`rules.${i}.parameters`, ...(own.error.issues[0]?.path ?? [])].join("."));
    if (!record.overlay && rest.severity === null) return malformed(`rules.${i}.severity`);
    if (rules.some((other) => other.rule === rule && meet(other, rest))) return malformed(`rules.${i}.from`);
    rules.push({ ...rest, rule, parameters: own.data });
  }
  const { name, version, overlay, effectiveFrom, effectiveTo, replaces, ...paper } = record;
  if (effectiveFrom !== null && effectiveTo !== null && effectiveTo < effectiveFrom)
    return failed({ kind: "never-in-force" });
  const { number, type, issuer, issuedOn, level } = paper;
  const ended = replaces.split(";").map((each) => each.trim());
  return ok({
    id: record.id,
    name,
    version,
    overlay,
    instrument: {
      number,
      type,
      issuer,
      issuedOn,
      effectiveFrom,
      effectiveTo,
      replaces: ended.filter((each) => each !== ""),
      level,
    },
    rules,
  });
}

/** Whether a pack that arrives may be taken: well formed, and newer than every version of it held here. */
export function acceptPack(record: RulePackRecord, held: readonly RulePack[]): Result<RulePack, PackProblem> {
  const pack = readPack(record);
  if (!pack.ok) return pack;
  const newest = Math.max(0, ...held.filter(({ name }) => name === pack.value.name).map(({ version }) => version));
  return pack.value.version > newest ? pack : failed({ kind: "older", held: newest });
}

/**
 * The packs that come with the program and those of the records, each version once, and what was refused with its reason.
 *
 * @param records  in the order in which they were written: a version that is not newer than those before it is refused
 * @param refuse   why a pack is not used whatever it says, e.g. for who wrote it; null: nothing against it
 */
export function packsOf(
  builtIn: readonly RulePack[],
  records: Iterable<RulePackRecord>,
  refuse: (record: RulePackRecord) => PackProblem | null = () => null,
): {
  readonly packs: readonly RulePack[];
  readonly refused: readonly { readonly record: RulePackRecord; readonly problem: PackProblem }[];
} {
  const packs = [...builtIn];
  const refused: { record: RulePackRecord; problem: PackProblem }[] = [];
  for (const record of records) {
    if (record.withdrawn) continue;
    const problem = refuse(record);
    const pack = problem === null ? acceptPack(record, packs) : failed(problem);
    if (pack.ok) packs.push(pack.value);
    else refused.push({ record, problem: pack.problem });
  }
  return { packs, refused };
}

const meet = (a: Pick<PackRule, "from" | "to">, b: Pick<PackRule, "from" | "to">): boolean =>
  (a.from ?? "") <= (b.to ?? "9") && (b.from ?? "") <= (a.to ?? "9");
