/** What a commit would freeze now: for those who write a scheme with the rates of its strata, a table one edits like a sheet; for those who approve it as it would be now. */
import { Alert, Button, Input, InputNumber } from "antd";
import { useState } from "react";
import { api, ask } from "../../api/client";
import { useMay } from "../../api/query";
import { DescriptionList } from "../../ui/DescriptionList";
import { JobProgress } from "../../ui/JobProgress";
import { Mark } from "../../ui/Mark";
import { ProblemView } from "../../ui/ProblemView";
import { Stacked } from "../../ui/Stacked";
import { useAct } from "../../ui/useAct";
import { Count } from "../../ui/values";
import { type Word, useWordOf, useWords } from "../../words/words";
import { keyed } from "../accounts/calls";
import { ACTS } from "./acts";
import type { Draw, Preview, Rate } from "./calls";
import { Replays } from "./Replays";
import { RuledOut } from "./RuledOut";
import { fieldWord } from "./lack-words";
import { useBegin } from "./preview-job";
import { assuranceText } from "./rule-words";
import { EVERYBODY, chanceText, peopled, quotaText, rateOf, rateText, stratumText } from "./scheme-values";

const HEADS = ["draw-stratum", "draw-population", "draw-rate", "draw-minimum", "draw-quota", "draw-chance"];

interface Props {
  draw: Draw;
  /** Where rates can be typed: what to do when they are saved. */
  onSaved?: () => void;
  /** Whether it begins by itself: where nobody should go on without having looked. */
  isAuto?: boolean;
}

/** The panel. */
export function PreviewPanel({ draw, onSaved, isAuto = false }: Props) {
  const word = useWords();
  const may = useMay();
  const [seen, setSeen] = useState<Preview | null>(null);
  const [job, setJob] = useState<string | null>(null);
  if (!may(ACTS.preview)) return null;
  return (
    <section className="compare" aria-label={word("draw-preview")}>
      <h2>{word("draw-preview")}</h2>
      <p>{word("draw-preview-help")}</p>
      <Begin key={job} draw={draw} begins={isAuto && job === null} onBegun={(begun) => { setSeen(null); setJob(begun); }} />
      {job && !seen ? <JobProgress key={job} id={job} title={word("draw-previewing")} onDone={({ result }) => setSeen(result as unknown as Preview)} /> : null}
      {seen ? <Figures scheme={draw.scheme} seen={seen} /> : null}
      {seen ? <RuledOut draw={draw} seen={seen} /> : null}
      {seen && seen.strays.length > 0 ? <Strays seen={seen} /> : null}
      {seen && onSaved && draw.state === "draft" && may(ACTS.draft) ? <Rates key={`${String(draw.version)}-${job ?? ""}`} draw={draw} seen={seen} onSaved={onSaved} /> : seen ? <Strata draw={draw} seen={seen} /> : null}
      {seen ? <p className="fine">{word(`draw-rounded-${draw.scheme.rounding}`)}</p> : null}
      {seen ? <Replays seen={seen} /> : null}
    </section>
  );
}

/** The button; where it `begins` by itself, once. */
function Begin({ draw, begins, onBegun }: { draw: Draw; begins: boolean; onBegun: (job: string) => void }) {
  const word = useWords();
  const begin = useBegin(draw, begins, onBegun);
  return (
    <>
      <Button onClick={begin.run} loading={begin.isRunning}>{word("draw-preview-begin")}</Button>
      {begin.error ? <ProblemView error={begin.error} /> : null}
    </>
  );
}

/** How many can take each seat: a pool has fewer than the whole bench. Where all seats are everybody's there is nothing to add. */
function seatsText(seats: string[], counts: number[], word: Word): string | null {
  if (seats.length !== counts.length || seats.every((pool) => pool === EVERYBODY)) return null;
  return seats.map((pool, at) => word("draw-bench-seat", { n: at + 1, pool: pool === EVERYBODY ? word("draw-pool-all") : pool, count: counts[at] })).join(word("list-apart"));
}

function Figures({ scheme: { seats, scope }, seen }: { scheme: Draw["scheme"]; seen: Preview }) {
  const word = useWords();
  const wordOf = useWordOf();
  const said = (code: string): string => wordOf(`draw-reason-${code}`) ?? wordOf(`inspectors-why-${code}`) ?? code;
  const bySeat = seatsText(seats, seen.seats, word);
  const list = (counts: Record<string, number>): string => Object.entries(counts).map(([code, count]) => `${said(code)} ${String(count)}`).join("、") || "—";
  return (
    <DescriptionList items={[
      [word("draws-subjects"), <Count key="subjects" value={seen.subjects} />],
      [word("draw-left-out"), list(seen.excluded)],
      ...(scope.industries.length > 0 ? [[word("draw-outside-trades"), word("draw-outside-trades-of", { none: seen.outside.trade_none, wide: seen.outside.trade_wide })] as [string, string]] : []),
      ...(scope.regions.length > 0 ? [[word("draw-outside-regions"), list(seen.outside.regions)] as [string, string]] : []),
      [word("draw-most-targets"), <Count key="targets" value={seen.targets} />],
      [word("draw-bench"), bySeat ? word("draw-bench-seats", { n: seen.inspectors, seats: bySeat }) : word("draw-bench-people", { n: seen.inspectors })],
      [word("draw-absent"), list(seen.absent)],
      [word("draw-recusals"), word("draw-recusals-pairs", { n: seen.recusals })],
      [word("draw-feasible"), <Feasible key="feasible" seen={seen} />],
      ...(seen.bottleneck ? [[word("draw-bottleneck"), word("draw-bottleneck-at", { demand: seen.bottleneck.demand, places: seen.bottleneck.places, inspectors: seen.bottleneck.inspectors })] as [string, string]] : []),
      [word("draws-assurance"), assuranceText(seen.assurance, word)],
      ...(seen.lacks.length > 0 ? [[word("draw-lacks"), seen.lacks.map(({ field, code }) => word("draw-lack", { field: fieldWord(field, word), fault: wordOf(`fault-${code}`) ?? wordOf(`problem-${code}`) ?? code })).join("；")] as [string, string]] : []),
    ]} />
  );
}

/** Names that do nothing: nearly always typing errors. */
function Strays({ seen }: { seen: Preview }) {
  const word = useWords();
  const list = <ul>{seen.strays.map(({ field, place, text, why }) => <li key={field}>{word(`draw-stray-${place}`)} <code>{text}</code>：{word(`draw-stray-${why}`)}</li>)}</ul>;
  return <Alert type="warning" showIcon className="problem" title={word("draw-strays")} description={<><p>{word("draw-strays-help")}</p>{list}</>} />;
}

/** Whether the bench can serve whatever is drawn; nobody knows while a stratum has no rate. */
function Feasible({ seen }: { seen: Preview }) {
  const word = useWords();
  if (seen.strata.some(({ rated, population }) => !rated && population > 0)) return <>{word("draw-feasible-open")}</>;
  return <Mark tone={seen.feasibility === "certain" ? "good" : ["impossible", "unseated"].includes(seen.feasibility) ? "bad" : "warn"}>{word(`draw-feasible-${seen.feasibility}`)}</Mark>;
}

/** The strata with what each would yield: to read. */
function Strata({ draw, seen }: { draw: Draw; seen: Preview }) {
  const word = useWords();
  const wordOf = useWordOf();
  const rates = new Map(draw.scheme.strata.map((rate) => [rate.name, rate]));
  const rows = peopled(seen.strata);
  return (
    <Stacked className="plan_table">
      <thead><tr>{HEADS.map((head) => <th key={head} scope="col">{word(head)}</th>)}</tr></thead>
      <tbody>
        {rows.map(({ name, population }) => {
          const rate = rates.get(name);
          return <tr key={name}><th scope="row" title={name}>{stratumText(name, wordOf)}</th><td><Count value={population} /></td><td>{rate ? rateText(rate) : "—"}</td><td>{rate?.minimum ?? "—"}</td><td className="number">{rate ? quotaText(rate, population, draw.scheme.rounding) : "—"}</td><td className="number">{rate ? chanceText(rate, population, draw.scheme.rounding) : "—"}</td></tr>;
        })}
      </tbody>
      <tfoot><tr><th scope="row">{word("draw-total")}</th><td><Count value={rows.reduce((sum, { population }) => sum + population, 0)} /></td><td /><td /><td className="number"><Count value={seen.targets} /></td><td /></tr></tfoot>
    </Stacked>
  );
}

interface Typed {
  name: string;
  population: number;
  rate: string;
  minimum: number;
}

function Rates({ draw, seen, onSaved }: { draw: Draw; seen: Preview; onSaved: () => void }) {
  const word = useWords();
  const wordOf = useWordOf();
  const [rows, setRows] = useState<Typed[]>(() => peopled(seen.strata).map(({ name, population }) => {
    const known = draw.scheme.strata.find((rate) => rate.name === name);
    return { name, population, rate: known ? rateText(known) : "", minimum: known?.minimum ?? 0 };
  }));
  const rates = rows.map(({ name, rate, minimum }): Rate | null => {
    const read = rateOf(rate);
    return read ? { name, ...read, minimum } : null;
  });
  const isSound = rates.every((rate) => rate !== null);
  const save = useAct((key) => ask(api.POST("/api/v1/draws/{id}", {
    params: { path: { id: draw.id } },
    body: { task: draw.task, scheme: { ...draw.scheme, strata: rates.filter((rate) => rate !== null) }, parties: draw.parties.map(({ name, outside, holds }) => ({ name, outside, holds })), version: draw.version },
    ...keyed(key),
  })), onSaved);
  const set = (name: string, part: Partial<Typed>): void => setRows(rows.map((row) => (row.name === name ? { ...row, ...part } : row)));
  const { rounding } = draw.scheme;
  const quota = (row: Typed): string => {
    const read = rateOf(row.rate);
    return read ? quotaText({ ...read, minimum: row.minimum }, row.population, rounding) : "—";
  };
  const chance = (row: Typed): string => {
    const read = rateOf(row.rate);
    return read ? chanceText({ ...read, minimum: row.minimum }, row.population, rounding) : "—";
  };
  /** Whole numbers add up; between two numbers the sum of all rates does. */
  const total = (): string => {
    if (rounding === "at-least") return String(rows.reduce((sum, row) => sum + (Number(quota(row)) || 0), 0));
    const sum = rows.reduce((all, { population, rate }) => { const read = rateOf(rate); return read ? all + (population * read.p) / read.q : all; }, 0);
    const [low, high] = [Math.floor(sum + 1e-9), Math.ceil(sum - 1e-9)];
    return low === high ? String(low) : `${String(low)}–${String(high)}`;
  };
  return (
    <>
      <h3>{word("draw-strata")}</h3>
      <p>{word("draw-rates-help")}</p>
      <Stacked className="plan_table">
        <thead><tr>{HEADS.map((head) => <th key={head} scope="col">{word(head)}</th>)}</tr></thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row" title={row.name}>{stratumText(row.name, wordOf)}</th><td><Count value={row.population} /></td>
              <td><Input aria-label={word("draw-rate-of", { name: stratumText(row.name, wordOf) })} status={rateOf(row.rate) ? "" : "error"} value={row.rate} placeholder="5%" onChange={({ target }) => set(row.name, { rate: target.value })} /></td>
              <td><InputNumber aria-label={word("draw-minimum-of", { name: stratumText(row.name, wordOf) })} disabled={rounding === "exact"} min={0} max={1_000_000} precision={0} value={row.minimum} onChange={(minimum) => set(row.name, { minimum: minimum ?? 0 })} /></td>
              <td className="number">{quota(row)}</td><td className="number">{chance(row)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot><tr><th scope="row">{word("draw-total")}</th><td><Count value={rows.reduce((sum, { population }) => sum + population, 0)} /></td><td /><td /><td className="number">{total()}</td><td /></tr></tfoot>
      </Stacked>
      {save.error ? <ProblemView error={save.error} /> : null}
      <Button type="primary" disabled={!isSound || rows.length === 0} loading={save.isRunning} onClick={save.run}>{word("draw-rates-save")}</Button>
    </>
  );
}
