/** The name and its star: Alkaid, the last of the Dipper. */
import { useWords } from "../words/words";

/** The mark and the name. */
export function Brand() {
  const word = useWords();
  return (
    <>
      <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" className="brand_mark">
        <rect width="32" height="32" rx="6" fill="#1d4f91" />
        <path d="M5 9l6 2 4 5 5 1 3 6 5-1" fill="none" stroke="#fff" strokeWidth="1.6" />
        <g fill="#fff"><circle cx="5" cy="9" r="2" /><circle cx="11" cy="11" r="2" /><circle cx="15" cy="16" r="2" /><circle cx="20" cy="17" r="2" /><circle cx="23" cy="23" r="2" /></g>
        <circle cx="28" cy="22" r="2.6" fill="#f2c14e" />
      </svg>
      <span className="brand_name">{word("brand")}</span>
    </>
  );
}
