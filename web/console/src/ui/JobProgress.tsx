/** How far a long work is, and the way to stop it. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Progress } from "antd";
import { useEffect, useRef } from "react";
import { api, ask } from "../api/client";
import type { Job } from "../api/types";
import { useWordOf, useWords } from "../words/words";
import { ProblemView } from "./ProblemView";
import { useAct } from "./useAct";

const ASK_MS = 1000;

/** Whether a job has come to its end. */
export function isOver(job: Job): boolean {
  return job.state !== "waiting" && job.state !== "running";
}

/** How much is done, in whole per cent; unknown as long as the total is. */
export function percentOf({ done, total }: Pick<Job, "done" | "total">): number | null {
  return total <= 0 ? null : Math.min(100, Math.floor((done * 100) / total));
}

/** A job, asked for until it is over. */
export function useJob(id: string | null) {
  return useQuery({
    queryKey: ["jobs", id],
    enabled: id !== null,
    queryFn: () => ask(api.GET("/api/v1/jobs/{id}", { params: { path: { id: id ?? "" } } })),
    refetchInterval: ({ state }) => (state.data && isOver(state.data) ? false : ASK_MS),
  });
}

interface Props {
  id: string;
  /** What the job does, for people. */
  title: string;
  onDone?: (job: Job) => void;
  /** Whether it can be stopped. */
  canCancel?: boolean;
}

/** A job's progress; its end is told once. */
export function JobProgress({ id, title, onDone, canCancel = true }: Props) {
  const word = useWords();
  const queries = useQueryClient();
  const { data: job, error, refetch } = useJob(id);
  const cancel = useAct((key) => ask(api.POST("/api/v1/jobs/{id}/cancel", { params: { path: { id } }, headers: { "Idempotency-Key": key } })), () => void queries.invalidateQueries({ queryKey: ["jobs", id] }));
  useTellOnce(job, onDone);
  if (error && !job) return <ProblemView error={error} retry={() => void refetch()} />;
  if (job?.state === "failed") return <JobFailed title={title} code={job.problem ?? ""} />;
  if (job?.state === "cancelled") return <Alert type="warning" showIcon title={word("job-cancelled", { title })} description={word("job-cancelled-do")} />;
  const isActive = !job || !isOver(job);
  return (
    <section className="job" aria-label={title} aria-live="polite">
      <p className="job_title">{job?.state === "waiting" ? word("job-waiting", { title }) : title}</p>
      <Progress percent={job ? (isOver(job) ? 100 : percentOf(job) ?? 0) : 0} status={isActive ? "active" : "success"} aria-label={title} />
      <div className="job_row">
        <span>{job ? progressWords(job, word) : word("loading")}</span>
        {canCancel && isActive && job?.stoppable ? <Button onClick={cancel.run} loading={cancel.isRunning}>{word("job-cancel")}</Button> : null}
      </div>
      {error ? <p className="fine">{word("job-unreachable")}</p> : null}
      {cancel.error ? <ProblemView error={cancel.error} /> : null}
    </section>
  );
}

/** A job tells only the code of what stopped it. */
function JobFailed({ title, code }: { title: string; code: string }) {
  const word = useWords();
  const wordOf = useWordOf();
  const why = wordOf(`problem-${code}`) ?? word("own-problem-unexpected");
  return <Alert type="error" showIcon role="alert" className="problem" title={word("job-failed", { title })} description={why} />;
}

function progressWords(job: Job, word: ReturnType<typeof useWords>): string {
  return job.total === 0 ? word("job-done", { done: job.done }) : word("job-done-of", { done: job.done, total: job.total });
}

function useTellOnce(job: Job | undefined, onDone: ((job: Job) => void) | undefined): void {
  const told = useRef<string | null>(null);
  useEffect(() => {
    if (!job || job.state !== "done" || told.current === job.id) return;
    told.current = job.id;
    onDone?.(job);
  }, [job, onDone]);
}
