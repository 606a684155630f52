/** Merges that were asked for: the list, one of them, and what is decided about it. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { type ReactNode, useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { api, ask } from "../../api/client";
import { useMay, useMe } from "../../api/query";
import { ActPage } from "../../ui/ActPage";
import { DescriptionList } from "../../ui/DescriptionList";
import { ListPage, type ListQuery } from "../../ui/ListPage";
import type { Column } from "../../ui/ListTable";
import { Mark } from "../../ui/Mark";
import { PageHead, type Parent } from "../../ui/PageHead";
import { ProblemView } from "../../ui/ProblemView";
import { Stacked } from "../../ui/Stacked";
import { DateText } from "../../ui/values";
import { type Word, useWords } from "../../words/words";
import { at, keyed } from "../accounts/calls";
import { Said } from "./MergePage";
import { ACTS } from "./acts";
import { MERGE_STATES, MERGE_TONES, type Merge, type Twin, useSubject, useToMerge } from "./calls";

function load(query: ListQuery, signal: AbortSignal) {
  return ask(api.GET("/api/v1/merges", { params: { query }, signal }));
}

function Standing({ state }: { state: Merge["state"] }) {
  const word = useWords();
  return <Mark tone={MERGE_TONES[state]}>{word(`subjects-merges-state-${state}`)}</Mark>;
}

function Entry({ entry }: { entry: Twin }) {
  return <>{entry.name} <span className="number">{entry.code}</span></>;
}

function columnsOf(word: Word): Column<Merge>[] {
  return [
    { key: "name", title: word("subjects-merges-gone"), width: 280, sort: true, render: ({ gone }) => <Entry entry={gone} /> },
    { key: "stays", title: word("subjects-merges-stays"), width: 280, render: ({ stays }) => <Entry entry={stays} /> },
    { key: "state", title: word("subjects-merges-state"), width: 110, render: ({ state }) => <Standing state={state} /> },
    { key: "asker", title: word("subjects-merges-whose"), width: 110, render: ({ asker }) => asker.name },
    { key: "asked_at", title: word("subjects-merges-asked"), width: 170, sort: true, render: ({ asked_at }) => <DateText value={asked_at} /> },
  ];
}

/** The list. */
export function MergesPage() {
  const word = useWords();
  return (
    <ListPage<Merge>
      title={word("subjects-merges")} help={word("subjects-merges-lead")} parent={{ title: word("nav-subjects"), to: "/subjects" }} queryKey={["subjects", "merges"]} load={load} columns={columnsOf(word)}
      rowKey={({ id }) => id} rowName={({ gone }) => gone.name} open={({ id }) => `/subjects/merges/${id}`} firstSort="-asked_at" searchHelp={word("subjects-merges-search")} searchesWhileTyping
      card={({ gone, stays, state }) => <><span className="linecard_head"><strong>{gone.name}</strong><Standing state={state} /></span><span className="linecard_row">{word("subjects-merges-stays")} <Entry entry={stays} /></span></>}
      filters={[
        { key: "state", label: word("subjects-merges-state"), options: MERGE_STATES.map((state) => ({ value: state, label: word(`subjects-merges-state-${state}`) })) },
        { key: "mine", label: word("subjects-merges-whose"), options: [{ value: "true", label: word("subjects-merges-mine") }, { value: "false", label: word("subjects-merges-others") }] },
      ]}
      empty={{ title: word("subjects-merges-none"), help: word("subjects-merges-none-do") }}
    />
  );
}

/** The page of the merge that the address names. */
function OfMerge({ children }: { children: (merge: Merge) => ReactNode }) {
  const word = useWords();
  const { id = "" } = useParams();
  const { data, error, refetch } = useQuery({ queryKey: ["subjects", "merges", id], queryFn: () => ask(api.GET("/api/v1/merges/{id}", at(id))) });
  if (error) return <ProblemView error={error} retry={() => void refetch()} />;
  return data ? children(data) : <p role="status">{word("loading")}</p>;
}

function parentOf({ id, gone }: Merge, word: Word): Parent {
  return { title: word("subjects-merges-of", { name: gone.name }), to: `/subjects/merges/${id}` };
}

/** One merge. */
export function OneMergePage() {
  return <OfMerge>{(merge) => <Known merge={merge} />}</OfMerge>;
}

function Known({ merge }: { merge: Merge }) {
  const word = useWords();
  return (
    <article>
      <PageHead title={word("subjects-merges-of", { name: merge.gone.name })} parent={{ title: word("subjects-merges"), to: "/subjects/merges" }} actions={<Actions merge={merge} />} />
      <About merge={merge} />
    </article>
  );
}

/** What somebody may do about it now. */
function Actions({ merge: { id, state, asker } }: { merge: Merge }) {
  const word = useWords();
  const may = useMay();
  const navigate = useNavigate();
  const isMine = useMe().id === asker.id;
  if (state !== "asked") return null;
  const verbs = [...(may(ACTS.mergeApprove) && !isMine ? ["approve", "decline"] : []), ...(may(ACTS.merge) && isMine ? ["withdraw"] : [])];
  return <>{verbs.map((verb) => <Button key={verb} type={verb === "approve" ? "primary" : "default"} onClick={() => void navigate(`/subjects/merges/${id}/${verb}`)}>{word(`subjects-merges-to-${verb}`)}</Button>)}</>;
}

/** Both entries beside each other, what they have in common, and what was said. */
function About({ merge }: { merge: Merge }) {
  const word = useWords();
  const may = useMay();
  const isMine = useMe().id === merge.asker.id;
  const alike = merge.alike.map((one) => word(`subjects-merges-alike-${one}`));
  const isWeak = merge.state === "asked" && merge.alike.length === 1 && merge.alike[0] === "address";
  return (
    <>
      {isWeak ? <Alert type="warning" showIcon className="problem" title={word("subjects-merges-alike-weak")} /> : null}
      {merge.state === "asked" && isMine && may(ACTS.mergeApprove) ? <Alert type="info" showIcon className="problem" title={word("subjects-merges-own")} /> : null}
      <Beside merge={merge} />
      <DescriptionList items={[
        [word("subjects-merges-state"), <Standing key="state" state={merge.state} />],
        [word("subjects-merges-alike"), alike.join("、") || word("subjects-merges-alike-none")],
        [word("subjects-merges-reason"), merge.reason],
        [word("subjects-merges-whose"), merge.asker.name],
        [word("subjects-merges-asked"), <DateText key="asked" value={merge.asked_at} />],
        ...(merge.decider ? [[word("subjects-merges-decider"), merge.decider.name] as [string, ReactNode], [word("subjects-merges-decided"), <DateText key="decided" value={merge.decided_at} />] as [string, ReactNode]] : []),
        ...(merge.answer ? [[word("subjects-merges-answer"), merge.answer] as [string, ReactNode]] : []),
      ]} />
    </>
  );
}

/** The two entries, row by row, as they are now. */
function Beside({ merge: { gone, stays } }: { merge: Merge }) {
  const word = useWords();
  const [one, other] = [useSubject(gone.id).data, useSubject(stays.id).data];
  if (!one || !other) return <p role="status">{word("loading")}</p>;
  const rows: [string, ReactNode, ReactNode][] = [
    [word("subject-name"), <Link key="one" to={`/subjects/${one.id}`}>{one.name}</Link>, <Link key="other" to={`/subjects/${other.id}`}>{other.name}</Link>],
    [word("subjects-code"), <span key="one" className="number">{one.code}</span>, <span key="other" className="number">{other.code}</span>],
    [word("subject-address"), one.address, other.address],
    [word("subject-representative"), one.representative, other.representative],
    [word("subject-status"), word(`subject-status-${one.status}`), word(`subject-status-${other.status}`)],
    [word("subject-risk"), word("subjects-risk-class", { risk: one.risk }), word("subjects-risk-class", { risk: other.risk })],
    [word("subject-licences"), licencesOf(one), licencesOf(other)],
  ];
  return (
    <section className="compare">
      <Stacked>
        <thead><tr><td /><th scope="col">{word("subjects-merges-gone")}</th><th scope="col">{word("subjects-merges-stays")}</th></tr></thead>
        <tbody>{rows.map(([label, left, right]) => <tr key={label}><th scope="row">{label}</th><td>{left || "—"}</td><td>{right || "—"}</td></tr>)}</tbody>
      </Stacked>
    </section>
  );
}

function licencesOf({ licences }: { licences: { kind: string; code: string }[] }): string {
  return licences.map(({ kind, code }) => `${kind} ${code}`).join("\n");
}

/** Approves it, in the versions that are shown. */
export function ApproveMergePage() {
  return <OfMerge>{(merge) => <Approve key={merge.version} merge={merge} />}</OfMerge>;
}

function Approve({ merge }: { merge: Merge }) {
  const word = useWords();
  const leave = useToMerge();
  const { gone, stays, version } = merge;
  return (
    <ActPage<Merge>
      title={word("subjects-merges-approve-of", { name: gone.name })} parent={parentOf(merge, word)} subject={<div className="above"><About merge={merge} /></div>} told={[word("told-journal")]} actLabel={word("subjects-merges-to-approve")}
      effects={[word("subjects-merge-effect", { name: gone.name, number: gone.number }), word("subjects-merge-effect-code"), word("subjects-merge-effect-story")]} confirmation={{ kind: "tick", label: word("subjects-merges-approve-sure") }} onDone={leave}
      act={(key) => ask(api.POST("/api/v1/merges/{id}/approve", { ...at(merge.id), body: { version, gone_version: gone.version, stays_version: stays.version }, ...keyed(key) }))}
    />
  );
}

/** Declines it, or takes it back, with the reason. */
export function EndMergePage({ verb }: { verb: "decline" | "withdraw" }) {
  return <OfMerge>{(merge) => <End key={merge.version} merge={merge} verb={verb} />}</OfMerge>;
}

function End({ merge, verb }: { merge: Merge; verb: "decline" | "withdraw" }) {
  const word = useWords();
  const leave = useToMerge();
  const [reason, setReason] = useState("");
  return (
    <ActPage<Merge>
      title={word(`subjects-merges-${verb}-of`, { name: merge.gone.name })} parent={parentOf(merge, word)} told={[word("told-journal")]} actLabel={word(`subjects-merges-to-${verb}`)} isReady={reason !== ""}
      effects={[word(`subjects-merges-${verb}-lead`)]} confirmation={{ kind: "tick", label: word(`subjects-merges-${verb}-sure`) }} onDone={leave}
      act={(key) => ask(api.POST(`/api/v1/merges/{id}/${verb}`, { ...at(merge.id), body: { version: merge.version, reason }, ...keyed(key) }))}
    >
      <Said label={word("subjects-merges-say")} onChange={setReason} />
    </ActPage>
  );
}
