/** A button that puts a text on the clipboard. */
import { CopyOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useWords } from "../words/words";

/** The button. Without https a browser has no clipboard to offer; then the text is there to be marked. */
export function Copy({ text }: { text: string }) {
  const word = useWords();
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  if (!navigator.clipboard) return null;
  return <Button size="small" icon={<CopyOutlined aria-hidden />} onClick={() => void copy()}>{isCopied ? word("copied") : word("copy")}</Button>;
}
