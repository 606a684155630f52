/** A record as it is read: what was asked beside what was answered; what was found stands out. */
import { CheckOutlined, CloseOutlined, MinusOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import { DescriptionList } from "../../ui/DescriptionList";
import { Mark } from "../../ui/Mark";
import { DateText } from "../../ui/values";
import { useWords } from "../../words/words";
import type { FormItem, Visit } from "./calls";
import { NOTHING, clockOf } from "./form-values";
import { type Record, type Result, type RowSaid, changedIn, rowsIn } from "./record";

const ICONS = { yes: CheckOutlined, no: CloseOutlined, "not-applicable": MinusOutlined };

/** Results, as marks. */
export function ResultMarks({ results }: { results: Result[] }) {
  const word = useWords();
  return <>{results.map((result) => <Mark key={result} tone={result === NOTHING ? "good" : "warn"}>{word(`visit-result-${result}`)}</Mark>)}</>;
}

interface Props {
  record: Record;
  visit: Pick<Visit, "items" | "team">;
  /** Another version: what differs from it is marked. */
  beside?: Record;
}

/** A value that another version has otherwise. */
function Changed({ is, children }: { is: boolean; children: ReactNode }) {
  const word = useWords();
  return is ? <span className="changed"><span className="unseen">{word("visits-changed")}</span>{children}</span> : <>{children}</>;
}

/** The record. */
export function RecordView({ record, visit, beside }: Props) {
  const word = useWords();
  const { subject } = record;
  const changed = changedIn(record, beside);
  const nameOf = (code: string): string => visit.team.find((member) => member.code === code)?.name ?? code;
  return (
    <div className="record">
      <DescriptionList items={[
        [word("write-when"), <Changed key="when" is={changed.has("when")}><DateText value={record.visited} /> {clockOf(record.from)}–{clockOf(record.to)}</Changed>],
        [word("write-place"), <Changed key="place" is={changed.has("place")}>{record.place}</Changed>],
        [word("write-method"), <Changed key="method" is={changed.has("method")}>{record.method ? word(`method-${record.method}`) : "—"}</Changed>],
        [word("write-present"), <Changed key="present" is={changed.has("present")}>{record.present.map(nameOf).join("、")}</Changed>],
        ...(record.absent_why ? [[word("write-absent-why"), <Changed key="absent" is={changed.has("present")}><span className="lines">{record.absent_why}</span></Changed>]] as [string, ReactNode][] : []),
        [word("write-results"), <Changed key="results" is={changed.has("results")}><ResultMarks results={record.results} /></Changed>],
      ]} />
      {visit.items.map((item) => <Answered key={item.code} item={item} rows={rowsIn(record, item.code)} changed={changed} />)}
      {record.findings ? <div className="said"><h2>{word("write-findings")}</h2><p className="lines"><Changed is={changed.has("findings")}>{record.findings}</Changed></p></div> : null}
      <div className="said">
        <h2><Changed is={changed.has("subject")}>{word("write-part-subject")}</Changed></h2>
        <DescriptionList items={[
          [word("write-who"), subject.who || null],
          [word("write-signing"), subject.signing ? word(`visit-signing-${subject.signing}`) : null],
          ...(subject.signing === "refused" ? [[word("write-refused-why"), <span key="why" className="lines">{subject.reason}</span>], [word("write-witness"), subject.witness]] as [string, ReactNode][] : []),
        ]} />
        {subject.statement ? <><h3>{word("write-statement")}</h3><blockquote className="lines">{subject.statement}</blockquote></> : <p className="fine">{word("write-no-statement")}</p>}
      </div>
    </div>
  );
}

function Answered({ item, rows, changed }: { item: FormItem; rows: RowSaid[]; changed: Set<string> }) {
  const word = useWords();
  return (
    <div className="answered">
      <h2><span className="number">{item.code}</span> {item.name}</h2>
      <ol>
        {item.rows.map(({ text, basis }, at) => (
          <li key={at} data-answer={rows[at]?.tick ?? "value"}>
            <div className="answered_asked"><span className="ask_no" aria-hidden="true">{at + 1}</span><span>{text}{basis ? <small>{basis}</small> : null}</span></div>
            <div className="answered_said"><Changed is={changed.has(`${item.code} ${at}`)}><Said row={rows[at]} /></Changed></div>
            {rows[at]?.found ? <p className="answered_found lines"><span className="unseen">{word("write-found")}：</span>{rows[at].found}</p> : null}
          </li>
        ))}
      </ol>
    </div>
  );
}

function Said({ row }: { row: RowSaid | undefined }) {
  const word = useWords();
  if (!row?.tick) return <>{row?.value || "—"}</>;
  const Icon = ICONS[row.tick];
  return <span className="tick" data-answer={row.tick}><Icon aria-hidden /> {word(`visit-tick-${row.tick}`)}</span>;
}
