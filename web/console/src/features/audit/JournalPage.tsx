/** How it stands with the journal, and the checks of tables, records and journal against each other. */
import { useQueryClient } from "@tanstack/react-query";
import { Button, Table } from "antd";
import { api, ask } from "../../api/client";
import { DescriptionList } from "../../ui/DescriptionList";
import { JobProgress } from "../../ui/JobProgress";
import { Mark, type Tone } from "../../ui/Mark";
import { PageHead } from "../../ui/PageHead";
import { ProblemView } from "../../ui/ProblemView";
import { Scrolls } from "../../ui/Scrolls";
import { useAct } from "../../ui/useAct";
import { Count, DateText } from "../../ui/values";
import { useMe } from "../../api/query";
import { useWords } from "../../words/words";
import { keyed } from "../accounts/calls";
import { type Check, useChecks, useStanding } from "./calls";

const WRITER: Record<string, Tone> = { writing: "good", standby: "good", off: "warn", again: "warn", broken: "bad" };

/** The page. */
export function JournalPage() {
  const word = useWords();
  const queries = useQueryClient();
  const checks = useChecks();
  const reload = (): void => void queries.invalidateQueries({ queryKey: ["journal"] });
  const begin = useAct((key) => ask(api.POST("/api/v1/journal/checks", keyed(key))), reload);
  const { id: me } = useMe();
  const running = checks.data?.find(({ state }) => state === "waiting" || state === "running");
  const start = <Button type="primary" disabled={running !== undefined} loading={begin.isRunning} onClick={begin.run}>{word("journal-check")}</Button>;
  return (
    <article>
      <PageHead title={word("nav-journal")} help={word("journal-own-lead")} actions={start} />
      {begin.error ? <ProblemView error={begin.error} /> : null}
      <Standing />
      <h2>{word("journal-checks")}</h2>
      <p className="fine">{word("journal-checks-what")}</p>
      {running ? (running.person.id === me ? <JobProgress id={running.id} title={word("journal-checking")} onDone={reload} /> : <p role="status">{word("journal-check-by", { name: running.person.name })}</p>) : null}
      {checks.error ? <ProblemView error={checks.error} retry={() => void checks.refetch()} /> : null}
      <Checks rows={checks.data ?? []} isLoading={checks.isPending} />
    </article>
  );
}

function Standing() {
  const word = useWords();
  const { data, error, refetch } = useStanding();
  if (error) return <ProblemView error={error} retry={() => void refetch()} />;
  if (!data) return <p role="status">{word("loading")}</p>;
  const { size, root, waiting, waiting_since: since, writer } = data;
  return (
    <DescriptionList items={[
      [word("journal-size"), <a key="size" href="/journal" target="_blank" rel="noreferrer"><Count value={size} /></a>],
      [word("journal-waiting"), <span key="waiting"><Count value={waiting} />{since ? <> · {word("journal-since")} <DateText value={since} /></> : null}</span>],
      [word("journal-writer"), <Mark key="writer" tone={WRITER[writer] ?? "plain"}>{word(`journal-writer-${writer}`)}</Mark>],
      [word("journal-root"), root ? <code key="root" className="digest">{root}</code> : null],
    ]} />
  );
}

const STATES: Record<Check["state"], Tone> = { waiting: "plain", running: "info", done: "good", failed: "bad", cancelled: "warn" };

function Checks({ rows, isLoading }: { rows: Check[]; isLoading: boolean }) {
  const word = useWords();
  const empty = <div className="empty"><p className="empty_title">{word("journal-checks-none")}</p><p>{word("journal-checks-none-do")}</p></div>;
  return (
    <Scrolls>
      <Table<Check>
        className="list" size="middle" pagination={false} loading={isLoading} rowKey="id" dataSource={rows} scroll={{ x: 900 }} locale={{ emptyText: isLoading ? " " : empty }}
        expandable={{ columnTitle: <span className="unseen">{word("journal-findings")}</span>, rowExpandable: ({ outcome }) => (outcome?.found ?? 0) > 0, defaultExpandedRowKeys: rows.slice(0, 1).map(({ id }) => id), expandedRowRender: ({ outcome }) => <Findings outcome={outcome} /> }}
        columns={[
          { title: word("audit-at"), width: 190, render: (_value, { at }) => <DateText value={at} /> },
          { title: word("audit-person"), width: 120, render: (_value, { person }) => person.name },
          { title: word("journal-verdict"), width: 150, render: (_value, { state, outcome }) => <Verdict state={state} found={outcome?.found} /> },
          { title: word("journal-size"), width: 110, align: "right", render: (_value, { outcome }) => (outcome ? <Count value={outcome.size} /> : "—") },
          { title: word("journal-rows"), width: 110, align: "right", render: (_value, { outcome }) => (outcome ? <Count value={outcome.rows} /> : "—") },
          { title: word("journal-openings"), width: 110, align: "right", render: (_value, { outcome }) => (outcome ? <Count value={outcome.openings} /> : "—") },
          { title: word("journal-images"), width: 110, align: "right", render: (_value, { outcome }) => (outcome ? <Count value={outcome.images} /> : "—") },
        ]}
      />
    </Scrolls>
  );
}

function Verdict({ state, found }: { state: Check["state"]; found?: number }) {
  const word = useWords();
  if (state !== "done" || found === undefined) return <Mark tone={STATES[state]}>{word(`job-state-${state}`)}</Mark>;
  return found === 0 ? <Mark tone="good">{word("journal-agrees")}</Mark> : <Mark tone="bad">{word("journal-disagrees", { count: found })}</Mark>;
}

function Findings({ outcome }: Pick<Check, "outcome">) {
  const word = useWords();
  if (!outcome) return null;
  return (
    <>
      <ul>{outcome.findings.map(({ code, values }, place) => <li key={place}>{word(`audit-${code}`, values)}</li>)}</ul>
      {outcome.found > outcome.findings.length ? <p className="fine">{word("journal-more", { count: outcome.found - outcome.findings.length })}</p> : null}
    </>
  );
}
