/** An act that happens once, however often its button is pressed. */
import { useRef, useState } from "react";
import { newKey } from "../api/key";
import { isDecided, problemIn } from "../api/problem";

interface Act<T> {
  run: () => void;
  isRunning: boolean;
  error: unknown;
  result: T | undefined;
}

/**
 * An act with one key for as long as the server hasn't decided.
 *
 * A press while the act is on its way does nothing. What was not answered is sent again with the same key, so that the server knows it. After a
 * refusal the next attempt is an act of its own.
 */
export function useAct<T>(act: (key: string) => Promise<T>, onDone?: (result: T) => void): Act<T> {
  const key = useRef("");
  const isBusy = useRef(false);
  const [state, setState] = useState<{ isRunning: boolean; error: unknown; result: T | undefined }>({ isRunning: false, error: null, result: undefined });
  const attempt = async (): Promise<void> => {
    key.current ||= newKey();
    setState({ isRunning: true, error: null, result: undefined });
    try {
      const result = await act(key.current);
      setState({ isRunning: false, error: null, result });
      onDone?.(result);
    } catch (error) {
      if (isDecided(problemIn(error))) key.current = "";
      isBusy.current = false;
      setState({ isRunning: false, error, result: undefined });
    }
  };
  const run = (): void => {
    if (isBusy.current) return;
    isBusy.current = true;
    void attempt();
  };
  return { run, ...state };
}
