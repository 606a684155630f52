/** What a plan comes to: its figures, month by month, line by line, beside last year's. */
import { useQueryClient } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { useState } from "react";
import { api, ask } from "../../api/client";
import { useMay } from "../../api/query";
import { DescriptionList } from "../../ui/DescriptionList";
import { JobProgress } from "../../ui/JobProgress";
import { ProblemView } from "../../ui/ProblemView";
import { Stacked } from "../../ui/Stacked";
import { useAct } from "../../ui/useAct";
import { Count, DateText } from "../../ui/values";
import { type Word, useWords } from "../../words/words";
import { at, keyed } from "../accounts/calls";
import { ACTS } from "./acts";
import { type Figures, type LineBody, type Plan, useSimulation } from "./calls";
import { perMilleText } from "./said";

interface Props {
  plan: Plan;
  lines: LineBody[];
}

/** The panel. */
export function SimulationPanel({ plan, lines }: Props) {
  const word = useWords();
  const may = useMay();
  const queries = useQueryClient();
  const { data, error, refetch } = useSimulation(plan.id);
  const [job, setJob] = useState<string | null>(null);
  const begin = useAct((key) => ask(api.POST("/api/v1/plans/{id}/simulate", { ...at(plan.id), ...keyed(key) })), (queued) => setJob(queued.job));
  const reload = (): void => { setJob(null); void queries.invalidateQueries({ queryKey: ["plans", plan.id, "simulation"] }); };
  return (
    <section aria-label={word("plan-simulation")}>
      <h2>{word("plan-simulation")}</h2>
      <p className="fine">{word("plan-simulation-what")}</p>
      {may(ACTS.draft) && lines.length > 0 ? <Button disabled={job !== null} loading={begin.isRunning} onClick={begin.run}>{word("plan-simulate")}</Button> : null}
      {begin.error ? <ProblemView error={begin.error} /> : null}
      {error ? <ProblemView error={error} retry={() => void refetch()} /> : null}
      {job ? <JobProgress key={job} id={job} title={word("plan-simulating")} onDone={reload} /> : null}
      {data === null ? <p>{word("plan-simulation-none")}</p> : null}
      {data ? (
        <>
          {data.fresh ? null : <Alert type="warning" showIcon className="problem" title={word("plan-simulation-stale")} />}
          <p className="fine">{word("plan-simulated-at")} <DateText value={data.at} /></p>
          <Summary figures={data.figures} lines={lines} />
          <Months figures={data.figures} />
          <Strata figures={data.figures} lines={lines} />
        </>
      ) : null}
    </section>
  );
}

function nameAt(lines: LineBody[], place: number): string {
  return lines.find((line) => line.place === place)?.item_name ?? String(place);
}

/** Person-days as they are: rounded month by month, they wouldn't come to the year's sum. */
function days(hundredths: number): number {
  return hundredths / 100;
}

/** What part of what is there is taken: a small part isn't none. */
function takenText(load: number, capacity: number): string {
  const share = (load * 100) / capacity;
  return share > 0 && share < 10 ? `${String(Math.max(0.1, Math.round(share * 10) / 10))}%` : `${String(Math.round(share))}%`;
}

function Summary({ figures, lines }: { figures: Figures; lines: LineBody[] }) {
  const word = useWords();
  const { bottleneck } = figures;
  return (
    <DescriptionList items={[
      [word("plan-visits"), <Count key="visits" value={figures.visits} />],
      [word("plan-population"), word("plan-population-of", { reached: figures.reached, all: figures.population })],
      [word("plan-seen"), <Seen key="seen" figures={figures} />],
      [word("plan-most"), word("plan-most-times", { n: figures.most_a_year })],
      [word("plan-load"), word("plan-days", { n: days(figures.load_hundredths) })],
      [word("plan-shortfall"), <Count key="short" value={figures.shortfall} />],
      [word("plan-bottleneck"), bottleneck ? amplyText(figures, word) ?? word("plan-bottleneck-at", { month: bottleneck.month, line: nameAt(lines, bottleneck.line) }) : "—"],
      [word("plan-random"), figures.random_per_mille === null || figures.random_per_mille === undefined ? "—" : word("plan-random-share", { share: perMilleText(figures.random_per_mille), causes: figures.for_cause_last_year })],
    ]} />
  );
}

/** How many are seen within the horizon; that it isn't everybody, and what that would take at the least. */
function Seen({ figures }: { figures: Figures }) {
  const word = useWords();
  const { seen_per_mille: seen, population, visits } = figures;
  const [share, years] = [seen[seen.length - 1] ?? 0, seen.length];
  const need = years > 0 ? Math.ceil(population / years) : 0;
  return (
    <>
      {word("plan-seen-within", { share: perMilleText(share), years })}
      {share < 1000 && need > visits ? <><br /><strong>{word("plan-seen-short", { years, need, visits })}</strong></> : null}
    </>
  );
}

/** Nothing if the bench is more than half taken in some month; else how much it is at the most, and when: a month that is named would look like a bottleneck. */
function amplyText(figures: Figures, word: Word): string | null {
  const shares = figures.months.map(({ month, load_hundredths: load, inspectors, weekdays }) => ({ month, load, capacity: inspectors * weekdays * 100 }));
  if (shares.some(({ load, capacity }) => load > 0 && load * 2 > capacity)) return null;
  const share = ({ load, capacity }: { load: number; capacity: number }): string => (capacity > 0 ? takenText(load, capacity) : "0%");
  const [most] = [...shares].sort((one, other) => other.load / (other.capacity || 1) - one.load / (one.capacity || 1));
  if (!most) return null;
  const months = shares.filter((one) => share(one) === share(most)).map(({ month }) => word("plan-month-nth", { n: month }));
  return word("plan-bottleneck-ample", { share: share(most), months: months.join(word("plan-extent-join")) });
}

function Months({ figures }: { figures: Figures }) {
  const word = useWords();
  const most = Math.max(1, ...figures.months.map((month) => Math.max(month.load_hundredths, month.inspectors * month.weekdays * 100)));
  return (
    <div className="compare" tabIndex={0} role="region" aria-label={word("plan-by-month")}>
      <h3>{word("plan-by-month")}</h3>
      <Stacked className="plan_months">
        <thead><tr>{["plan-month", "plan-month-visits", "plan-load", "plan-capacity", "plan-share"].map((key) => <th key={key} scope="col">{word(key)}</th>)}</tr></thead>
        <tbody>
          {figures.months.map(({ month, visits, load_hundredths: load, inspectors, weekdays }) => {
            const capacity = inspectors * weekdays * 100;
            return (
              <tr key={month} data-over={load > capacity}>
                <th scope="row">{word("plan-month-nth", { n: month })}</th><td><Count value={visits} /></td><td><Count value={days(load)} /></td><td><Count value={capacity / 100} /></td>
                <td><span className="plan_bar" aria-hidden="true"><span style={{ width: `${(load * 100) / most}%` }} />{capacity > 0 ? <i style={{ left: `${(capacity * 100) / most}%` }} /> : null}</span><span>{capacity === 0 ? (load === 0 ? "—" : word("plan-nobody")) : takenText(load, capacity)}</span></td>
              </tr>
            );
          })}
        </tbody>
      </Stacked>
    </div>
  );
}

function Strata({ figures, lines }: { figures: Figures; lines: LineBody[] }) {
  const word = useWords();
  const heads = ["plan-item", "plan-class", "plan-stratum-population", "plan-stratum-quota", "plan-seen", "plan-last-year", "plan-last-year-found"];
  return (
    <div className="compare" tabIndex={0} role="region" aria-label={word("plan-strata")}>
      <h3>{word("plan-strata")}</h3>
      <Stacked>
        <thead><tr>{heads.map((key) => <th key={key} scope="col">{word(key)}</th>)}</tr></thead>
        <tbody>
          {figures.strata.map((row) => (
            <tr key={`${row.line}-${row.risk}`}>
              <th scope="row">{row.line} {nameAt(lines, row.line)}</th><td>{row.risk}</td><td><Count value={row.population} /></td><td><Count value={row.quota} /></td>
              <td>{perMilleText(row.seen_per_mille)}</td><td><Count value={row.visited_last_year} /></td><td><Count value={row.found_last_year} /></td>
            </tr>
          ))}
        </tbody>
      </Stacked>
    </div>
  );
}
