/** Standing rules on where seeds come from: what is in force, what waits for another's approval, what was before. */
import { Button } from "antd";
import { useNavigate } from "react-router";
import { useMay, useMe } from "../../api/query";
import { type Description, DescriptionList } from "../../ui/DescriptionList";
import { Mark, type Tone } from "../../ui/Mark";
import { PageHead } from "../../ui/PageHead";
import { ProblemView } from "../../ui/ProblemView";
import { DateText } from "../../ui/values";
import { useWords } from "../../words/words";
import { ACTS } from "./acts";
import { type Rule, useRules } from "./calls";
import { assuranceText, ruleLines } from "./rule-words";

/** The page. */
export function RulesPage() {
  const word = useWords();
  const may = useMay();
  const navigate = useNavigate();
  const { data, error, refetch } = useRules();
  const create = may(ACTS.draft) ? <Button type="primary" onClick={() => void navigate("/draw-rules/new")}>{word("draw-rule-new")}</Button> : null;
  return (
    <article>
      <PageHead title={word("draw-rules")} help={word("draw-rules-lead")} parent={{ title: word("nav-draws"), to: "/draws" }} actions={create} />
      {error ? <ProblemView error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <p role="status">{word("loading")}</p> : null}
      {data?.length === 0 ? <div className="empty"><p className="empty_title">{word("draw-rules-none")}</p><p>{word("draw-rules-none-do")}</p></div> : null}
      {data?.map((rule) => <RuleCard key={rule.id} rule={rule} />)}
    </article>
  );
}

const TONES: Record<Rule["state"], Tone> = { waiting: "warn", "in-force": "good", superseded: "plain", withdrawn: "plain", returned: "bad" };

function RuleCard({ rule }: { rule: Rule }) {
  const word = useWords();
  const navigate = useNavigate();
  return (
    <section className="compare" aria-label={word("draw-rule-nth", { n: rule.number })}>
      <h2>{word("draw-rule-nth", { n: rule.number })} <Mark tone={TONES[rule.state]}>{word(`draw-rule-${rule.state}`)}</Mark></h2>
      <RuleFacts rule={rule} />
      <p className="fine">
        {word("draw-rule-written")} <DateText value={rule.begun_at} />
        {rule.approved_at ? <>{word("list-apart")}{word("draw-rule-approved")} <DateText value={rule.approved_at} /></> : null}
        {rule.ended_at ? <>{word("list-apart")}{word(`draw-rule-${rule.state}`)} <DateText value={rule.ended_at} /></> : null}
      </p>
      {rule.reason ? <p>{word("draw-rule-why", { reason: rule.reason })}</p> : null}
      {rule.state === "waiting" ? <WaitingActs rule={rule} onGo={(verb) => void navigate(`/draw-rules/${rule.id}/${verb}`)} /> : null}
    </section>
  );
}

/** What one can do with a rule that waits: one's own is taken back, another's approved or returned. */
function WaitingActs({ rule, onGo }: { rule: Rule; onGo: (verb: "approve" | "return" | "withdraw") => void }) {
  const word = useWords();
  const may = useMay();
  const { id: me } = useMe();
  if (rule.drafter === me) {
    return (
      <>
        <p>{word("draw-rule-own")}</p>
        {may(ACTS.draft) ? <Button onClick={() => onGo("withdraw")}>{word("draw-rule-withdraw")}</Button> : null}
      </>
    );
  }
  if (!may(ACTS.approve)) return null;
  return (
    <div className="form_buttons">
      <Button type="primary" onClick={() => onGo("approve")}>{word("draw-rule-approve")}</Button>
      <Button onClick={() => onGo("return")}>{word("draw-rule-return")}</Button>
    </div>
  );
}

/** What a rule says, and the level of assurance it grants. */
export function RuleFacts({ rule }: { rule: Rule }) {
  const word = useWords();
  const lines = ruleLines(rule.rule, word).flatMap(({ label, text }): Description[] => (text === null ? [] : [[label, text]]));
  return <DescriptionList items={[...lines, [word("draws-assurance"), assuranceText(rule.assurance, word)]]} />;
}
