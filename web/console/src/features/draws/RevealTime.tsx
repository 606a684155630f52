/** How long a party can still reveal: seen by the second, spoken only now and then. */
import { announced } from "../../ui/deadline";
import { clock } from "../../words/format";
import { useWords } from "../../words/words";
import { spanText } from "./rule-words";

/** So many seconds press. */
const PRESSING_S = 60;

/** The seconds that are left. */
export function RevealTime({ left }: { left: number }) {
  const word = useWords();
  const step = announced(left);
  return (
    <>
      <p className="time_left" role="timer" aria-live="off" data-tone={left <= PRESSING_S ? "bad" : undefined}>{word("ceremony-left", { time: clock(left) })}</p>
      <p className="unseen" aria-live="polite">{step === null ? "" : word("ceremony-left-below", { time: spanText(step, word) })}</p>
    </>
  );
}
