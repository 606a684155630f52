/** Withdraws something that was written down wrongly, after a second look. */
import { useQueryClient } from "@tanstack/react-query";
import { Button, Modal } from "antd";
import { useState } from "react";
import { ProblemView } from "../../ui/ProblemView";
import { useAct } from "../../ui/useAct";
import { useWords } from "../../words/words";

interface Props {
  kind: "trainings" | "conflicts" | "leaves";
  /** What is withdrawn. */
  name: string;
  withdraw: (key: string) => Promise<unknown>;
}

/** The button and its question. */
export function Withdraw(props: Props) {
  const word = useWords();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button size="small" aria-label={word("inspectors-withdraw-of", { name: props.name })} onClick={() => setAsking(true)}>{word("inspectors-withdraw")}</Button>
      {isAsking ? <Question {...props} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

function Question({ kind, name, withdraw, onClose }: Props & { onClose: () => void }) {
  const word = useWords();
  const queries = useQueryClient();
  const { run, isRunning, error } = useAct(withdraw, () => {
    onClose();
    void queries.invalidateQueries({ queryKey: ["inspectors"] });
  });
  return (
    <Modal open title={word("inspectors-withdraw-of", { name })} onCancel={onClose} onOk={run} okText={word("inspectors-withdraw")} cancelText={word("cancel")} okButtonProps={{ loading: isRunning }}>
      <p>{word(`inspectors-${kind}-withdraw-effect`)}</p>
      <p className="fine">{word("inspectors-withdraw-final")}</p>
      {error ? <ProblemView error={error} /> : null}
    </Modal>
  );
}
