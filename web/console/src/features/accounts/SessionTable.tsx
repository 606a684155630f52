/** Sessions, each with its end. */
import { Button, Table } from "antd";
import type { Session } from "../../api/types";
import { ProblemView } from "../../ui/ProblemView";
import { useAct } from "../../ui/useAct";
import { DateText } from "../../ui/values";
import { Mark } from "../../ui/Mark";
import { Scrolls } from "../../ui/Scrolls";
import { useWords } from "../../words/words";
import { deviceOf } from "./device";

interface Props {
  rows: Session[];
  isLoading: boolean;
  /** Ends one; without it they are only shown. */
  end?: (id: string, key: string) => Promise<unknown>;
  onEnded?: () => void;
}

/** The table. */
export function SessionTable({ rows, isLoading, end, onEnded }: Props) {
  const word = useWords();
  return (
    <Scrolls>
      <Table<Session>
        pagination={false} size="middle" loading={isLoading} dataSource={rows} rowKey="id" scroll={{ x: 720 }} locale={{ emptyText: word("sessions-none") }}
        columns={[
          { title: word("sessions-device"), render: (_value, { agent, current }) => <span title={agent}>{deviceOf(agent)} {current ? <Mark tone="good">{word("sessions-current")}</Mark> : null}</span> },
          { title: word("sessions-address"), dataIndex: "address", width: 170 },
          { title: word("sessions-since"), width: 190, render: (_value, { at }) => <DateText value={at} /> },
          { title: word("sessions-seen"), width: 190, render: (_value, { seen }) => <DateText value={seen} /> },
          ...(end ? [{ title: word("sessions-act"), width: 130, render: (_value: unknown, session: Session) => (session.current ? null : <End session={session} end={end} onEnded={onEnded} />) }] : []),
        ]}
      />
    </Scrolls>
  );
}

function End({ session, end, onEnded }: { session: Session; end: (id: string, key: string) => Promise<unknown>; onEnded?: () => void }) {
  const word = useWords();
  const act = useAct((key) => end(session.id, key), onEnded);
  return <><Button onClick={act.run} loading={act.isRunning}>{word("sessions-end")}</Button>{act.error ? <ProblemView error={act.error} /> : null}</>;
}
