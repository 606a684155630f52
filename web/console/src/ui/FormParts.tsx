/** What stands above a form, and what stops it. */
import { Alert, Button, Modal } from "antd";
import { useEffect, useRef } from "react";
import { moment } from "../words/format";
import { useLanguage, useWords } from "../words/words";
import { ProblemView } from "./ProblemView";
import type { Fault } from "./faults";

interface OfferProps {
  at: string;
  onRestore: () => void;
  onDrop: () => void;
}

/** Offers what was typed last time. */
export function DraftOffer({ at, onRestore, onDrop }: OfferProps) {
  const word = useWords();
  const { language } = useLanguage();
  const action = (
    <span className="bulk">
      <Button type="primary" onClick={onRestore}>{word("draft-restore")}</Button>
      <Button onClick={onDrop}>{word("draft-drop")}</Button>
    </span>
  );
  return <Alert type="info" showIcon role="status" className="problem" title={word("draft-found", { time: moment(at, language) })} description={word("draft-found-do")} action={action} />;
}

interface SummaryProps {
  faults: Fault[];
  /** What was told at once, of which some may be mended since. */
  told?: Fault[];
  onGo: (path: (string | number)[]) => void;
}

/** All faults at once, each leading to its field. The reader is brought here when they are told, because it may be out of sight; not again when one of them is mended. */
export function FaultSummary({ faults, told = faults, onGo }: SummaryProps) {
  const word = useWords();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => void box.current?.focus(), [told]);
  const list = (
    <ul>
      {faults.map(({ path, message }) => (
        <li key={path.join(".") + message}><Button type="link" className="fault" onClick={() => onGo(path)}>{message}</Button></li>
      ))}
    </ul>
  );
  return <div ref={box} tabIndex={-1} role="alert" className="summary"><Alert type="error" showIcon title={word("form-faults", { count: faults.length })} description={list} /></div>;
}

/** A refusal that concerns no field. The reader is brought here, because the button may stand far below. */
export function RefusalBox({ error, takesFocus = true }: { error: unknown; takesFocus?: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus) box.current?.focus();
  }, [error, takesFocus]);
  return <div ref={box} tabIndex={-1} className="summary"><ProblemView error={error} /></div>;
}

interface StaleProps {
  open: boolean;
  onStay: () => void;
  onReload?: () => void;
}

/** Somebody else has saved in the meantime. */
export function StaleDialog({ open, onStay, onReload }: StaleProps) {
  const word = useWords();
  const buttons = [
    <Button key="stay" onClick={onStay}>{word("stale-stay")}</Button>,
    ...(onReload ? [<Button key="reload" type="primary" onClick={onReload}>{word("stale-reload")}</Button>] : []),
  ];
  return <Modal open={open} onCancel={onStay} title={word("stale-title")} footer={buttons}><p>{word("stale-do")}</p></Modal>;
}
