/** On the workbench: draws that wait for me, and rules on seeds that wait for my approval. */
import { Link } from "react-router";
import { useMay, useMe } from "../../api/query";
import { WaitingCard, type WaitingLine } from "../../ui/WaitingCard";
import { useWords } from "../../words/words";
import { ACTS } from "./acts";
import { useDrawsCounts, useRules } from "./calls";
import { awaiting, waiting } from "./waiting";

/** The card; for somebody for whom nothing can wait, there is none. */
export function DrawsCard() {
  const may = useMay();
  const hands = {
    mayDraft: may(ACTS.draft), mayApprove: may(ACTS.approve), mayOperate: may(ACTS.operate), mayEnter: may(ACTS.enter), mayAnnul: may(ACTS.annul), mayAnnounce: may(ACTS.announce), mayDispatch: may(ACTS.dispatch),
  };
  return Object.values(hands).includes(true) ? <Waiting hands={hands} /> : null;
}

function Waiting({ hands }: { hands: Parameters<typeof waiting>[0] }) {
  const word = useWords();
  const me = useMe();
  const rows = waiting(hands);
  const counted = useDrawsCounts(rows.map(({ narrowing }) => narrowing));
  const rules = useRules(hands.mayApprove);
  const approvals: WaitingLine[] = hands.mayApprove ? [{ label: "draws-card-rules", to: "/draw-rules", count: rules.data && awaiting(rules.data, me.id) }] : [];
  const lines = [...rows.map(({ label, to, presses }, at) => ({ label, to, presses, count: counted[at].data })), ...approvals];
  // Whoever does nothing else here is told when their turn comes.
  const foot = hands.mayEnter ? <p className="fine">{word("workbench-enter")} <Link to="/draws?state=committed">{word("workbench-enter-go")}</Link></p> : null;
  return <WaitingCard name="draws" title={word("draws-card")} to="/draws" none={word("draws-card-none")} lines={lines} error={counted.find((one) => one.error)?.error ?? rules.error} foot={foot} />;
}
