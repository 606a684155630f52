/** The record of a visit, written on site: saved while one writes, kept on the device until it is saved. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Form } from "antd";
import { useState } from "react";
import { useParams } from "react-router";
import { api, ask } from "../../api/client";
import { problemIn } from "../../api/problem";
import { DraftOffer, FaultSummary, RefusalBox } from "../../ui/FormParts";
import { LeaveWarning } from "../../ui/LeaveWarning";
import { PageHead } from "../../ui/PageHead";
import { ProblemView } from "../../ui/ProblemView";
import { useAct } from "../../ui/useAct";
import { today } from "../../words/format";
import { useWords } from "../../words/words";
import { at, keyed } from "../accounts/calls";
import { Elsewhere } from "./Elsewhere";
import { parentOf } from "./OfVisit";
import { RecordForm } from "./RecordForm";
import { HandIn, RecordBar, RecordParts, useSure } from "./RecordProgress";
import { type Visit, askVisit, useToVisit } from "./calls";
import { goTo } from "./faults";
import { type Values, recordOf, valuesOf } from "./form-values";
import { whyOf } from "./steps";
import { useAutosave } from "./useAutosave";
import { useFaults } from "./useFaults";

/** The page. What is written into is read once, and anew only when one asks for it. */
export function RecordPage() {
  const word = useWords();
  const { id = "" } = useParams();
  const { data, error, refetch, dataUpdatedAt } = useQuery({ queryKey: ["visit-writing", id], gcTime: 0, staleTime: Number.POSITIVE_INFINITY, queryFn: () => askVisit(id) });
  if (error && !data) return <ProblemView error={error} retry={() => void refetch()} />;
  if (!data) return <p role="status">{word("loading")}</p>;
  return data.state === "noticed" && data.mine ? <Writing key={dataUpdatedAt} visit={data} reload={() => void refetch()} /> : <NotNow visit={data} />;
}

/** It is written already, or it isn't one's own. */
function NotNow({ visit }: { visit: Visit }) {
  const word = useWords();
  return (
    <article>
      <PageHead title={word("write-of", { name: visit.name })} parent={parentOf(visit)} />
      <Alert type="info" showIcon title={word("write-not-now")} description={word(visit.mine ? "write-not-now-state" : "write-not-now-team")} />
    </article>
  );
}

/** Whether it was handed in elsewhere meanwhile: whoever comes back to this window need not write on first to be told. */
function useIsOver({ id, version }: Visit, isOwn: boolean): boolean {
  const { data } = useQuery({ queryKey: ["visit-state", id], gcTime: 0, refetchOnWindowFocus: "always", queryFn: () => askVisit(id) });
  return !isOwn && data !== undefined && data.version > version && data.state !== "noticed";
}

function Writing({ visit, reload }: { visit: Visit; reload: () => void }) {
  const word = useWords();
  const leave = useToVisit();
  const why = whyOf(visit);
  const [form] = Form.useForm<Values>();
  const [server] = useState(() => valuesOf(visit.draft, visit, today()));
  const save = useAutosave<Values>({
    name: `visit-${visit.id}`, server, base: visit.version,
    put: async (values, version) => (await ask(api.POST("/api/v1/visits/{id}/draft", { ...at(visit.id), body: { record: recordOf(values), version } }))).visit.version,
  });
  const faults = useFaults(form, visit.items);
  const [isOtherShown, setOtherShown] = useState(save.other !== null);
  const submit = useAct(async (key) => {
    faults.forget();
    await save.stop();
    try {
      return await ask(api.POST("/api/v1/visits/{id}/record", { ...at(visit.id), body: { record: recordOf(form.getFieldsValue(true) as Values), version: save.base() }, ...keyed(key) }));
    } catch (error) {
      save.resume();
      faults.take(error);
      throw error;
    }
  }, () => {
    save.forget();
    leave(visit.id);
  });
  const sure = useSure(submit.run);
  const isOver = useIsOver(visit, submit.result !== undefined);
  const isStale = submit.error !== null && problemIn(submit.error).code === "stale";
  const note = (change: object): void => {
    faults.note(change);
    save.note(form.getFieldsValue(true) as Values);
  };
  const isRefused = save.standing === "refused";
  const isOvertaken = isRefused && problemIn(save.error).code === "stale";
  const takeOther = (): void => {
    if (save.other) form.setFieldsValue(save.other);
    save.note(form.getFieldsValue(true) as Values);
    setOtherShown(false);
  };
  return (
    <article className="recordpage">
      <PageHead title={word("write-of", { name: visit.name })} help={word("write-lead")} parent={parentOf(visit)} />
      <LeaveWarning when={!save.isKept && save.standing !== "saved" && submit.result === undefined} isSent={{ current: submit.result !== undefined }} text={word("write-leave")} />
      {why ? <Alert type="warning" showIcon className="problem" title={word(why, { reason: visit.reason })} /> : null}
      {save.isRestored && !isRefused ? <Alert type="info" showIcon className="problem" role="status" title={word("write-restored")} /> : null}
      {isOtherShown && save.otherAt ? <DraftOffer at={save.otherAt} onRestore={takeOther} onDrop={() => { save.forget(); setOtherShown(false); }} /> : null}
      {faults.open.length > 0 ? <FaultSummary faults={faults.open} told={faults.told} onGo={(path) => goTo(path)} /> : null}
      {submit.error && !isStale && faults.told.length === 0 ? <RefusalBox error={submit.error} /> : null}
      {isStale || isOvertaken || isOver ? <Elsewhere id={visit.id} onReload={reload} /> : null}
      {isRefused && !isOvertaken ? <><ProblemView error={save.error} /><p className="form_buttons problem"><Button onClick={reload}>{word("stale-reload")}</Button></p></> : null}
      <div className="record_grid">
        <RecordParts form={form} begun={save.form} visit={visit} faults={faults.open} />
        <Form<Values>
          form={form} name="record" layout="vertical" requiredMark initialValues={save.form} disabled={submit.isRunning || isOver} autoComplete="off" className="record_form"
          onValuesChange={note} onFinish={sure.handIn} onFinishFailed={({ errorFields: [first] }) => first && goTo(first.name)}
        >
          <RecordForm visit={visit} form={form} onFill={note} />
          <HandIn sure={sure} />
          <RecordBar form={form} begun={save.form} save={save} isRunning={submit.isRunning || submit.result !== undefined} />
        </Form>
      </div>
    </article>
  );
}
