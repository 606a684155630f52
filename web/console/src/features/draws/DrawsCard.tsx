/** On the workbench: draws that wait for me, and rules on seeds that wait for my approval. */
import { useMay, useMe } from "../../api/query";
import { WaitingCard, type WaitingLine } from "../../ui/WaitingCard";
import { useWords } from "../../words/words";
import { ACTS } from "./acts";
import { useDrawsCounts, useRules } from "./calls";
import { awaiting, waiting } from "./waiting";

/** The card; for somebody for whom nothing can wait, there is none. */
export function DrawsCard() {
  const may = useMay();
  const hands = { mayApprove: may(ACTS.approve), mayOperate: may(ACTS.operate), mayAnnounce: may(ACTS.announce), mayDispatch: may(ACTS.dispatch) };
  return Object.values(hands).includes(true) ? <Waiting hands={hands} /> : null;
}

function Waiting({ hands }: { hands: Parameters<typeof waiting>[0] }) {
  const word = useWords();
  const me = useMe();
  const rows = waiting(hands);
  const counted = useDrawsCounts(rows.map(({ narrowing }) => narrowing));
  const rules = useRules(hands.mayApprove);
  const approvals: WaitingLine[] = hands.mayApprove ? [{ label: "draws-card-rules", to: "/draw-rules", count: rules.data && awaiting(rules.data, me.id) }] : [];
  const lines = [...rows.map(({ label, to }, at) => ({ label, to, count: counted[at].data })), ...approvals];
  return <WaitingCard name="draws" title={word("draws-card")} to="/draws" none={word("draws-card-none")} lines={lines} error={counted.find((one) => one.error)?.error ?? rules.error} />;
}
