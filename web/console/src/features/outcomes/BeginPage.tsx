/** Begins an outcome of a visit: what is done, about which findings, until when or to whom. */
import { Alert, Form, Input, Radio } from "antd";
import { Link, useSearchParams } from "react-router";
import { api, ask } from "../../api/client";
import { useMay } from "../../api/query";
import { Field } from "../../ui/Field";
import { FormPage } from "../../ui/FormPage";
import { PageHead } from "../../ui/PageHead";
import { NEAR } from "../../ui/near";
import { useWords } from "../../words/words";
import { at, keyed } from "../accounts/calls";
import { OfVisit, parentOf } from "../inspections/OfVisit";
import type { Visit } from "../inspections/calls";
import { DueInput } from "./DueInput";
import { FindingsInput } from "./FindingsInput";
import { ACTS } from "./acts";
import { type Kind, type Outcome, useToOutcome } from "./calls";
import { type Finding, findingsIn, namesRows } from "./findings";
import { type Beginning, basisOf, beginningBody, dayAfter, hasAddressee, hasDue, kindsFor } from "./form-values";
import { LONGEST, LONGEST_NAME, MOST_DAYS } from "./limits";

/** The page. */
export function BeginPage() {
  return <OfVisit>{(visit, reload) => <Begin key={visit.version} visit={visit} reload={reload} />}</OfVisit>;
}

function Begin({ visit, reload }: { visit: Visit; reload: () => void }) {
  const may = useMay();
  const kinds = kindsFor(visit);
  if (!may(ACTS.propose) || !visit.mine) return <Not visit={visit} why="outcomes-not-team" />;
  return kinds.length > 0 ? <Known visit={visit} kinds={kinds} reload={reload} /> : <Not visit={visit} why="outcomes-not-yet" />;
}

/** Nothing can be begun here now, or not by this person. */
function Not({ visit, why }: { visit: Visit; why: string }) {
  const word = useWords();
  const parent = parentOf(visit);
  return <article><PageHead title={word("outcomes-begin-of", { name: visit.name })} parent={parent} /><Alert type="info" showIcon title={word("outcomes-begin-not")} description={<><p>{word(why)}</p><Link to={parent.to}>{word("outcomes-to-visit")}</Link></>} /></article>;
}

interface Props {
  visit: Visit;
  kinds: Kind[];
  reload: () => void;
}

/** The findings an outcome of a kind can be about. */
function findingsFor(visit: Visit, kind: Kind | undefined): Finding[] {
  const basis = basisOf(visit, kind);
  return basis ? findingsIn(basis.record, visit.items) : [];
}

function Known({ visit, kinds, reload }: Props) {
  const word = useWords();
  const leave = useToOutcome();
  const [params] = useSearchParams();
  const asked = kinds.find((kind) => kind === params.get("kind")) ?? (kinds.length === 1 ? kinds[0] : undefined);
  const ticked = [...new Set(kinds.flatMap((kind) => findingsFor(visit, kind)).map(({ key }) => key))];
  return (
    <FormPage<Beginning, Outcome>
      name={`outcome-${visit.id}`} title={word("outcomes-begin-of", { name: visit.name })} help={word("outcomes-begin-lead")} parent={parentOf(visit)} onReload={reload} submitLabel={word("outcomes-begin-go")}
      initial={{ kind: asked, findings: ticked, text: "" }} onDone={leave}
      submit={(values, key) => ask(api.POST("/api/v1/visits/{id}/outcomes", { ...at(visit.id), body: beginningBody(values, findingsFor(visit, values.kind)), ...keyed(key) }))}
    >
      {kinds.length === 1 ? <Alert type="info" showIcon className="problem" title={word("outcomes-only-order")} /> : null}
      <Field name="kind" label={word("outcomes-kind")} required>
        <Radio.Group className="kindchoice" options={kinds.map((kind) => ({ value: kind, label: <><strong>{word(`outcome-kind-${kind}`)}</strong><small>{word(`outcomes-kind-${kind}-is`)}</small></> }))} />
      </Field>
      <Rest visit={visit} />
    </FormPage>
  );
}

/** What a kind asks for. */
function Rest({ visit }: { visit: Visit }) {
  const word = useWords();
  const kind = Form.useWatch<Kind | undefined>("kind");
  if (!kind) return <p className="fine">{word("outcomes-kind-first")}</p>;
  const all = findingsFor(visit, kind);
  const visited = basisOf(visit, kind)?.record.visited ?? "";
  return (
    <>
      {all.length > 0 ? <Field name="findings" label={word("outcomes-findings")} help={word("outcomes-findings-help")} required={namesRows(kind)}><FindingsInput all={all} /></Field> : <p className="fine">{word("outcomes-findings-none")}</p>}
      {hasDue(kind) ? <Field name="due" label={word("outcomes-due")} help={word("outcomes-due-help")} required><DueInput first={dayAfter(visited, 1)} last={dayAfter(visited, MOST_DAYS)} /></Field> : null}
      {hasAddressee(kind) ? <Field name="to" label={word(`outcomes-to-${kind}`)} help={word(`outcomes-to-${kind}-help`)} required><Input maxLength={LONGEST_NAME} showCount={NEAR} /></Field> : null}
      <Field name="text" label={word(`outcomes-text-${kind}`)} help={word(`outcomes-text-${kind}-help`)} required><Input.TextArea rows={6} maxLength={LONGEST} showCount={NEAR} /></Field>
    </>
  );
}
