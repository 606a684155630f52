/** A button that puts a text on the clipboard. */
import { CopyOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useWords } from "../words/words";
import { useSaid } from "./useSaid";

/** The button. Without https a browser has no clipboard to offer; then the text is there to be marked. */
export function Copy({ text }: { text: string }) {
  const word = useWords();
  const [said, say] = useSaid<"copied">();
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    say("copied");
  };
  if (!navigator.clipboard) return null;
  return <Button size="small" icon={<CopyOutlined aria-hidden />} onClick={() => void copy()}>{word(said ?? "copy")}</Button>;
}
