/** Said over a page that is no longer of whoever is signed in: another window of the browser has signed in as somebody else. */
import { Alert, Button } from "antd";
import { useWords } from "../words/words";

/** Who is signed in, whose page this is, and the way on. */
export function OtherPerson({ name, shown }: { name: string; shown: string }) {
  const word = useWords();
  const action = <Button onClick={() => window.location.reload()}>{word("acting-as-other-reload", { name })}</Button>;
  return <Alert className="otherperson" type="warning" banner role="alert" title={word("acting-as-other", { name })} description={word("acting-as-other-do", { shown })} action={action} />;
}
