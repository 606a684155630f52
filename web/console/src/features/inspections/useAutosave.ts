/** Saves what is typed on the server while one types, and keeps it on this device until that is done. */
import { useEffect, useMemo, useReducer, useRef, useState } from "react";
import { problemIn } from "../../api/problem";
import { useMe } from "../../api/query";
import { Drafts } from "../../ui/drafts";
import { type Beginning, type Kept, type Saving, type Standing, after, beginningOf, fresh, isDue, standingOf } from "./autosave";

/** Each saving is on record, so one isn't made of every key; the device keeps every key. */
const PAUSE_MS = 3_000;
const AGAIN_MS = 8_000;

interface Props<V> {
  /** By which the device finds it again. */
  name: string;
  /** What the server has, and in which version. */
  server: V;
  base: number;
  /** Saves on the server, if nobody has since that version; the answer is the version it then has. */
  put: (form: V, base: number) => Promise<number>;
}

interface Autosave<V> extends Beginning<V> {
  /** When that was typed. */
  otherAt: string | null;
  standing: Standing;
  at: string | null;
  /** The version the server has. */
  base: () => number;
  /** Why the server says no. */
  error: unknown;
  /** Whether the device keeps what isn't saved yet. */
  isKept: boolean;
  note: (form: V) => void;
  /** Forgets what the device kept. */
  forget: () => void;
  /** Sends no more, once what is on its way has come. */
  stop: () => Promise<void>;
  resume: () => void;
}

/** Where it stands, with what came last. */
interface State {
  saving: Saving;
  error: unknown;
  isKept: boolean;
}

/** The hook. */
export function useAutosave<V>({ name, server, base: first, put }: Props<V>): Autosave<V> {
  const { id } = useMe();
  const drafts = useMemo(() => new Drafts(window.localStorage, id), [id]);
  const [kept] = useState(() => drafts.find<Kept<V>>(name));
  const [beginning] = useState(() => beginningOf(server, first, kept?.values ?? null));
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const state = useRef<State>({ saving: fresh(first), error: null, isKept: true });
  const form = useRef<V>(beginning.form);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const running = useRef<Promise<void>>(Promise.resolve());
  const isStopped = useRef(false);
  const tell = (change: Partial<State>): void => {
    state.current = { ...state.current, ...change };
    redraw();
  };
  const step = (happening: Parameters<typeof after>[1], more: Partial<State> = {}): void => tell({ saving: after(state.current.saving, happening), ...more });
  const keep = (): boolean => drafts.keep(name, { form: form.current, base: state.current.saving.base } satisfies Kept<V>);
  const send = async (): Promise<void> => {
    if (isStopped.current || !isDue(state.current.saving)) return;
    step({ kind: "sent" });
    try {
      const base = await put(form.current, state.current.saving.base);
      step({ kind: "saved", at: new Date().toISOString(), base }, { error: null });
      if (isDue(state.current.saving)) plan(PAUSE_MS);
      else if (!isStopped.current) drafts.drop(name);
      // What was typed meanwhile goes on from what was just saved.
      if (isDue(state.current.saving)) keep();
    } catch (error) {
      const isOut = problemIn(error).status < 400 || problemIn(error).status >= 500;
      step({ kind: "failed", trouble: isOut ? "offline" : "refused" }, { error });
      if (isOut) plan(AGAIN_MS);
    }
  };
  const plan = (delay_ms: number): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void (running.current = send()), delay_ms);
  };
  const latest = useRef({ send, isRestored: beginning.isRestored });
  useEffect(() => void (latest.current = { send, isRestored: beginning.isRestored }));
  useEffect(() => {
    const now = (): void => void (running.current = latest.current.send());
    window.addEventListener("online", now);
    // What the device kept and the server hasn't is sent as if it were typed just now.
    if (latest.current.isRestored) state.current = { ...state.current, saving: after(state.current.saving, { kind: "typed" }) };
    now();
    return () => {
      window.removeEventListener("online", now);
      clearTimeout(timer.current);
      now();
    };
  }, []);
  return {
    ...beginning,
    otherAt: beginning.other === null ? null : (kept?.at ?? null),
    standing: standingOf(state.current.saving),
    at: state.current.saving.at,
    base: () => state.current.saving.base,
    error: state.current.error,
    isKept: state.current.isKept,
    note: (typed) => {
      // A copy: the form goes on changing its own.
      form.current = JSON.parse(JSON.stringify(typed)) as V;
      step({ kind: "typed" }, { isKept: keep() });
      plan(PAUSE_MS);
    },
    forget: () => drafts.drop(name),
    stop: async () => {
      isStopped.current = true;
      clearTimeout(timer.current);
      await running.current;
    },
    resume: () => {
      isStopped.current = false;
      plan(PAUSE_MS);
    },
  };
}
