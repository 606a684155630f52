/** The form of a further draw of a task: filled in from the one before, and why there is another. */
import { Input } from "antd";
import { api, ask } from "../../api/client";
import { Field } from "../../ui/Field";
import { FormPage } from "../../ui/FormPage";
import { ProblemView } from "../../ui/ProblemView";
import { NEAR } from "../../ui/near";
import { today } from "../../words/format";
import { useWords } from "../../words/words";
import { keyed } from "../accounts/calls";
import { DrawContents } from "./DrawContents";
import { Fields, WithItems } from "./DrawForm";
import { nameOf, parentOf, useToDraft } from "./OfDraw";
import { type Draw, useDraw } from "./calls";
import { type Values, partiesOf, schemeOf, valuesOf } from "./scheme-values";

type Following = Values & { why: string };

/** A day that is over is none to inspect on. */
function fromToday(values: Values): Values {
  const latest = (day: string): string => (day < today() ? today() : day);
  return { ...values, from: latest(values.from), to: latest(values.to) };
}

/** The page. */
export function NewFollowing({ id }: { id: string }) {
  const word = useWords();
  const leave = useToDraft();
  const { data: before, error, refetch } = useDraw(id);
  if (error && !before) return <ProblemView error={error} retry={() => void refetch()} />;
  if (!before) return <p role="status">{word("loading")}</p>;
  const initial = { ...fromToday(valuesOf(before.task, before.scheme, before.parties)), why: "" };
  return (
    <WithItems>
      {(items) => (
        <FormPage<Following, Draw>
          name={`draw-after-${id}`} title={word("draw-follow")} help={word("draw-follow-lead", { name: nameOf(before) })} parent={parentOf(before)}
          initial={initial} submitLabel={word("draw-begin")} onDone={leave}
          contents={(form, faults) => <DrawContents form={form} begun={initial} faults={faults} hasRates={before.scheme.strata.length > 0} />}
          submit={(values, key) => ask(api.POST("/api/v1/draws", {
            body: { task: values.task, organisation: before.organisation, follows: id, why: values.why, scheme: schemeOf(values, items.edition, before.scheme), parties: partiesOf(values) }, ...keyed(key),
          }))}
        >
          <Field name="why" label={word("draw-follow-why")} help={word("draw-follow-why-help")} required><Input maxLength={120} showCount={NEAR} /></Field>
          <Fields items={items} />
        </FormPage>
      )}
    </WithItems>
  );
}
