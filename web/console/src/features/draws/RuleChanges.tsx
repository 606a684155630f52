/** A rule that waits beside the one in force: what of it changes, and what becomes of the level of assurance. */
import { Alert } from "antd";
import { Stacked } from "../../ui/Stacked";
import { useWords } from "../../words/words";
import type { Rule } from "./calls";
import { assuranceText, levelMoves, ruleLines } from "./rule-words";

/** Both, side by side; what changes is marked. */
export function RuleChanges({ before, after }: { before: Rule; after: Rule }) {
  const word = useWords();
  const level = (rule: Rule) => ({ label: word("draws-assurance"), text: assuranceText(rule.assurance, word) });
  const [was, is] = [before, after].map((rule) => [...ruleLines(rule.rule, word), level(rule)]);
  const moves = levelMoves(before.assurance, after.assurance);
  return (
    <>
      {moves ? <Alert className="problem" type={moves === "falls" ? "warning" : "info"} showIcon role="alert" title={word(`draw-rule-level-${moves}`, { from: before.assurance, to: after.assurance })} description={assuranceText(after.assurance, word)} /> : null}
      <section className="compare" tabIndex={0} aria-label={word("draw-rule-compared")}>
        <Stacked>
          <thead><tr><th scope="col">{word("draw-rule-compared")}</th><th scope="col">{word("draw-rule-was", { n: before.number })}</th><th scope="col">{word("draw-rule-is", { n: after.number })}</th></tr></thead>
          <tbody>
            {is.map(({ label, text }, at) => {
              const old = was[at].text;
              const isSame = old === text;
              return <tr key={label}><th scope="row">{label}</th><td>{isSame ? (old ?? "—") : <del>{old ?? "—"}</del>}</td><td>{isSame ? (text ?? "—") : <ins>{text ?? "—"}</ins>}</td></tr>;
            })}
          </tbody>
        </Stacked>
      </section>
      <p className="fine">{word("draw-rule-level-of")}</p>
    </>
  );
}
