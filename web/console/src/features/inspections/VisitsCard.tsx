/** On the workbench: visits I am to make, and records that wait for me. */
import { useMay } from "../../api/query";
import { WaitingCard } from "../../ui/WaitingCard";
import { useWords } from "../../words/words";
import { ACTS } from "./acts";
import { useVisitsCounts } from "./calls";
import { type Waits, waiting } from "./waiting";

/** The card; for somebody for whom nothing can wait, there is none. */
export function VisitsCard() {
  const may = useMay();
  const hands = { mayRecord: may(ACTS.record), mayReview: may(ACTS.review) };
  return hands.mayRecord || hands.mayReview ? <Waiting rows={waiting(hands)} /> : null;
}

function Waiting({ rows }: { rows: Waits[] }) {
  const word = useWords();
  const counted = useVisitsCounts(rows.map(({ narrowing }) => narrowing));
  const lines = rows.map(({ label, to, presses }, at) => ({ label, to, presses, count: counted[at].data }));
  return <WaitingCard name="visits" title={word("nav-visits-own")} to="/visits" none={word("visits-card-none")} lines={lines} error={counted.find((one) => one.error)?.error} />;
}
