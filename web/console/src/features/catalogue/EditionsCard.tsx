/** On the workbench: editions of the catalogue that wait for me. */
import { useMay } from "../../api/query";
import { WaitingCard } from "../../ui/WaitingCard";
import { useWords } from "../../words/words";
import { ACTS } from "./acts";
import { useEditionCounts } from "./calls";
import { waiting } from "./waiting";

/** The card. */
export function EditionsCard() {
  const word = useWords();
  const may = useMay();
  const states = waiting({ mayDraft: may(ACTS.draft), mayApprove: may(ACTS.approve), mayPublish: may(ACTS.publish) });
  const counted = useEditionCounts(states);
  const lines = states.map((state, at) => ({ label: `catalogue-card-${state}`, to: `/catalogue?state=${state}`, count: counted[at].data }));
  return <WaitingCard name="catalogue" title={word("catalogue-card")} to="/catalogue" none={word("catalogue-card-none")} lines={lines} error={counted.find(({ error }) => error)?.error} />;
}
