import type { Finding } from "../findings.ts";
import type { PackProblem, RulePackRecord } from "../rules/rule-pack.ts";

/** A pack of rules that stays on file and is not used. */
export interface RefusedPack {
  readonly id: RulePackRecord["id"];
  readonly name: string;
  readonly version: number;
  readonly writer: string; // name of the office that wrote it; its id where the name is not known
  readonly problem: PackProblem;
}

/**
 * A pack of rules that is not used. What was in force stays in force.
 * Source: rules come from the office itself, where none is above it, or from the province, and newer versions replace older ones.
 */
export const packRefused = ({ id, name, version, writer, problem }: RefusedPack): Finding => ({
  rule: "rule-pack-refused",
  personId: null,
  records: [id],
  facts: {
    pack: name,
    version: String(version),
    writer,
    problem: problem.kind,
    at: problem.kind === "malformed" ? problem.at : "",
    rule: problem.kind === "unknown-rule" ? problem.rule : "",
    held: problem.kind === "older" ? String(problem.held) : "",
    office: problem.kind === "not-entitled" || problem.kind === "changed" ? problem.office : "",
  },
});
