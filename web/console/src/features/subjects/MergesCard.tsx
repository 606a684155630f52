/** On the workbench: merges that somebody else asked for and that wait for approval. */
import { WaitingCard } from "../../ui/WaitingCard";
import { useWords } from "../../words/words";
import { useWaitingMerges } from "./calls";

const TO = "/subjects/merges?state=asked&mine=false";

/** The card. */
export function MergesCard() {
  const word = useWords();
  const { data, error } = useWaitingMerges();
  return <WaitingCard name="merges" title={word("subjects-merges")} to="/subjects/merges" none={word("subjects-merges-card-none")} lines={[{ label: "subjects-merges-card", to: TO, count: data }]} error={error} />;
}
