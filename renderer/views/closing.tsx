import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { DateField } from "../parts/date-field.tsx";
import { Form } from "../parts/form.tsx";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { Page, Progress, Section } from "../parts/page.tsx";
import { PickField } from "../parts/pick-field.tsx";
import { TextArea, TextField } from "../parts/text-field.tsx";
import { type ClosingForm, type ClosingGround, createClosing, previewOf } from "../state/closing.ts";
import type { ScreenProps } from "../state/screen.ts";
import { PeopleToPlace, UnitsToPlace } from "./closing-places.tsx";

/** An office ends: who goes on, where each unit and each person goes, how many files that is, and the paper. */
export function Closing({ office, params, go }: ScreenProps<"closing">) {
  const { t } = useTranslation("closing");
  const [useClosing] = useState(() => createClosing(office, params.office));
  const form = useClosing();
  const { ground, read, busy, done, stale, problem, load } = form;
  useEffect(() => {
    void load();
  }, [load]);
  const back = () => go("registry", {});
  if (ground === null)
    return (
      <Page title={t("open")} onBack={back}>
        {read && <Notice tone="warn">{t("notThere")}</Notice>}
      </Page>
    );
  const { left, total } = previewOf(ground, form);
  const papers = form.decision.trim() !== "" && form.reason.trim() !== "";
  const ready = form.successors.length > 0 && left === 0 && papers;
  return (
    <Page
      title={t("title", { name: ground.name })}
      detail={t("files", { count: total })}
      onBack={back}
      actions={
        !done && (
          <button
            type="button"
            className="button button-danger"
            disabled={!ready || busy}
            onClick={() => void form.close()}
          >
            {t("sign")}
          </button>
        )
      }
    >
      {problem && <ProblemBanner problem={problem} />}
      {stale && <Notice tone="warn">{t("stale")}</Notice>}
      {busy && <Progress label={t("working", { count: form.moved, total })} done={form.moved} total={total} />}
      {done ? (
        <Notice tone="good">
          <p className="notice-what">{t("done", { name: ground.name, count: form.moved })}</p>
          <p>{t("doneTodo")}</p>
          <div className="buttons">
            <button type="button" className="button" onClick={back}>
              {t("toRegistry")}
            </button>
            <button type="button" className="button" onClick={() => go("exchange", {})}>
              {t("toExchange")}
            </button>
          </div>
        </Notice>
      ) : (
        <fieldset className="closing" disabled={busy}>
          <p className="quiet closing-intro">{t("intro")}</p>
          <div className="act-grid">
            <div className="act-column">
              <Paper form={form} />
              <Successors form={form} ground={ground} />
              {form.successors.length > 1 && <UnitsToPlace form={form} ground={ground} />}
              {form.successors.length > 1 && <PeopleToPlace form={form} ground={ground} />}
            </div>
            <Preview form={form} ground={ground} papers={papers} />
          </div>
        </fieldset>
      )}
    </Page>
  );
}

interface Part {
  readonly form: ClosingForm;
  readonly ground: ClosingGround;
}

function Paper({ form: { decision, decidedOn, reason, edit } }: Pick<Part, "form">) {
  const { t } = useTranslation("closing");
  return (
    <Section title={t("paper")}>
      {/* Signing takes the button: Enter in a line ends no office. */}
      <Form className="form-grid form-grid-dense" onSubmit={() => undefined}>
        <TextField
          label={t("decision")}
          required
          maxLength={120}
          value={decision}
          onChange={(next) => edit({ decision: next })}
        />
        <DateField label={t("decidedOn")} days value={decidedOn} onChange={(next) => edit({ decidedOn: next })} />
        <TextArea
          label={t("reason")}
          required
          maxLength={1000}
          value={reason}
          onChange={(next) => edit({ reason: next })}
        />
      </Form>
    </Section>
  );
}

function Successors({ form, ground }: Part) {
  const { t } = useTranslation("closing");
  const chosen = new Set(form.successors);
  return (
    <Section title={t("successors")}>
      <PickField
        label={t("add")}
        placeholder={t("addNone")}
        items={ground.offices.filter(({ id }) => !chosen.has(id))}
        textOf={({ name }) => name}
        detailOf={({ id }) => id}
        keyOf={({ id }) => id}
        picked={null}
        onPick={(office) => office !== null && form.addSuccessor(office.id)}
      />
      {form.successors.length === 0 && <p className="quiet">{t("successorsNone")}</p>}
      <ul className="lines" aria-label={t("successors")}>
        {form.successors.map((id) => {
          const name = ground.offices.find((each) => each.id === id)?.name ?? id;
          return (
            <li key={id}>
              {name}{" "}
              <button
                type="button"
                className="link"
                aria-label={t("drop", { name })}
                onClick={() => form.dropSuccessor(id)}
              >
                {t("dropShort")}
              </button>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

/** What signing would do, in numbers. */
function Preview({ form, ground, papers }: Part & { readonly papers: boolean }) {
  const { t } = useTranslation("closing");
  const { files, left, total } = previewOf(ground, form);
  const last = Object.entries(ground.last).filter(([, number]) => number > 0);
  return (
    <Section title={t("preview")}>
      <table className="table table-dense" aria-label={t("preview")}>
        <thead>
          <tr>
            <th scope="col">{t("successor")}</th>
            <th scope="col" className="number">
              {t("count")}
            </th>
          </tr>
        </thead>
        <tbody>
          {[...files].map(([id, count]) => (
            <tr key={id}>
              <td>{ground.offices.find((each) => each.id === id)?.name ?? id}</td>
              <td className="number">{count}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{t("total")}</th>
            <td className="number">
              {total - left} / {total}
            </td>
          </tr>
        </tbody>
      </table>
      {form.successors.length > 0 && (
        <Notice tone={left > 0 ? "warn" : "good"}>{left > 0 ? t("left", { count: left }) : t("allPlaced")}</Notice>
      )}
      {ground.open.length > 0 && <p>{t("openHandovers", { count: ground.open.length })}</p>}
      <p className="quiet">
        {t("last", {
          last: last.map(([feed, count]) => t("lastOne", { feed, count })).join(", ") || t("lastNone"),
        })}
      </p>
      {!papers && <p className="quiet">{t("needsPaper")}</p>}
    </Section>
  );
}
