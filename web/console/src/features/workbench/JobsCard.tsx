/** On the workbench: the long works I have started here. */
import { Button } from "antd";
import { Link } from "react-router";
import { type MyJob, forgetJob, useMyJobs } from "../../api/my-jobs";
import { JobProgress, isOver, useJob } from "../../ui/JobProgress";
import { useWords } from "../../words/words";

/** The card. */
export function JobsCard() {
  const word = useWords();
  const jobs = useMyJobs();
  return (
    <section className="card" aria-labelledby="card-jobs">
      <h2 id="card-jobs">{word("jobs-card")}</h2>
      {jobs.length === 0 ? <p className="fine">{word("jobs-none")}</p> : null}
      {jobs.map((job) => <JobRow key={job.id} job={job} />)}
    </section>
  );
}

function JobRow({ job }: { job: MyJob }) {
  const word = useWords();
  const { data } = useJob(job.id);
  return (
    <div className="card_job">
      <JobProgress id={job.id} title={word(job.label, { name: job.name })} />
      <p className="card_links">
        <Link to={job.to}>{word("jobs-open")}</Link>
        {data && isOver(data) ? <Button type="link" onClick={() => forgetJob(job.id)}>{word("jobs-forget")}</Button> : null}
      </p>
    </div>
  );
}
