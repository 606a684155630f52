/** The parts of a long form beside it, each a way there; a tick where nothing seems to be lacking, and another mark where something was found to be. */
import { CheckOutlined, ExclamationOutlined } from "@ant-design/icons";
import { useWords } from "../words/words";

/** A part. */
export interface Part {
  /** The section with the id `part-` and this is where it stands. */
  id: string;
  title: string;
  isDone: boolean;
  isFaulty: boolean;
  /** Whether it stands on another page, which comes later. */
  isLater?: boolean;
}

/** The list. */
export function Contents({ label, parts }: { label: string; parts: Part[] }) {
  const word = useWords();
  return (
    <nav className="record_parts" aria-label={label}>
      <ol>
        {parts.map(({ id, title, isDone, isFaulty, isLater }) => {
          const mark = <span className="record_tick">{isFaulty ? <ExclamationOutlined aria-label={word("write-part-faulty")} /> : isDone ? <CheckOutlined aria-label={word("write-part-done")} /> : null}</span>;
          return <li key={id} data-done={isDone && !isFaulty} data-faulty={isFaulty}>{isLater ? <span className="record_later">{mark}{title}</span> : <a href={`#part-${id}`}>{mark}{title}</a>}</li>;
        })}
      </ol>
    </nav>
  );
}
