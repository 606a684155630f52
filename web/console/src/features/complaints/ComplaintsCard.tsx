/** On the workbench: complaints that wait for me. */
import { Button } from "antd";
import { Link, useNavigate } from "react-router";
import { useMay } from "../../api/query";
import { ProblemView } from "../../ui/ProblemView";
import { Count } from "../../ui/values";
import { useWords } from "../../words/words";
import { ACTS as SUBJECT_ACTS } from "../subjects/acts";
import { ACTS } from "./acts";
import { useCounts, useSignalRule } from "./calls";
import { waiting } from "./waiting";

/** The card; for somebody for whom nothing can wait, there is none. */
export function ComplaintsCard() {
  const may = useMay();
  const hands = { mayHandle: may(ACTS.handle), mayAssign: may(ACTS.assign), mayMoveRisk: may(SUBJECT_ACTS.risk), mayRegister: may(ACTS.register) };
  return Object.values(hands).some(Boolean) ? <Waiting hands={hands} /> : null;
}

function Waiting({ hands }: { hands: Parameters<typeof waiting>[0] & { mayRegister: boolean } }) {
  const word = useWords();
  const navigate = useNavigate();
  const { data, error, refetch } = useCounts();
  const { data: signals } = useSignalRule(hands.mayMoveRisk);
  const rows = data ? waiting(hands, data, signals?.count.value ?? 0) : [];
  return (
    <section className="card" aria-labelledby="card-complaints">
      <h2 id="card-complaints"><Link to="/complaints">{word("nav-complaints")}</Link></h2>
      {error ? <ProblemView error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <p role="status">{word("loading")}</p> : null}
      {data && rows.every(({ count }) => count === 0) ? <p className="fine">{word("complaints-card-none")}</p> : null}
      <ul className="waiting">
        {rows.filter(({ count }) => count > 0).map(({ label, to, count, presses }) => <li key={label} data-tone={presses ? "bad" : undefined}><Link to={to}><span>{word(label)}</span><strong><Count value={count} /></strong></Link></li>)}
      </ul>
      {hands.mayRegister ? <p className="card_links"><Button onClick={() => void navigate("/complaints/new")}>{word("complaints-new")}</Button></p> : null}
    </section>
  );
}
