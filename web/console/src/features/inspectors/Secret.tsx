/** A phone or an id number: masked; who sees it in full says why, and is entered in the journal. */
import { Button, Input, Modal } from "antd";
import { useId, useState } from "react";
import { api, ask } from "../../api/client";
import { useMay } from "../../api/query";
import { ProblemView } from "../../ui/ProblemView";
import { NEAR } from "../../ui/near";
import { useAct } from "../../ui/useAct";
import { useWords } from "../../words/words";
import { at, keyed } from "../accounts/calls";
import { ACTS } from "./acts";
import type { Secret } from "./calls";

interface Props {
  id: string;
  field: Secret;
  masked: string | null | undefined;
  /** What the field is called. */
  label: string;
}

/** The value. In full it lives in this page's memory alone, and goes with the page. */
export function SecretValue({ id, field, masked, label }: Props) {
  const word = useWords();
  const may = useMay();
  const [isAsking, setAsking] = useState(false);
  const [open, setOpen] = useState<string | null>(null);
  if (!masked) return <>—</>;
  if (open !== null) return <><span className="number">{open}</span> <Button size="small" onClick={() => setOpen(null)}>{word("inspectors-mask")}</Button></>;
  return (
    <>
      <span className="number">{masked}</span> {may(ACTS.unmask) ? <Button size="small" aria-label={word("inspectors-unmask-of", { field: label })} onClick={() => setAsking(true)}>{word("inspectors-unmask")}</Button> : null}
      {isAsking ? <Asking id={id} field={field} label={label} onClose={() => setAsking(false)} onOpen={(value) => { setOpen(value); setAsking(false); }} /> : null}
    </>
  );
}

function Asking({ id, field, label, onClose, onOpen }: Omit<Props, "masked"> & { onClose: () => void; onOpen: (value: string) => void }) {
  const word = useWords();
  const box = useId();
  const [reason, setReason] = useState("");
  const look = useAct((key) => ask(api.POST("/api/v1/inspectors/{id}/unmask", { ...at(id), body: { field, reason: reason.trim() }, ...keyed(key) })), ({ value }) => onOpen(value));
  const isReady = reason.trim() !== "";
  return (
    <Modal open title={word("inspectors-unmask-of", { field: label })} onCancel={onClose} onOk={look.run} okText={word("inspectors-unmask-go")} cancelText={word("cancel")} okButtonProps={{ disabled: !isReady, loading: look.isRunning }}>
      <p>{word("inspectors-unmask-told")}</p>
      <label htmlFor={box}>{word("inspectors-unmask-reason")}</label>
      <Input id={box} autoFocus maxLength={200} showCount={NEAR} placeholder={word("inspectors-unmask-example")} value={reason} onChange={({ target }) => setReason(target.value)} onPressEnter={() => isReady && look.run()} />
      {look.error ? <ProblemView error={look.error} /> : null}
    </Modal>
  );
}
