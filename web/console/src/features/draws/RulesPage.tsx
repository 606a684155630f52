/** Standing rules on where seeds come from: what is in force, what waits for another's approval, what was before. */
import { Button } from "antd";
import { useNavigate } from "react-router";
import { useMay, useMe } from "../../api/query";
import { DescriptionList } from "../../ui/DescriptionList";
import { Mark } from "../../ui/Mark";
import { PageHead } from "../../ui/PageHead";
import { ProblemView } from "../../ui/ProblemView";
import { DateText } from "../../ui/values";
import { useWords } from "../../words/words";
import { ACTS } from "./acts";
import { type Rule, type StandingRule, useRules } from "./calls";
import { beaconText, repeats, spanText } from "./rule-words";

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

function RuleCard({ rule }: { rule: Rule }) {
  const word = useWords();
  const may = useMay();
  const { id: me } = useMe();
  const navigate = useNavigate();
  const isWaiting = !rule.approved_at;
  const isOwn = rule.drafter === me;
  const standing = rule.in_force ? "in-force" : isWaiting ? "waiting" : "superseded";
  return (
    <section className="compare" aria-label={word("draw-rule-nth", { n: rule.number })}>
      <h2>{word("draw-rule-nth", { n: rule.number })} <Mark tone={rule.in_force ? "good" : isWaiting ? "warn" : "plain"}>{word(`draw-rule-${standing}`)}</Mark></h2>
      <RuleFacts rule={rule.rule} />
      <p className="fine">{word("draw-rule-written")} <DateText value={rule.begun_at} />{rule.approved_at ? <>{word("list-apart")}{word("draw-rule-approved")} <DateText value={rule.approved_at} /></> : null}</p>
      {isWaiting && isOwn ? <p>{word("draw-rule-own")}</p> : null}
      {isWaiting && !isOwn && may(ACTS.approve) ? <Button type="primary" onClick={() => void navigate(`/draw-rules/${rule.id}/approve`)}>{word("draw-rule-approve")}</Button> : null}
    </section>
  );
}

/** What a rule says. */
export function RuleFacts({ rule }: { rule: StandingRule }) {
  const word = useWords();
  const beacons = repeats(rule.beacons).map((one) => beaconText(one, word));
  // Where parties alone make the seed nothing closes behind them.
  const isAlone = beacons.length === 0 && !rule.dice;
  return (
    <DescriptionList items={[
      [word("draw-rule-text"), rule.text],
      [word("draw-rule-reveal"), word("draw-rule-after", { time: spanText(rule.reveal_s, word) })],
      ...(isAlone ? [] : [[word("draw-rule-delay"), word("draw-rule-after", { time: spanText(rule.delay_s, word) })]] as [string, React.ReactNode][]),
      [word("draw-rule-beacons"), beacons.length > 0 ? beacons.join(word("draw-rule-then")) : word("draw-rule-no-beacon")],
      [word("draw-rule-dice"), rule.dice ? word("draw-rule-dice-is", { ...rule.dice }) : word("draw-no")],
      [word("draw-rule-closed"), rule.closed.length > 0 ? rule.closed.map(({ from, to }) => (from === to ? from : `${from} – ${to}`)).join("、") : word("draw-no")],
    ]} />
  );
}
