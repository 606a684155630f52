/** Asks before a half-filled form is left. */
import { Button, Modal } from "antd";
import { type RefObject, useEffect } from "react";
import { useBlocker } from "react-router";
import { useWords } from "../words/words";

interface Props {
  when: boolean;
  /** Set in the moment in which the form was sent: the next page may open before this one is drawn again. */
  isSent: RefObject<boolean>;
  /** What becomes of what was typed. */
  text: string;
}

/** Warns while there is something unsent. */
export function LeaveWarning({ when, isSent, text }: Props) {
  const word = useWords();
  const blocker = useBlocker(({ currentLocation, nextLocation }) => when && !isSent.current && currentLocation.pathname !== nextLocation.pathname);
  useEffect(() => {
    if (!when) return undefined;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [when]);
  const stay = (): void => blocker.reset?.();
  const buttons = [
    <Button key="leave" onClick={() => blocker.proceed?.()}>{word("leave-go")}</Button>,
    <Button key="stay" type="primary" onClick={stay}>{word("leave-stay")}</Button>,
  ];
  return <Modal open={blocker.state === "blocked"} onCancel={stay} title={word("leave-title")} footer={buttons}><p>{text}</p></Modal>;
}
