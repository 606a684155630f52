/** What is kept beside an inspector: trainings, conflicts, leaves. Each is added and withdrawn, never changed. */
import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useNavigate } from "react-router";
import { api, ask } from "../../api/client";
import { useMay } from "../../api/query";
import { Mark } from "../../ui/Mark";
import { DateText } from "../../ui/values";
import { today } from "../../words/format";
import { useWords } from "../../words/words";
import { keyed } from "../accounts/calls";
import { Withdraw } from "./Withdraw";
import { ACTS } from "./acts";
import type { Conflict, Inspector, Leave, Training } from "./calls";

/** One thing beside: what it is, how it stands, and the way to withdraw it. */
interface Entry {
  id: string;
  name: string;
  said: ReactNode;
  withdrawn: boolean;
  reason?: string | null;
  withdraw: (reason: string, key: string) => Promise<unknown>;
}

interface Props {
  kind: "trainings" | "conflicts" | "leaves";
  inspector: Inspector;
  entries: Entry[];
}

/** A section with what is in force first. */
function Section({ kind, inspector: { id, name, state }, entries }: Props) {
  const word = useWords();
  const may = useMay();
  const navigate = useNavigate();
  const canChange = may(ACTS.manage) && state !== "left";
  const sorted = [...entries.filter(({ withdrawn }) => !withdrawn), ...entries.filter(({ withdrawn }) => withdrawn)];
  const add = <Button icon={<PlusOutlined aria-hidden />} onClick={() => void navigate(`/inspectors/${id}/${kind}/new`)}>{word(`inspectors-${kind}-add`)}</Button>;
  return (
    <section id={kind} aria-labelledby={`${kind}-head`}>
      <div className="section_head"><h2 id={`${kind}-head`}>{word(`inspectors-${kind}`)}</h2>{canChange ? add : null}</div>
      {entries.length === 0 ? <p className="fine">{word(`inspectors-${kind}-none`, { name })}</p> : (
        <ul className="records">
          {sorted.map((entry) => (
            <li key={entry.id} data-withdrawn={entry.withdrawn}>
              <div className="records_said">{entry.said}</div>
              {entry.withdrawn ? <span><Mark>{word("inspectors-withdrawn")}</Mark>{entry.reason ? <span className="fine"> {word("inspectors-reason-was", { reason: entry.reason })}</span> : null}</span> : null}
              {canChange && !entry.withdrawn ? <Withdraw kind={kind} name={entry.name} withdraw={entry.withdraw} /> : null}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Trainings. */
export function Trainings({ inspector }: { inspector: Inspector }) {
  const word = useWords();
  const entry = ({ id, course, day, hours, passed, withdrawn, withdrawn_reason: reason, version }: Training): Entry => ({
    id, withdrawn, reason, name: course,
    said: <><strong>{course}</strong> <Mark tone={passed ? "good" : "bad"}>{word(passed ? "inspectors-passed" : "inspectors-failed")}</Mark><span className="fine"><DateText value={day} /> · {word("inspectors-hours-of", { hours })}</span></>,
    withdraw: (why, key) => ask(api.POST("/api/v1/inspectors/{id}/trainings/{training}/withdraw", { params: { path: { id: inspector.id, training: id } }, body: { reason: why, version }, ...keyed(key) })),
  });
  return <Section kind="trainings" inspector={inspector} entries={inspector.trainings.map(entry)} />;
}

/** Conflicts. */
export function Conflicts({ inspector }: { inspector: Inspector }) {
  const word = useWords();
  const entry = ({ id, kind, subject_code: code, subject_name: name, until, remark, declared_by: by, declared_on: on, withdrawn, withdrawn_reason: reason, version }: Conflict): Entry => ({
    id, withdrawn, reason, name: name || code,
    said: (
      <>
        <strong>{name || code}</strong> {name && code ? <span className="number">{code} </span> : null}<Mark tone={until && until < today() ? "plain" : "warn"}>{word(`inspectors-conflict-${kind}`)}</Mark>
        {remark ? <span>{remark} </span> : null}
        <span className="fine">{until ? <>{word("inspectors-until")} <DateText value={until} /></> : word("inspectors-endless")} · {word("inspectors-declared", { by })} <DateText value={on} /></span>
      </>
    ),
    withdraw: (why, key) => ask(api.POST("/api/v1/inspectors/{id}/conflicts/{conflict}/withdraw", { params: { path: { id: inspector.id, conflict: id } }, body: { reason: why, version }, ...keyed(key) })),
  });
  return <Section kind="conflicts" inspector={inspector} entries={inspector.conflicts.map(entry)} />;
}

/** Leaves. */
export function Leaves({ inspector }: { inspector: Inspector }) {
  const word = useWords();
  const entry = ({ id, kind, first_day: first, last_day: last, withdrawn, withdrawn_reason: reason, version }: Leave): Entry => ({
    id, withdrawn, reason, name: word(`leave-kind-${kind}`),
    said: <><strong>{word(`leave-kind-${kind}`)}</strong> <span><DateText value={first} /> — <DateText value={last} /></span> {first <= today() && today() <= last && !withdrawn ? <Mark tone="warn">{word("inspectors-away-today")}</Mark> : null}</>,
    withdraw: (why, key) => ask(api.POST("/api/v1/inspectors/{id}/leaves/{leave}/withdraw", { params: { path: { id: inspector.id, leave: id } }, body: { reason: why, version }, ...keyed(key) })),
  });
  return <Section kind="leaves" inspector={inspector} entries={inspector.leaves.map(entry)} />;
}
