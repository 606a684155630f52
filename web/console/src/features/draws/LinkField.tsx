/** A party's link, to be copied. */
import { Button, Input, type InputRef } from "antd";
import { useRef } from "react";
import { useSaid } from "../../ui/useSaid";
import { useWords } from "../../words/words";

/** The field and its button. */
export function LinkField({ name, url }: { name: string; url: string }) {
  const word = useWords();
  const box = useRef<InputRef>(null);
  const [said, say] = useSaid<"copied" | "draw-link-selected">();
  /** Outside https, and where it is forbidden, there is no clipboard: the text is then selected, for the keys to copy. */
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(url);
      say("copied");
    } catch {
      box.current?.focus();
      box.current?.select();
      say("draw-link-selected");
    }
  };
  return (
    <>
      <div className="copied"><Input ref={box} readOnly aria-label={word("draw-link-of", { name })} value={url} onFocus={({ target }) => target.select()} /><Button aria-label={word("draw-step-of", { step: word(said === "copied" ? "copied" : "draw-link-copy"), name })} onClick={() => void copy()}>{word(said === "copied" ? "copied" : "draw-link-copy")}</Button></div>
      <p className={said === "copied" ? "unseen" : "fine"} role="status">{said ? word(said) : ""}</p>
    </>
  );
}
