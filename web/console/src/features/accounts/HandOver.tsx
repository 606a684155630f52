/** A password to hand over. The server shows it this once and keeps only its hash. */
import { Alert, Button } from "antd";
import type { GivenPassword } from "../../api/types";
import { Copy } from "../../ui/Copy";
import { DescriptionList } from "../../ui/DescriptionList";
import { PageHead } from "../../ui/PageHead";
import { useWords } from "../../words/words";

interface Props {
  given: GivenPassword;
  /** Where one goes when it has been handed over. */
  onDone: () => void;
}

/** The page. */
export function HandOver({ given: { person, password }, onDone }: Props) {
  const word = useWords();
  return (
    <article className="formpage">
      <PageHead title={word("given-title", { name: person.name })} help={word("given-lead")} />
      <Alert type="warning" showIcon className="problem" title={word("given-once")} />
      <DescriptionList items={[
        [word("login-name"), <span key="login" className="secret">{person.login}</span>],
        [word("people-password"), <span key="password"><span className="secret" data-testid="given">{password}</span> <Copy text={password} /></span>],
      ]} />
      <ol className="todo">{["given-do-hand", "given-do-change", person.resting ? "given-do-confirm" : "given-do-roles"].map((key) => <li key={key}>{word(key, { name: person.name })}</li>)}</ol>
      <div className="form_buttons"><Button type="primary" onClick={onDone}>{word("given-done")}</Button></div>
    </article>
  );
}
