import { useTranslation } from "react-i18next";
import type { Json } from "../../shared/domain/primitives.ts";
import { packStanding } from "../../shared/domain/rules/pack-standing.ts";
import { fieldsOf } from "../../shared/domain/rules/parameter-kinds.ts";
import type { RuleId } from "../../shared/domain/rules/parameters.ts";
import type { RulePack } from "../../shared/domain/rules/rule-pack.ts";
import type { RuleInForce } from "../../shared/domain/rules/rules-on.ts";
import type { PackBoard } from "../state/rule-packs.ts";
import type { Go } from "../state/screen.ts";
import { useRuleWords } from "./rule-words.ts";

/** Parameters in words and numbers with their units; of an overlay those that it names. */
export function Parameters({ rule, parameters }: { readonly rule: RuleId; readonly parameters: object }) {
  const { t } = useTranslation("packs");
  const words = useRuleWords();
  const values = parameters as Readonly<Record<string, Json>>;
  const shown = fieldsOf(rule).filter(({ key }) => values[key] !== undefined);
  if (shown.length === 0) return <span className="quiet">–</span>;
  return (
    <ul className="packs-parameters">
      {shown.map(({ key, name, field }) => (
        <li key={key}>
          <span className="quiet">{t(`parameter.${name}`)}:</span> {words.value(field.kind, values[key] ?? null)}
        </li>
      ))}
    </ul>
  );
}

/** Whether a pack is in force today. */
export function PackState({ pack, board }: { readonly pack: RulePack; readonly board: PackBoard }) {
  const { t } = useTranslation("packs");
  const standing = packStanding(
    pack,
    board.packs.map((each) => each.pack),
    board.today,
  );
  const by = "by" in standing ? String(standing.by) : "";
  return (
    <span className={standing.state === "in-force" ? "sign sign-good" : "sign"}>
      {t(`state.${standing.state}`, { by })}
    </span>
  );
}

/** Where a rule comes from, and what changed it; each is the way to its pack. */
export function SourceLines({ rule, go }: { readonly rule: RuleInForce; readonly go: Go }) {
  const { t } = useTranslation("packs");
  const words = useRuleWords();
  return (
    <>
      <button type="button" className="link packs-source" onClick={() => go("rule-packs", { pack: rule.source.pack })}>
        {words.source(rule.source)}
      </button>
      {rule.overlays.map((source) => (
        <button
          key={`${source.pack} ${source.version}`}
          type="button"
          className="link packs-source"
          onClick={() => go("rule-packs", { pack: source.pack })}
        >
          {t("changedBy", { source: words.source(source) })}
        </button>
      ))}
    </>
  );
}
