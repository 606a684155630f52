/** Publishes results: all that becomes public stands on the page, word for word. */
import { CheckCircleFilled, ExclamationCircleFilled } from "@ant-design/icons";
import { Alert } from "antd";
import { useQueries } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import { api, ask } from "../../api/client";
import { useMe } from "../../api/query";
import { ActPage } from "../../ui/ActPage";
import { DescriptionList } from "../../ui/DescriptionList";
import { PageHead } from "../../ui/PageHead";
import { ProblemView } from "../../ui/ProblemView";
import { DateText } from "../../ui/values";
import { useWords } from "../../words/words";
import { keyed } from "../accounts/calls";
import { ResultMarks } from "../inspections/RecordView";
import { type Visit, askVisit } from "../inspections/calls";
import { Countdown } from "./Countdown";
import { type Judged, type Row, type Text, askText, useChosen, useDisclosuresAnew } from "./calls";
import { idsIn } from "./chosen";
import { isOwn, linesOf, unconfirmed } from "./public-text";

const PARENT = "/disclosures";

/** The page. */
export function PublishPage() {
  const word = useWords();
  const [params] = useSearchParams();
  const [ids] = useState(() => idsIn(params));
  const [judged, setJudged] = useState<{ verdicts: Judged[]; rows: Row[] } | null>(null);
  const { data: rows, error, refetch } = useChosen(ids);
  if (judged) return <Outcome {...judged} />;
  if (error) return <ProblemView error={error} retry={() => void refetch()} />;
  if (!rows) return <p role="status">{word("loading")}</p>;
  return rows.length === 0 ? <Nothing /> : <Publish rows={rows} onJudged={(verdicts) => setJudged({ verdicts, rows })} />;
}

function useParent() {
  const word = useWords();
  return { title: word("nav-disclosures"), to: PARENT };
}

function Nothing() {
  const word = useWords();
  return <article><PageHead title={word("disclosures-publish")} parent={useParent()} /><Alert type="info" showIcon title={word("disclosures-nothing")} description={<Link to={PARENT}>{word("disclosures-back")}</Link>} /></article>;
}

function Publish({ rows, onJudged }: { rows: Row[]; onJudged: (verdicts: Judged[]) => void }) {
  const word = useWords();
  const anew = useDisclosuresAnew();
  // Two versions of one visit may be due: each visit is asked for once.
  const visits = [...new Set(rows.map(({ visit }) => visit))];
  const seen = useQueries({ queries: visits.map((visit) => ({ queryKey: ["visits", visit], queryFn: () => askVisit(visit) })) });
  const texts = useQueries({ queries: rows.map(({ id }) => ({ queryKey: ["disclosures", "text", id], queryFn: () => askText(id) })) });
  const failed = [...seen, ...texts].find(({ error }) => error)?.error;
  const isRead = [...seen, ...texts].every(({ data }) => data);
  return (
    <div className="publishpage">
      <ActPage<Judged[]>
        title={word("disclosures-publish-count", { count: rows.length })} parent={useParent()} actLabel={word("disclosures-publish")} isReady={isRead} notReady={word("loading")}
        subject={(
          <>
            {failed ? <ProblemView error={failed} /> : null}
            <p className="lead">{word("disclosures-publish-lead")}</p>
            {rows.map((row, at) => <PublicText key={row.id} row={row} visit={seen[visits.indexOf(row.visit)].data} text={texts[at].data} />)}
            <p className="notpublic">{word("disclosures-not-public")}</p>
          </>
        )}
        effects={[word("disclosures-publish-effect", { count: rows.length }), word("disclosures-publish-effect-kept"), word("disclosures-publish-effect-each")]} told={[word("told-journal"), word("disclosures-told-public")]}
        confirmation={{ kind: "tick", label: word("disclosures-publish-sure") }} onDone={(verdicts) => { onJudged(verdicts); anew(); }}
        act={(key) => ask(api.POST("/api/v1/disclosures/publish", { body: { ids: rows.map(({ id }) => id) }, ...keyed(key) }))}
      />
    </div>
  );
}

/** One result, as everybody will read it: the server says what that is. */
function PublicText({ row, visit, text }: { row: Row; visit: Visit | undefined; text: Text | undefined }) {
  const word = useWords();
  const me = useMe();
  if (!visit || !text) return <section className="panel"><p role="status">{word("loading")}</p></section>;
  const silent = unconfirmed(text);
  return (
    <section className="panel publictext" aria-label={text.name}>
      <div className="section_head"><h2>{text.name}</h2><Countdown row={row} /></div>
      {isOwn(visit, me.id) ? <Alert type="error" showIcon className="problem" title={word("disclosures-own")} /> : null}
      {row.waiting ? <Alert type="warning" showIcon className="problem" title={word("disclosures-waiting-do")} /> : null}
      {silent.length > 0 ? <Alert type="warning" showIcon className="problem" title={word("disclosures-unconfirmed", { names: silent.join("、") })} /> : null}
      <DescriptionList items={[
        [word("disclosures-code"), <span key="code" className="number">{text.code}</span>],
        [word("disclosures-results"), <ResultMarks key="results" results={text.results} />],
        [word("disclosures-visited"), <DateText key="visited" value={text.visited} />],
        [word("disclosures-items"), text.items.map(({ code, name }) => `${code} ${name}`).join("、")],
        [word("disclosures-task"), text.task],
        [word("disclosures-office"), text.office],
        [word("disclosures-team"), <PublicTeam key="team" text={text} />],
        [word("result-due"), <DateText key="due" value={text.due} />],
        ...(text.reason ? [[word("disclosures-correction"), text.reason] as [string, string]] : []),
      ]} />
      {text.findings.length > 0 ? (
        <ul className="findings">{text.findings.map(({ item, row: asked, found }) => <li key={item + asked}><p><span className="number">{item}</span> {asked}</p><p className="lines"><strong>{found}</strong></p></li>)}</ul>
      ) : <p className="fine">{word("result-no-findings")}</p>}
      {linesOf(text, word).map((line) => <p key={line} className="lines">{line}</p>)}
    </section>
  );
}

/** Who inspected, and who of them doesn't stand by the record with an account of their own. */
function PublicTeam({ text }: { text: Text }) {
  const word = useWords();
  return <ul className="plain team">{text.team.map(({ name, certificate, confirmed }) => <li key={certificate}><strong>{name}</strong> <span className="fine number">{certificate}</span>{confirmed === false ? <> <strong>{word("result-unconfirmed")}</strong></> : null}</li>)}</ul>;
}

/** What became of each. */
function Outcome({ verdicts, rows }: { verdicts: Judged[]; rows: Row[] }) {
  const word = useWords();
  const done = verdicts.filter(({ published }) => published).length;
  const nameOf = (id: string): string => rows.find((row) => row.id === id)?.name ?? id;
  return (
    <article>
      <PageHead title={word("disclosures-done", { count: done })} parent={useParent()} />
      {done < verdicts.length ? <Alert type="warning" showIcon className="problem" title={word("disclosures-done-not", { count: verdicts.length - done })} /> : null}
      <ul className="verdicts">
        {verdicts.map(({ id, published, path, message }) => (
          <li key={id} data-tone={published ? "good" : "bad"}>
            {published ? <CheckCircleFilled aria-hidden /> : <ExclamationCircleFilled aria-hidden />}
            <div><strong>{nameOf(id)}</strong>{published && path ? <p><a href={path} target="_blank" rel="noreferrer">{word("disclosures-look")}</a></p> : <p>{message}</p>}</div>
          </li>
        ))}
      </ul>
      <p className="form_buttons"><Link to={PARENT}>{word("disclosures-back")}</Link></p>
    </article>
  );
}
