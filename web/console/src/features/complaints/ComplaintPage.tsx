/** One complaint: what it says, whose turn it is, what came of it, and its whole story. */
import { Alert, Button } from "antd";
import { Link, useNavigate } from "react-router";
import { useMay, useMe } from "../../api/query";
import { DescriptionList } from "../../ui/DescriptionList";
import { Mark } from "../../ui/Mark";
import { PageHead } from "../../ui/PageHead";
import { DateText } from "../../ui/values";
import { useWords } from "../../words/words";
import { useOrganisationName } from "../accounts/calls";
import { Complainant } from "./Complainant";
import { Due } from "./Due";
import { OfComplaint, nameOf } from "./OfComplaint";
import { Story } from "./Story";
import { type Complaint, OUTCOME_TONES, STATE_TONES } from "./calls";
import { sentBackFor } from "./story";
import { stepsFor } from "./steps";

/** The page. */
export function ComplaintPage() {
  return <OfComplaint>{(complaint) => <Known complaint={complaint} />}</OfComplaint>;
}

function Known({ complaint }: { complaint: Complaint }) {
  const word = useWords();
  return (
    <article>
      <PageHead title={nameOf(complaint, word)} parent={{ title: word("nav-complaints"), to: "/complaints" }} actions={<Actions complaint={complaint} />} />
      <Turn complaint={complaint} />
      <Particulars complaint={complaint} />
      <section className="said">
        <h2>{word("complaints-content")}</h2>
        <p className="lines">{complaint.content}</p>
      </section>
      <Complainant complaint={complaint} />
      <Formers complaint={complaint} />
      <Disposal complaint={complaint} />
      <h2>{word("complaints-story")}</h2>
      <Story complaint={complaint} />
    </article>
  );
}

function Actions({ complaint }: { complaint: Complaint }) {
  const word = useWords();
  const may = useMay();
  const me = useMe();
  const navigate = useNavigate();
  const labelOf = (verb: string): string => word(verb === "assign" && complaint.state === "assigned" ? "complaints-reassign" : `complaints-${verb}`);
  return (
    <>
      {stepsFor(complaint, me.id, may).map(({ verb, isFirst }) => (
        <Button key={verb} type={isFirst ? "primary" : "default"} danger={verb === "erase"} onClick={() => void navigate(`/complaints/${complaint.id}/${verb}`)}>{labelOf(verb)}</Button>
      ))}
    </>
  );
}

/** Whose turn it is; nothing once it is over. */
function Turn({ complaint: { state, clock, handler, notes } }: { complaint: Complaint }) {
  const word = useWords();
  const { id } = useMe();
  if (!["registered", "assigned", "handled"].includes(state)) return null;
  const isMine = state === "assigned" && handler?.id === id;
  const why = state === "assigned" ? sentBackFor(notes) : undefined;
  return (
    <Alert
      type={clock === "overdue" ? "error" : isMine ? "warning" : "info"} showIcon className="problem"
      title={word(isMine ? "complaints-turn-mine" : `complaints-turn-${state}`, { name: handler?.name ?? "" })} description={why ? word("complaints-sent-back-for", { reason: why }) : undefined}
    />
  );
}

function Particulars({ complaint }: { complaint: Complaint }) {
  const word = useWords();
  const organisationOf = useOrganisationName();
  const { subject, subject_name, state, outcome, handler, assigner, ender, ended, transferred_to } = complaint;
  return (
    <DescriptionList items={[
      [word("complaint-state"), <Mark key="state" tone={STATE_TONES[state]}>{word(`complaint-state-${state}`)}</Mark>],
      [word("complaint-subject-name"), subject ? <Link key="subject" to={`/subjects/${subject}`}>{subject_name}</Link> : <span key="subject">{subject_name} <span className="fine">{word("complaints-not-in-registry")}</span></span>],
      [word("complaint-channel"), word(`complaint-channel-${complaint.channel}`)],
      [word("complaint-received"), <DateText key="received" value={complaint.received} />],
      [word("complaint-domain"), word(`subject-domain-${complaint.domain}`)],
      [word("complaint-item"), complaint.item || null],
      [word("complaint-handler"), handler?.name ?? null],
      [word("complaint-due"), <Due key="due" of={complaint} />],
      ...(outcome ? [[word("complaint-outcome"), <Mark key="outcome" tone={OUTCOME_TONES[outcome]}>{word(`complaint-outcome-${outcome}`)}</Mark>] as [string, React.ReactNode]] : []),
      ...(transferred_to ? [[word("complaints-transferred-to"), transferred_to] as [string, string]] : []),
      [word("complaints-hands"), [complaint.registrar, assigner, ender].map((who) => who?.name ?? "—").join(" / ")],
      ...(ended ? [[word("complaints-ended"), <DateText key="ended" value={ended} />] as [string, React.ReactNode]] : []),
      [word("complaints-organisation"), organisationOf(complaint.organisation)],
    ]} />
  );
}

/** What it told until edits; who complained masked. */
function Formers({ complaint: { formers } }: { complaint: Complaint }) {
  const word = useWords();
  if (formers.length === 0) return null;
  return (
    <section className="said">
      <h2>{word("complaints-formers")}</h2>
      {formers.map(({ at, person, subject_name, domain, item, content, complainant }, place) => (
        <div key={`${place}`}>
          <p className="fine">{word("complaints-former-by", { name: person.name })} <DateText value={at} /></p>
          <p className="lines">{content}</p>
          <DescriptionList items={[
            [word("complaint-subject-name"), subject_name],
            [word("complaint-domain"), word(`subject-domain-${domain}`)],
            [word("complaint-item"), item || null],
            [word("complaints-name"), complainant.name],
            [word("complaints-phone"), complainant.phone],
          ]} />
        </div>
      ))}
    </section>
  );
}

function Disposal({ complaint: { disposal, visited, no_subject_why } }: { complaint: Complaint }) {
  const word = useWords();
  if (!disposal) return null;
  return (
    <section className="said">
      <h2>{word("complaints-disposal")}</h2>
      <p className="lines">{disposal}</p>
      <p className="fine">{visited ? <>{word("complaints-visited")} <DateText value={visited} /></> : word("complaints-not-visited")}</p>
      {no_subject_why ? <p className="lines">{word("complaints-no-subject-why-was", { why: no_subject_why })}</p> : null}
    </section>
  );
}
