/** A subject that was entered twice: this entry goes, another one stays. */
import { useQuery } from "@tanstack/react-query";
import { Radio } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { api, ask } from "../../api/client";
import { ActPage } from "../../ui/ActPage";
import { PageHead } from "../../ui/PageHead";
import { ProblemView } from "../../ui/ProblemView";
import { useWords } from "../../words/words";
import { at, keyed } from "../accounts/calls";
import { OfSubject, parentOf } from "./OfSubject";
import { type Subject, type Twin, useToSubject } from "./calls";

/** The page. */
export function MergePage() {
  return <OfSubject>{(subject) => <Merge subject={subject} />}</OfSubject>;
}

function Merge({ subject }: { subject: Subject }) {
  const word = useWords();
  const leave = useToSubject();
  const [into, setInto] = useState<Twin | null>(null);
  const { data, error, refetch } = useQuery({ queryKey: ["subjects", subject.id, "duplicates"], queryFn: () => ask(api.GET("/api/v1/subjects/{id}/duplicates", at(subject.id))) });
  if (error) return <ProblemView error={error} retry={() => void refetch()} />;
  if (!data) return <p role="status">{word("loading")}</p>;
  const title = word("subjects-merge-of", { name: subject.name });
  if (data.length === 0) return <article className="actpage"><PageHead title={title} parent={parentOf(subject)} /><div className="empty"><p className="empty_title">{word("subjects-no-twins")}</p><p>{word("subjects-no-twins-do")}</p></div></article>;
  return (
    <ActPage<Subject>
      title={title} parent={parentOf(subject)} isReady={into !== null} told={[word("told-journal")]} actLabel={word("subjects-merge")} confirmation={{ kind: "tick", label: word("subjects-merge-sure") }}
      effects={[word("subjects-merge-effect", { name: subject.name, number: subject.number }), word("subjects-merge-effect-code"), word("subjects-merge-effect-story")]} onDone={({ id }) => leave(id)}
      act={(key) => ask(api.POST("/api/v1/subjects/{id}/merge", { ...at(subject.id), body: { into: into?.id ?? "", into_version: into?.version ?? 0, version: subject.version }, ...keyed(key) }))}
    >
      <fieldset className="part">
        <legend>{word("subjects-merge-into")}</legend>
        <Radio.Group className="column" onChange={({ target }) => setInto(data.find(({ id }) => id === target.value) ?? null)} options={data.map((twin) => ({ value: twin.id, label: `${twin.name} · ${twin.code} · ${twin.address}` }))} />
      </fieldset>
    </ActPage>
  );
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
