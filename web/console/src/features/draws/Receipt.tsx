/** The receipt of one business, made here and handed to it. */
import { DownloadOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { useId, useState } from "react";
import { KEY_HEADER } from "../../api/client";
import { newKey } from "../../api/key";
import { useDownload } from "../../ui/useDownload";
import { useWords } from "../../words/words";
import type { Draw } from "./calls";

/** A code, and the file. */
export function Receipt({ draw }: { draw: Draw }) {
  const word = useWords();
  const id = useId();
  const [code, setCode] = useState("");
  const { run, isRunning } = useDownload();
  if (draw.state !== "announced") return null;
  const init = { method: "POST", headers: { [KEY_HEADER]: newKey(), "content-type": "application/json" }, body: JSON.stringify({ code }) };
  return (
    <>
      <h3>{word("draw-receipt")}</h3>
      <p>{word("draw-receipt-help")}</p>
      <div className="sure"><label htmlFor={id}>{word("draw-ticket-code")}</label><Input id={id} maxLength={55} autoComplete="off" onChange={({ target }) => setCode(target.value.trim().toUpperCase())} /></div>
      <Button icon={<DownloadOutlined aria-hidden />} disabled={code === ""} loading={isRunning} onClick={() => void run({ path: `/api/v1/draws/${draw.id}/receipt`, name: `receipt-${code}.json`, init })}>{word("draw-receipt-take")}</Button>
    </>
  );
}
