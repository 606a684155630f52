/** The calendar of working days, by which due days are counted, and the entering of a year. */
import { Button, Input } from "antd";
import { Link, useNavigate, useParams, useSearchParams } from "react-router";
import { api, ask } from "../../api/client";
import { useMay } from "../../api/query";
import { Field } from "../../ui/Field";
import { FormPage } from "../../ui/FormPage";
import { Mark } from "../../ui/Mark";
import { PageHead } from "../../ui/PageHead";
import { ProblemView } from "../../ui/ProblemView";
import { NEAR } from "../../ui/near";
import { useWords } from "../../words/words";
import { keyed } from "../accounts/calls";
import { YearView } from "./YearView";
import { ACTS } from "./acts";
import { type Year, useCalendar, useDisclosuresAnew } from "./calls";
import { type Said, pressed } from "./year";

const PARENT = "/disclosures/calendar";

/** The page. */
export function CalendarPage() {
  const word = useWords();
  const may = useMay();
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const { data, error, refetch } = useCalendar();
  if (error) return <ProblemView error={error} retry={() => void refetch()} />;
  if (!data) return <p role="status">{word("loading")}</p>;
  const years = [...data.years].sort((a, b) => b.year - a.year);
  const shown = years.find(({ year }) => String(year) === params.get("year")) ?? years[0];
  const next = (years[0]?.year ?? new Date().getFullYear()) + 1;
  return (
    <article>
      <PageHead
        title={word("nav-calendar")} help={word("calendar-lead", { start: word(`calendar-starts-${data.starts}`), days: data.working_days })} parent={{ title: word("nav-disclosures"), to: "/disclosures" }}
        actions={may(ACTS.calendar) ? <Button type="primary" onClick={() => void navigate(`${PARENT}/${next}`)}>{word("calendar-enter", { year: String(next) })}</Button> : null}
      />
      <nav className="quick above" aria-label={word("calendar-years")}>
        {years.map(({ year }) => <button key={year} type="button" aria-pressed={year === shown.year} onClick={() => setParams({ year: String(year) }, { replace: true })}>{word("calendar-year", { year: String(year) })}</button>)}
      </nav>
      {shown ? <Shown year={shown} mayEnter={may(ACTS.calendar)} /> : null}
    </article>
  );
}

function Shown({ year, mayEnter }: { year: Year; mayEnter: boolean }) {
  const word = useWords();
  return (
    <section className="panel">
      <div className="section_head">
        <h2>{word("calendar-year", { year: String(year.year) })}</h2>
        {year.built_in ? <Mark>{word("calendar-built-in")}</Mark> : null}
        {mayEnter && !year.built_in ? <Link to={`${PARENT}/${year.year}`}>{word("calendar-change")}</Link> : null}
      </div>
      <p>{word("calendar-document")} {year.document}</p>
      <Legend />
      <YearView year={year.year} said={year} />
    </section>
  );
}

function Legend() {
  const word = useWords();
  return <p className="year_legend">{(["holiday", "shifted", "rest"] as const).map((kind) => <span key={kind}><i data-kind={kind} aria-hidden="true" /> {word(`calendar-kind-${kind}`)}</span>)}</p>;
}

interface Values {
  document: string;
  days: Said;
}

/** A form's input of a year's days. */
function DaysInput({ year, value = { holidays: [], workdays: [] }, onChange }: { year: number; id?: string; value?: Said; onChange?: (said: Said) => void }) {
  return <><Legend /><YearView year={year} said={value} onPress={(day) => onChange?.(pressed(day, value))} /></>;
}

/** Enters a year, or corrects it. */
export function YearPage() {
  const word = useWords();
  const { year: named = "" } = useParams();
  const year = Number(named);
  const { data, error, refetch } = useCalendar();
  if (error) return <ProblemView error={error} retry={() => void refetch()} />;
  if (!data) return <p role="status">{word("loading")}</p>;
  return <Entering key={year} year={year} before={data.years.find((one) => one.year === year)} reload={() => void refetch()} />;
}

function Entering({ year, before, reload }: { year: number; before: Year | undefined; reload: () => void }) {
  const word = useWords();
  const navigate = useNavigate();
  const anew = useDisclosuresAnew();
  return (
    <div className="yearpage">
      <FormPage<Values, unknown>
        name={`calendar-${year}`} title={word("calendar-enter", { year: String(year) })} help={word("calendar-enter-lead")} parent={{ title: word("nav-calendar"), to: PARENT }} submitLabel={word("save")} onReload={reload}
        initial={{ document: before?.document ?? "", days: { holidays: before?.holidays ?? [], workdays: before?.workdays ?? [] } }} onDone={() => { anew(); void navigate(`${PARENT}?year=${year}`); }}
        submit={({ document, days }, key) => ask(api.POST("/api/v1/calendar/{year}", { params: { path: { year } }, body: { document: document.trim(), ...days, version: before?.version ?? 0 }, ...keyed(key) }))}
      >
        <Field name="document" label={word("calendar-document-number")} help={word("calendar-document-help")} required><Input maxLength={100} showCount={NEAR} placeholder={word("calendar-document-example")} /></Field>
        <Field name="days" label={word("calendar-days")} help={word("calendar-days-help")}><DaysInput year={year} /></Field>
      </FormPage>
    </div>
  );
}
