import { useTranslation } from "react-i18next";
import type { CodeList } from "../../shared/domain/codes/code-list.ts";
import type { Json } from "../../shared/domain/primitives.ts";
import type { ParameterField, ParameterKind } from "../../shared/domain/rules/parameter-kinds.ts";
import { TitleList } from "../../shared/domain/rules/parameters.ts";
import { titleGroupNames, titleGroups } from "../../shared/domain/statistics/title-group.ts";
import { CheckField } from "../parts/check-field.tsx";
import { NumberField } from "../parts/number-field.tsx";
import { TextArea } from "../parts/text-field.tsx";
import { listOfKind, useRuleWords } from "./rule-words.ts";

/** Most of each number, as the rules' own schemas take them. */
const mostOf: Partial<Record<ParameterKind, number>> = {
  months: 1200,
  days: 3660,
  years: 1000,
  people: 1000,
  titles: 1000,
  terms: 1000,
  percent: 100,
};

/** The control for one parameter, by what it is. What no form can set well is shown as it stands. */
export function ParameterInput({
  label,
  field,
  value,
  onChange,
}: {
  readonly label: string;
  readonly field: ParameterField;
  readonly value: Json;
  readonly onChange: (value: Json) => void;
}) {
  const { t } = useTranslation("packs");
  const words = useRuleWords();
  const { kind, empty } = field;
  const most = mostOf[kind];
  const list = listOfKind[kind];
  if (most !== undefined) {
    const unit = t(`unit.${kind as "months"}`, { number: "" }).trim();
    return (
      <NumberField
        label={`${label} (${unit})`}
        least={0}
        most={most}
        whole={kind !== "percent"}
        required={empty !== true}
        value={typeof value === "number" ? value : null}
        onChange={onChange}
      />
    );
  }
  if (list !== undefined)
    return <CodeBoxes label={label} list={list} value={texts(value)} onChange={(codes) => onChange([...codes])} />;
  if (kind === "words") return <Lines label={label} value={texts(value)} onChange={(lines) => onChange([...lines])} />;
  if (kind === "title-list") {
    const read = TitleList.safeParse(value);
    const held = read.success ? read.data : { groups: [], starts: [] };
    const groups: CodeList = titleGroups.map((code) => ({
      code,
      vi: titleGroupNames[code],
      en: titleGroupNames[code],
    }));
    return (
      <>
        <CodeBoxes
          label={label}
          list={groups}
          value={held.groups}
          onChange={(codes) => onChange({ ...held, groups: [...codes] })}
        />
        <Lines
          label={t("form.starts")}
          value={held.starts}
          onChange={(starts) => onChange({ ...held, starts: [...starts] })}
        />
      </>
    );
  }
  if (kind === "discipline-months") {
    const held = (value ?? {}) as Readonly<Record<string, number>>;
    return (listOfKind.discipline ?? [])
      .filter(({ code }) => held[code] !== undefined)
      .map(({ code }) => (
        <NumberField
          key={code}
          label={`${words.nameIn(listOfKind.discipline ?? [], code)} (${t("unit.months", { number: "" }).trim()})`}
          least={0}
          most={1200}
          required
          value={held[code] ?? null}
          onChange={(number) => number !== null && onChange({ ...held, [code]: number })}
        />
      ));
  }
  return (
    <div className="field field-wide">
      <span className="field-label">{label}</span>
      <span className="quiet">{words.value(kind, value)}</span>
    </div>
  );
}

/** Boxes to tick, one a code. */
export function CodeBoxes({
  label,
  list,
  value,
  onChange,
}: {
  readonly label: string;
  readonly list: CodeList;
  readonly value: readonly string[];
  readonly onChange: (codes: readonly string[]) => void;
}) {
  const words = useRuleWords();
  return (
    <fieldset className="packs-codes field-wide">
      <legend className="field-label">{label}</legend>
      <div>
        {list.map(({ code }) => (
          <CheckField
            key={code}
            label={words.nameIn(list, code)}
            value={value.includes(code)}
            onChange={(ticked) => onChange(ticked ? [...value, code] : value.filter((each) => each !== code))}
          />
        ))}
      </div>
    </fieldset>
  );
}

function Lines({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: readonly string[];
  readonly onChange: (lines: readonly string[]) => void;
}) {
  const { t } = useTranslation("packs");
  return (
    <TextArea
      label={label}
      hint={t("form.linesHint")}
      value={value.join("\n")}
      maxLength={5000}
      onChange={(typed) => onChange(typed.split("\n"))}
    />
  );
}

const texts = (value: Json): readonly string[] =>
  Array.isArray(value) ? (value as readonly Json[]).filter((each) => typeof each === "string") : [];
