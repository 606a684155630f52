/** A refusal as people read it: which rule stops it, what to do, and a number to name when asking for help. */
import { Alert, Button } from "antd";
import { problemIn } from "../api/problem";
import type { Problem } from "../api/types";
import { type Word, useWords } from "../words/words";

/** Problems whose words are ours, because no server spoke. */
const OURS = ["offline", "unexpected", "broken", "too-large", "moved"];

/** A refusal's title and detail. */
export function problemWords(problem: Problem, word: Word): { title: string; detail: string } {
  if (!OURS.includes(problem.code)) return { title: problem.title, detail: problem.detail ?? "" };
  return { title: word(`own-problem-${problem.code}`), detail: word(`own-problem-${problem.code}-do`) };
}

interface Props {
  error: unknown;
  /** Offers to ask again. */
  retry?: () => void;
  /** False where the faults are told elsewhere. */
  tellsFaults?: boolean;
}

/** The refusal in a box, with all that it finds fault with. */
export function ProblemView({ error, retry, tellsFaults = true }: Props) {
  const word = useWords();
  const problem = problemIn(error);
  const { title, detail } = problemWords(problem, word);
  const faults = tellsFaults ? (problem.fields ?? []) : [];
  const description = (
    <>
      {detail ? <p>{detail}</p> : null}
      {faults.length > 0 ? <ul>{faults.map(({ field, message }) => <li key={field + message}>{message}</li>)}</ul> : null}
      {problem.request_id ? <p className="fine">{word("problem-request", { id: problem.request_id })}</p> : null}
    </>
  );
  const retrying = retry ? <Button onClick={retry}>{word("retry")}</Button> : undefined;
  // Nothing on this page can be done any more: it is another person's.
  const action = problem.code === "other-person" ? <Button onClick={() => window.location.reload()}>{word("reload")}</Button> : retrying;
  // What was only overtaken is no fault of anybody's.
  return <Alert type={problem.code === "moved" ? "warning" : "error"} showIcon role="alert" title={title} description={description} action={action} className="problem" />;
}
