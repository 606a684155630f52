/** One subject: what it is, what hangs on it, and its whole story. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { Link, useNavigate } from "react-router";
import { api, ask } from "../../api/client";
import { useMay } from "../../api/query";
import { DescriptionList } from "../../ui/DescriptionList";
import { Mark } from "../../ui/Mark";
import { PageHead } from "../../ui/PageHead";
import { ProblemView } from "../../ui/ProblemView";
import { useAct } from "../../ui/useAct";
import { DateText } from "../../ui/values";
import { useWords } from "../../words/words";
import { at, keyed, useOrganisationName } from "../accounts/calls";
import { OfSubject } from "./OfSubject";
import { Story } from "./Story";
import { ACTS } from "./acts";
import { RISK_TONES, type Subject, useMergeOf } from "./calls";

/** The page. */
export function SubjectPage() {
  return <OfSubject>{(subject) => <Known subject={subject} />}</OfSubject>;
}

function Known({ subject }: { subject: Subject }) {
  const word = useWords();
  return (
    <article>
      <PageHead title={subject.name} parent={{ title: word("nav-subjects"), to: "/subjects" }} actions={subject.status === "merged" ? null : <Actions subject={subject} />} />
      {subject.merged_into ? <Alert type="info" showIcon className="problem" title={word("subjects-merged-away")} action={<Link to={`/subjects/${subject.merged_into}`}>{word("subjects-merged-to")}</Link>} /> : null}
      {subject.merged_into ? null : <Waiting id={subject.id} />}
      {subject.merged_into ? null : <Twins id={subject.id} />}
      <Particulars subject={subject} />
      <Licences subject={subject} />
      <h2>{word("subjects-story")}</h2>
      <Story id={subject.id} />
    </article>
  );
}

function Actions({ subject: { id } }: { subject: Subject }) {
  const word = useWords();
  const may = useMay();
  const navigate = useNavigate();
  const offered = [
    { to: "edit", act: ACTS.manage }, { to: "tags", act: ACTS.manage }, { to: "licences", act: ACTS.manage }, { to: "status", act: ACTS.manage }, { to: "risk", act: ACTS.risk }, { to: "merge", act: ACTS.merge },
  ] as const;
  return <>{offered.filter(({ act }) => may(act)).map(({ to }) => <Button key={to} onClick={() => void navigate(`/subjects/${id}/${to}`)}>{word(`subjects-${to}`)}</Button>)}</>;
}

/** A merge that waits for approval. */
function Waiting({ id }: { id: string }) {
  const word = useWords();
  const merge = useMergeOf(id).data;
  if (!merge) return null;
  return <Alert type="info" showIcon className="problem" title={word("subjects-merges-waiting")} action={<Link to={`/subjects/merges/${merge.id}`}>{word("subjects-merges-look")}</Link>} />;
}

/** Others that may be the same one. */
function Twins({ id }: { id: string }) {
  const word = useWords();
  const { data = [] } = useQuery({ queryKey: ["subjects", id, "duplicates"], queryFn: () => ask(api.GET("/api/v1/subjects/{id}/duplicates", at(id))) });
  if (data.length === 0) return null;
  const list = <ul className="plain">{data.map((twin) => <li key={twin.id}><Link to={`/subjects/${twin.id}`}>{twin.name}</Link> <span className="number">{twin.code}</span></li>)}</ul>;
  return <Alert type="warning" showIcon className="problem" title={word("subjects-twins", { count: data.length })} description={list} />;
}

function Particulars({ subject }: { subject: Subject }) {
  const word = useWords();
  const organisationOf = useOrganisationName();
  const { risk, status } = subject;
  return (
    <DescriptionList items={[
      [word("subjects-code"), <span key="code" className="number">{subject.code}</span>],
      [word("subject-kind"), word(`subject-kind-${subject.kind}`)],
      [word("subject-domain"), word(`subject-domain-${subject.domain}`)],
      [word("subject-status"), <Mark key="status" tone={status === "active" ? "good" : "plain"}>{word(`subject-status-${status}`)}</Mark>],
      [word("subject-risk"), <Mark key="risk" tone={RISK_TONES[risk]}>{word("subjects-risk-class", { risk })}</Mark>],
      [word("subject-tags"), subject.tags.length > 0 ? subject.tags.map((tag) => <Mark key={tag}>{tag}</Mark>) : null],
      [word("subject-address"), subject.address || null],
      [word("subject-region"), subject.region],
      [word("subject-industry"), subject.industry || null],
      [word("subject-grid"), subject.grid || null],
      [word("subject-representative"), subject.representative || null],
      [word("subject-liaison"), subject.liaison || null],
      [word("subject-phone"), <Phone key="phone" subject={subject} />],
      [word("subject-visits-most"), subject.visits_most ?? word("subjects-no-cap")],
      [word("subject-cooldown-days"), subject.cooldown_days ?? word("subjects-no-cap")],
      [word("subjects-organisation"), organisationOf(subject.organisation)],
      [word("subjects-updated"), <DateText key="updated" value={subject.updated} />],
    ]} />
  );
}

/** Masked; who sees it in full is entered in the journal. */
function Phone({ subject: { id, phone } }: { subject: Subject }) {
  const word = useWords();
  const may = useMay();
  const look = useAct((key) => ask(api.POST("/api/v1/subjects/{id}/phone", { ...at(id), ...keyed(key) })));
  if (!phone) return <>—</>;
  if (look.result) return <span className="number">{look.result.phone}</span>;
  return (
    <>
      <span className="number">{phone}</span> {may(ACTS.unmask) ? <Button size="small" loading={look.isRunning} onClick={look.run}>{word("subjects-phone-look")}</Button> : null}
      {look.error ? <ProblemView error={look.error} /> : null}
    </>
  );
}

function Licences({ subject: { licences } }: { subject: Subject }) {
  const word = useWords();
  if (licences.length === 0) return null;
  return (
    <section>
      <h2>{word("subject-licences")}</h2>
      <ul className="records">{licences.map(({ kind, code, valid_to }) => <li key={kind + code}><div className="records_said"><strong>{kind}</strong> <span className="number">{code}</span><span className="fine">{valid_to ? <>{word("subject-licence-valid-to")} <DateText value={valid_to} /></> : word("subjects-licence-endless")}</span></div></li>)}</ul>
    </section>
  );
}
