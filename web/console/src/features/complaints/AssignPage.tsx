/** Gives a complaint to an inspector, or to another, or until another day. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Select } from "antd";
import { api, ask } from "../../api/client";
import { DateInput } from "../../ui/DateInput";
import { Field } from "../../ui/Field";
import { FormPage } from "../../ui/FormPage";
import { today } from "../../words/format";
import { useWords } from "../../words/words";
import { at, keyed } from "../accounts/calls";
import { OfComplaint, nameOf, parentOf } from "./OfComplaint";
import { type Complaint, useToComplaint } from "./calls";
import { dayAfter } from "./days";

/** As far ahead as the server takes. */
const MOST_DAYS = 366;
const OFTEN_DAYS = [7, 15, 30, 60];

interface DueProps {
  id?: string;
  value?: string;
  onChange?: (day: string | undefined) => void;
  first: string;
  last: string;
}

/** The day, with those that are often set one press away; a form gives it id, value and onChange. */
function DueInput({ id, value, onChange, first, last }: DueProps) {
  const word = useWords();
  return (
    <>
      <DateInput id={id} value={value} onChange={onChange} first={first} last={last} />
      <span className="bulk often">{OFTEN_DAYS.map((days) => <Button key={days} size="small" onClick={() => onChange?.(dayAfter(first, days))}>{word("complaints-due-in", { days })}</Button>)}</span>
    </>
  );
}

/** The page. */
export function AssignPage() {
  return <OfComplaint>{(complaint, reload) => <Assign key={complaint.version} complaint={complaint} reload={reload} />}</OfComplaint>;
}

function Assign({ complaint, reload }: { complaint: Complaint; reload: () => void }) {
  const word = useWords();
  const leave = useToComplaint();
  const { data: handlers, isPending } = useQuery({
    queryKey: ["complaints", "handlers", complaint.organisation], queryFn: () => ask(api.GET("/api/v1/complaints/handlers", { params: { query: { organisation: complaint.organisation } } })),
  });
  return (
    <FormPage<{ handler?: string; due?: string }, Complaint>
      name={`assign-${complaint.id}`} title={word("complaints-assign-of", { name: nameOf(complaint, word) })} help={word("complaints-assign-lead")} parent={parentOf(complaint, word)}
      initial={{ handler: complaint.handler?.id, due: complaint.due ?? undefined }} submitLabel={word("complaints-assign")} onDone={({ id }) => leave(id)} onReload={reload}
      submit={({ handler = "", due = "" }, key) => ask(api.POST("/api/v1/complaints/{id}/assign", { ...at(complaint.id), body: { handler, due, version: complaint.version }, ...keyed(key) }))}
    >
      {handlers?.length === 0 ? <Alert type="warning" showIcon className="problem" title={word("complaints-no-handlers")} description={word("complaints-no-handlers-do")} /> : null}
      <Field name="handler" label={word("complaint-handler")} help={word("complaints-handler-help")} required>
        <Select loading={isPending} showSearch={{ optionFilterProp: "label" }} options={(handlers ?? []).map(({ id, name }) => ({ value: id, label: name }))} />
      </Field>
      <Field name="due" label={word("complaint-due")} help={word("complaints-due-help")} required><DueInput first={today()} last={dayAfter(today(), MOST_DAYS)} /></Field>
    </FormPage>
  );
}
