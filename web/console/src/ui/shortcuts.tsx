/** Keys that save a hand's way to the mouse, and the list of those that work here. */
import { Modal } from "antd";
import { type ReactNode, createContext, useContext, useEffect, useMemo, useRef, useState } from "react";
import { useWords } from "../words/words";

interface Shortcut {
  key: string;
  /** The words' key of what it does. */
  label: string;
  run: () => void;
}

interface Registry {
  add: (shortcut: Shortcut) => () => void;
}

const Shortcuts = createContext<Registry>({ add: () => () => undefined });

/** Whether keys typed there are text. */
function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button", "submit"].includes(target.type);
  return target.isContentEditable || ["TEXTAREA", "SELECT"].includes(target.tagName);
}

/** Hears keys for all below it; the one added last goes first. */
export function ShortcutsProvider({ children }: { children: ReactNode }) {
  const active = useRef<Shortcut[]>([]);
  const [shown, setShown] = useState<Shortcut[] | null>(null);
  const registry = useMemo<Registry>(() => ({
    add: (shortcut) => {
      active.current = [shortcut, ...active.current];
      return () => void (active.current = active.current.filter((other) => other !== shortcut));
    },
  }), []);
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || takesText(event.target)) return;
      if (document.querySelector(".ant-modal-wrap:not([style*='display: none'])")) return;
      if (event.key === "?") return setShown(active.current);
      const shortcut = active.current.find(({ key }) => key === event.key);
      if (!shortcut) return;
      event.preventDefault();
      shortcut.run();
    };
    window.addEventListener("keydown", hear);
    return () => window.removeEventListener("keydown", hear);
  }, []);
  return (
    <Shortcuts.Provider value={registry}>
      {children}
      <ShortcutList shortcuts={shown} onClose={() => setShown(null)} />
    </Shortcuts.Provider>
  );
}

function ShortcutList({ shortcuts, onClose }: { shortcuts: Shortcut[] | null; onClose: () => void }) {
  const word = useWords();
  const fixed = [{ key: "?", label: "shortcut-list" }, { key: "Esc", label: "shortcut-close" }, { key: "Enter", label: "shortcut-open" }];
  return (
    <Modal open={shortcuts !== null} onCancel={onClose} footer={null} title={word("shortcut-title")}>
      <dl className="keys">
        {[...(shortcuts ?? []), ...fixed].map(({ key, label }) => (
          <div key={key}><dt><kbd>{key}</kbd></dt><dd>{word(label)}</dd></div>
        ))}
      </dl>
    </Modal>
  );
}

/** Lets a key do something while the calling part is on the page. */
export function useShortcut(key: string, label: string, run: (() => void) | undefined): void {
  const { add } = useContext(Shortcuts);
  const latest = useRef(run);
  useEffect(() => void (latest.current = run));
  const isOn = run !== undefined;
  useEffect(() => (isOn ? add({ key, label, run: () => latest.current?.() }) : undefined), [add, key, label, isOn]);
}
