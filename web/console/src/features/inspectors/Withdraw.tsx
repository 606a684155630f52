/** Withdraws something that was written down wrongly, after a second look and with a reason. */
import { useQueryClient } from "@tanstack/react-query";
import { Button, Input, Modal } from "antd";
import { useId, useState } from "react";
import { ProblemView } from "../../ui/ProblemView";
import { NEAR } from "../../ui/near";
import { useAct } from "../../ui/useAct";
import { useWords } from "../../words/words";

interface Props {
  kind: "trainings" | "conflicts" | "leaves";
  /** What is withdrawn. */
  name: string;
  withdraw: (reason: string, key: string) => Promise<unknown>;
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
  const box = useId();
  const [reason, setReason] = useState("");
  const isReady = reason.trim() !== "";
  const { run, isRunning, error } = useAct((key) => withdraw(reason.trim(), key), () => {
    onClose();
    void queries.invalidateQueries({ queryKey: ["inspectors"] });
  });
  return (
    <Modal open title={word("inspectors-withdraw-of", { name })} onCancel={onClose} onOk={run} okText={word("inspectors-withdraw")} cancelText={word("cancel")} okButtonProps={{ disabled: !isReady, loading: isRunning }}>
      <p>{word(`inspectors-${kind}-withdraw-effect`)}</p>
      <p className="fine">{word("inspectors-withdraw-final")}</p>
      <label htmlFor={box}>{word("inspectors-withdraw-reason")}</label>
      <Input id={box} autoFocus autoComplete="off" maxLength={200} showCount={NEAR} value={reason} onChange={({ target }) => setReason(target.value)} onPressEnter={() => isReady && run()} />
      {error ? <ProblemView error={error} /> : null}
    </Modal>
  );
}
