/** A subject that was entered twice: this entry goes, another one stays. Somebody else approves it. */
import { useQuery } from "@tanstack/react-query";
import { Input, Radio } from "antd";
import { useId, useState } from "react";
import { Link } from "react-router";
import { api, ask } from "../../api/client";
import { ActPage } from "../../ui/ActPage";
import { PageHead } from "../../ui/PageHead";
import { ProblemView } from "../../ui/ProblemView";
import { NEAR } from "../../ui/near";
import { useWords } from "../../words/words";
import { at, keyed } from "../accounts/calls";
import { OfSubject, parentOf } from "./OfSubject";
import { SubjectSelect } from "./SubjectSelect";
import { type Merge, REASON_MOST, type Subject, useSubject, useToMerge } from "./calls";

/** The page. */
export function MergePage() {
  return <OfSubject>{(subject) => <Ask key={subject.version} subject={subject} />}</OfSubject>;
}

function Ask({ subject }: { subject: Subject }) {
  const word = useWords();
  const leave = useToMerge();
  const [into, setInto] = useState("");
  const [reason, setReason] = useState("");
  const stays = useSubject(into, into !== "").data;
  return (
    <ActPage<Merge>
      title={word("subjects-merge-of", { name: subject.name })} parent={parentOf(subject)} isFinal={false} isReady={stays !== undefined && reason !== ""} told={[word("told-journal")]} actLabel={word("subjects-merge")}
      confirmation={{ kind: "tick", label: word("subjects-merge-sure") }} onDone={leave}
      effects={[word("subjects-merge-effect-asked"), word("subjects-merge-effect", { name: subject.name, number: subject.number }), word("subjects-merge-effect-code"), word("subjects-merge-effect-story")]}
      act={(key) => ask(api.POST("/api/v1/subjects/{id}/merge", { ...at(subject.id), body: { into, into_version: stays?.version ?? 0, version: subject.version, reason }, ...keyed(key) }))}
    >
      <Into subject={subject} into={into} onChange={setInto} />
      <Said label={word("subjects-merge-reason")} help={word("subjects-merge-reason-help")} onChange={setReason} />
    </ActPage>
  );
}

/** Which one stays: one that looks like it, or any other of the registry. */
function Into({ subject, into, onChange }: { subject: Subject; into: string; onChange: (id: string) => void }) {
  const word = useWords();
  const id = useId();
  const { data = [], error, refetch } = useQuery({ queryKey: ["subjects", subject.id, "duplicates"], queryFn: () => ask(api.GET("/api/v1/subjects/{id}/duplicates", at(subject.id))) });
  if (error) return <ProblemView error={error} retry={() => void refetch()} />;
  return (
    <fieldset className="part">
      <legend>{word("subjects-merge-into")}</legend>
      {data.length > 0 ? <Radio.Group className="column" value={into} onChange={({ target }) => onChange(target.value as string)} options={data.map((twin) => ({ value: twin.id, label: `${twin.name} · ${twin.code} · ${twin.address}` }))} /> : null}
      <div className="sure"><label htmlFor={id}>{word("subjects-merge-other")}</label><SubjectSelect id={id} value={data.some((twin) => twin.id === into) ? "" : into} onChange={onChange} /></div>
    </fieldset>
  );
}

/** A reason, as it is typed. */
export function Said({ label, help, onChange }: { label: string; help?: string; onChange: (text: string) => void }) {
  const id = useId();
  return <div className="sure"><label htmlFor={id}>{label}</label><Input id={id} maxLength={REASON_MOST} showCount={NEAR} autoComplete="off" onChange={({ target }) => onChange(target.value.trim())} />{help ? <span className="fine">{help}</span> : null}</div>;
}

/** Entries that may stand more than once. */
export function DuplicatesPage() {
  const word = useWords();
  const { data, error, refetch } = useQuery({ queryKey: ["subjects", "duplicates"], queryFn: () => ask(api.GET("/api/v1/subjects/duplicates")) });
  return (
    <article>
      <PageHead title={word("subjects-duplicates")} help={word("subjects-duplicates-lead")} parent={{ title: word("nav-subjects"), to: "/subjects" }} />
      {error ? <ProblemView error={error} retry={() => void refetch()} /> : null}
      {data?.groups.length === 0 ? <div className="empty"><p className="empty_title">{word("subjects-no-twins")}</p><p>{word("subjects-no-twins-do")}</p></div> : null}
      <div className="cards">
        {(data?.groups ?? []).map((group) => (
          <section key={group[0].id} className="card">
            <h2>{group[0].name}</h2>
            <ul className="plain">{group.map(({ id, code, address }) => <li key={id}><Link to={`/subjects/${id}`}>{code}</Link> {address}</li>)}</ul>
          </section>
        ))}
      </div>
    </article>
  );
}
