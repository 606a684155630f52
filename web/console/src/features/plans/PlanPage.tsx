/** One version of a plan: how it stands, what can be done, its lines, what it comes to. */
import { Alert, Button, Steps } from "antd";
import { DownloadOutlined } from "@ant-design/icons";
import { Link, useNavigate } from "react-router";
import { useMay } from "../../api/query";
import { DescriptionList } from "../../ui/DescriptionList";
import { Mark } from "../../ui/Mark";
import { PageHead } from "../../ui/PageHead";
import { Stacked } from "../../ui/Stacked";
import { DateText } from "../../ui/values";
import { useDownload } from "../../ui/useDownload";
import { useWords } from "../../words/words";
import { OfPlan, nameOf } from "./OfPlan";
import { ProgressPanel } from "./ProgressPanel";
import { SimulationPanel } from "./SimulationPanel";
import { ACTS } from "./acts";
import { type LineBody, type Plan, type State, TONES, type Whole } from "./calls";
import { classText, extentText } from "./said";

type Step = { to: string; act: (typeof ACTS)[keyof typeof ACTS]; isFirst?: boolean };

/** What can be done to a version where it stands. */
const OFFERED: Record<State, Step[]> = {
  draft: [{ to: "edit", act: ACTS.draft }, { to: "lines", act: ACTS.draft }, { to: "discard", act: ACTS.draft }, { to: "submit", act: ACTS.draft, isFirst: true }],
  submitted: [{ to: "return", act: ACTS.approve }, { to: "approve", act: ACTS.approve, isFirst: true }],
  approved: [{ to: "return", act: ACTS.approve }, { to: "file", act: ACTS.file, isFirst: true }],
  filed: [{ to: "publish", act: ACTS.publish, isFirst: true }],
  published: [{ to: "close", act: ACTS.publish }, { to: "adjust", act: ACTS.draft }],
  superseded: [],
  closed: [],
  discarded: [],
};

/** Versions that draws carry out, or did. */
const IN_FORCE: State[] = ["published", "superseded", "closed"];
const WAY: State[] = ["draft", "submitted", "approved", "filed", "published"];

/** The page. */
export function PlanPage() {
  const word = useWords();
  return (
    <OfPlan>
      {(whole) => (
        <article>
          <PageHead title={nameOf(whole.plan, word)} parent={{ title: word("nav-plans"), to: "/plans" }} actions={<Actions plan={whole.plan} />} />
          <Standing whole={whole} />
          <Lines lines={whole.lines} />
          {IN_FORCE.includes(whole.plan.state) ? <ProgressPanel plan={whole.plan} lines={whole.lines} /> : null}
          <SimulationPanel plan={whole.plan} lines={whole.lines} />
        </article>
      )}
    </OfPlan>
  );
}

function Actions({ plan: { id, year, number, state } }: { plan: Plan }) {
  const word = useWords();
  const may = useMay();
  const navigate = useNavigate();
  const { run, isRunning } = useDownload();
  const offered = OFFERED[state].filter(({ act }) => may(act));
  return (
    <>
      <Button icon={<DownloadOutlined aria-hidden />} loading={isRunning} onClick={() => void run({ path: `/api/v1/plans/${id}/lines.xlsx`, name: `plan-${year}-${number}.xlsx` })}>{word("export-excel")}</Button>
      {offered.map(({ to, isFirst }) => <Button key={to} type={isFirst ? "primary" : "default"} onClick={() => void navigate(`/plans/${id}/${to}`)}>{word(`plan-${to}`)}</Button>)}
    </>
  );
}

function Standing({ whole: { plan, versions } }: { whole: Whole }) {
  const word = useWords();
  const { head, state } = plan;
  const place = WAY.indexOf(state);
  const others = versions.filter(({ id }) => id !== plan.id);
  return (
    <>
      {plan.reason ? <Alert type="warning" showIcon className="problem" title={word(state === "draft" ? "plan-sent-back" : "plan-ended-for", { reason: plan.reason })} /> : null}
      {place >= 0 ? <Steps size="small" className="steps way" current={state === "published" ? WAY.length : place} items={WAY.map((step) => ({ title: word(`plan-state-${step}`) }))} /> : null}
      <DescriptionList items={[
        [word("plans-standing"), <Mark key="state" tone={TONES[state]}>{word(`plan-state-${state}`)}</Mark>],
        [word("plans-body"), plan.organisation_name],
        [word("plan-hands"), [plan.drafter, plan.approver, plan.publisher].map((who) => who?.name ?? "—").join(" / ")],
        [word("plan-basis"), head.basis],
        ...(head.note ? [[word("plan-note"), head.note] as [string, string]] : []),
        [word("plan-cap"), word("plan-cap-value", { n: head.cap })],
        [word("plan-cooldown"), head.cooldown_months === 0 ? word("plan-cooldown-none") : word("plan-cooldown-value", { n: head.cooldown_months })],
        [word("plan-horizon"), word("plan-horizon-value", { n: head.horizon_years })],
        [word("plan-effort"), word("plan-effort-value", { n: head.effort_hundredths / 100 })],
        ...(plan.filing_number ? [[word("plan-filing-number"), <span key="filing">{plan.filing_number} · <DateText value={plan.filing_date} /></span>] as [string, React.ReactNode]] : []),
        ...(others.length > 0 ? [[word("plans-versions"), others.map(({ id, number, state: stands }) => <span key={id}><Link to={`/plans/${id}`}>{word("plans-version", { n: number })}</Link> {word(`plan-state-${stands}`)} </span>)] as [string, React.ReactNode]] : []),
        ...(plan.digest ? [[word("plan-digest"), <code key="digest" className="digest">{plan.digest}</code>] as [string, React.ReactNode]] : []),
      ]} />
    </>
  );
}

const CLASSES = ["A", "B", "C", "D"] as const;

function Lines({ lines }: { lines: LineBody[] }) {
  const word = useWords();
  const heads = ["plan-place", "plan-item", "plan-extent", ...CLASSES.map((risk) => `plan-class-${risk}`), "plan-months", "plan-organisation", "plan-seats", "plan-method", "plan-line-note"];
  if (lines.length === 0) return <div className="empty"><p className="empty_title">{word("plan-lines-none")}</p><p>{word("plan-lines-none-do")}</p></div>;
  return (
    <section className="compare" tabIndex={0} aria-label={word("plan-lines")}>
      <h2>{word("plan-lines")}</h2>
      <Stacked className="plan_table">
        <thead><tr>{heads.map((head) => <th key={head} scope="col">{word(head)}</th>)}</tr></thead>
        <tbody>
          {lines.map(({ place, line, item_name, organisation_name }) => (
            <tr key={place}>
              <td>{place}</td><th scope="row">{item_name} <span className="fine">{line.item}</span></th><td>{extentText(line.extent, word)}</td>
              {CLASSES.map((risk) => <td key={risk}>{classText(line, risk, word)}</td>)}
              <td>{line.months.join("、")}</td><td>{organisation_name}</td><td>{line.seats}</td><td>{word(`method-${line.method}`)}</td><td>{line.note}</td>
            </tr>
          ))}
        </tbody>
      </Stacked>
    </section>
  );
}
