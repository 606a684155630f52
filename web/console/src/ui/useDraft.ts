/** A form's draft: kept while one types, offered when one comes back. */
import type { FormInstance } from "antd";
import { useEffect, useMemo, useRef, useState } from "react";
import { useMe } from "../api/query";
import { type Draft, Drafts, type Shelf, sameValues } from "./drafts";

const PAUSE_MS = 400;

/** Which form it is, what is never kept of it, and where the rest is. */
interface Keeping<V> {
  name: string;
  initial: V;
  secrets?: string[];
  shelf?: Shelf;
}

/** The draft of a form. */
export function useDraft<V extends object>(form: FormInstance<V>, { name, initial, secrets = [], shelf = window.localStorage }: Keeping<V>) {
  const { id } = useMe();
  const drafts = useMemo(() => new Drafts(shelf, id), [shelf, id]);
  const [offer, setOffer] = useState<Draft<V> | null>(() => worthOffering(drafts.find<V>(name), initial));
  const [isDirty, setDirty] = useState(false);
  const [keptAt, setKeptAt] = useState(0);
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isDone = useRef(false);
  const typed = useRef<V>(initial);
  const keep = (): void => {
    clearTimeout(waiting.current);
    waiting.current = undefined;
    const isAllSecret = Object.keys(typed.current).every((field) => secrets.includes(field));
    if (!isDone.current && !isAllSecret && drafts.keep(name, typed.current, secrets)) setKeptAt(Date.now());
  };
  const latest = useRef(keep);
  useEffect(() => void (latest.current = keep));
  useEffect(() => {
    // What was typed in the last moment is kept too when the page goes.
    const flush = (): void => void (waiting.current !== undefined && latest.current());
    window.addEventListener("pagehide", flush);
    return () => {
      window.removeEventListener("pagehide", flush);
      flush();
    };
  }, []);
  return {
    offer,
    isDirty,
    keptAt,
    isSent: isDone,
    note: (): void => {
      typed.current = { ...(form.getFieldsValue(true) as V) };
      setDirty(!sameValues(typed.current, initial));
      clearTimeout(waiting.current);
      waiting.current = setTimeout(() => latest.current(), PAUSE_MS);
    },
    restore: (): void => {
      if (offer) form.setFieldsValue(offer.values as never);
      typed.current = { ...(form.getFieldsValue(true) as V) };
      setOffer(null);
      setDirty(true);
    },
    drop: (): void => {
      drafts.drop(name);
      setOffer(null);
    },
    done: (): void => {
      isDone.current = true;
      clearTimeout(waiting.current);
      waiting.current = undefined;
      drafts.drop(name);
      setDirty(false);
    },
  };
}

function worthOffering<V extends object>(draft: Draft<V> | null, initial: V): Draft<V> | null {
  return draft && !sameValues({ ...initial, ...draft.values }, initial) ? draft : null;
}
