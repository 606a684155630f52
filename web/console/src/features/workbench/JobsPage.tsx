/** My long works, the latest first, as the server keeps them. */
import { useQuery } from "@tanstack/react-query";
import { Table } from "antd";
import { api, ask } from "../../api/client";
import type { Job } from "../../api/types";
import { JobProgress, isOver } from "../../ui/JobProgress";
import { Mark, type Tone } from "../../ui/Mark";
import { PageHead } from "../../ui/PageHead";
import { ProblemView } from "../../ui/ProblemView";
import { Scrolls } from "../../ui/Scrolls";
import { DateText } from "../../ui/values";
import { useWordOf, useWords } from "../../words/words";

const ASK_MS = 3000;
const TONES: Record<Job["state"], Tone> = { waiting: "plain", running: "info", done: "good", failed: "bad", cancelled: "warn" };

/** The page. */
export function JobsPage() {
  const word = useWords();
  const nameOf = useJobName();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["jobs"], queryFn: () => ask(api.GET("/api/v1/jobs")),
    refetchInterval: ({ state }) => (state.data?.every(isOver) ?? true ? false : ASK_MS),
  });
  const empty = <div className="empty"><p className="empty_title">{word("jobs-empty")}</p><p>{word("jobs-none")}</p></div>;
  return (
    <article className="listpage">
      <PageHead title={word("nav-jobs")} help={word("jobs-lead")} />
      {error ? <ProblemView error={error} retry={() => void refetch()} /> : null}
      {(data ?? []).filter((job) => !isOver(job)).map((job) => <JobProgress key={job.id} id={job.id} title={nameOf(job.kind)} onDone={() => void refetch()} />)}
      <Scrolls>
        <Table<Job>
          className="list" size="middle" pagination={false} loading={isPending} dataSource={data ?? []} rowKey="id" scroll={{ x: 640 }} locale={{ emptyText: isPending ? " " : empty }}
          columns={[
            { title: word("jobs-what"), render: (_value, { kind }) => nameOf(kind) },
            { title: word("jobs-at"), width: 200, render: (_value, { at }) => <DateText value={at} /> },
            { title: word("jobs-state"), width: 120, render: (_value, { state }) => <Mark tone={TONES[state]}>{word(`job-state-${state}`)}</Mark> },
            { title: word("jobs-steps"), width: 220, align: "right", render: (_value, { done, total }) => (total > 0 ? word("job-done-of", { done, total }) : word("job-done", { done })) },
          ]}
        />
      </Scrolls>
    </article>
  );
}

function useJobName(): (kind: string) => string {
  const wordOf = useWordOf();
  return (kind) => wordOf(`job-kind-${kind}`) ?? kind;
}
