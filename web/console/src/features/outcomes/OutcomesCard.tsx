/** On the workbench: what waits for an outcome, and outcomes that wait for me. */
import { problemIn } from "../../api/problem";
import { useMay } from "../../api/query";
import { WaitingCard, type WaitingLine } from "../../ui/WaitingCard";
import { useWords } from "../../words/words";
import { ACTS } from "./acts";
import { useCounts, useWaitingCount } from "./calls";
import { waiting } from "./waiting";

interface Hands {
  mayPropose: boolean;
  mayApprove: boolean;
}

/** The card; for somebody for whom nothing can wait, there is none. */
export function OutcomesCard() {
  const may = useMay();
  const hands = { mayPropose: may(ACTS.propose), mayApprove: may(ACTS.approve) };
  return hands.mayPropose || hands.mayApprove ? <Waiting hands={hands} /> : null;
}

function Waiting({ hands }: { hands: Hands }) {
  const word = useWords();
  const rows = waiting(hands);
  const counted = useCounts(rows.map(({ narrowing }) => narrowing));
  const unbegun = useWaitingCount(hands.mayPropose);
  const error = counted.find((one) => one.error)?.error ?? unbegun.error;
  // An inspector whom the registry doesn't know reads so on the card of visits.
  if (error && problemIn(error).code === "visit-no-account") return null;
  const begun = rows.map(({ label, to, presses }, at) => ({ label, to, presses, count: counted[at].data }));
  const toBegin: WaitingLine[] = hands.mayPropose ? [{ label: "outcomes-card-waiting", to: "/outcomes/waiting", count: unbegun.data }] : [];
  return <WaitingCard name="outcomes" title={word("nav-outcomes-own")} to="/outcomes" none={word("outcomes-card-none")} lines={[...toBegin, ...begun]} error={error} />;
}
