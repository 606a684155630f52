/** On the workbench: plans that wait for me, and for whoever drafts draws the way to the plan in force. */
import { Link } from "react-router";
import { useMay } from "../../api/query";
import { WaitingCard } from "../../ui/WaitingCard";
import { useWords } from "../../words/words";
import { ACTS } from "./acts";
import { useFirstOfEach } from "./calls";
import { waiting } from "./waiting";

/** The card. */
export function PlansCard() {
  const word = useWords();
  const may = useMay();
  const mayDraft = may(ACTS.draft);
  const states = waiting({ mayDraft, mayApprove: may(ACTS.approve), mayFile: may(ACTS.file), mayPublish: may(ACTS.publish) });
  const counted = useFirstOfEach(states);
  const [published] = useFirstOfEach(mayDraft ? ["published"] : []);
  const lines = states.map((state, at) => ({ label: `plans-card-${state}`, to: `/plans?state=${state}`, count: counted[at].data?.count.value }));
  // The lines of the plan in force say how far each is, and begin a draw; where there is none, all plans.
  const plan = published?.data?.rows[0];
  const foot = mayDraft ? <p className="fine">{word("plans-card-lines")} <Link to={plan ? `/plans/${plan.id}` : "/plans"}>{word("plans-card-lines-go")}</Link></p> : null;
  return <WaitingCard name="plans" title={word("plans-card")} to="/plans" none={word("plans-card-none")} lines={lines} error={counted.find(({ error }) => error)?.error} foot={foot} />;
}
