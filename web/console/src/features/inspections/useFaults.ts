/** What the server found lacking at the last attempt, as far as it still stands. */
import type { FormInstance } from "antd";
import { useState } from "react";
import { problemIn } from "../../api/problem";
import type { Fault } from "../../ui/faults";
import { useWords } from "../../words/words";
import type { FormItem } from "./calls";
import { faultsOf, labelOf, touches } from "./faults";
import type { Values } from "./form-values";

/** The faults, and what becomes of them. */
export interface Faults {
  /** All of the last attempt. */
  told: Fault[];
  /** Those whose field says the same as then. */
  open: Fault[];
  forget: () => void;
  /** Takes in what the server said. */
  take: (error: unknown) => void;
  /** A fault stands until its field says something else; whether that is enough the server says at the next attempt. */
  note: (change: object) => void;
}

/** The faults of a record's form. */
export function useFaults(form: FormInstance<Values>, items: FormItem[]): Faults {
  const word = useWords();
  const [told, setTold] = useState<Fault[]>([]);
  const [open, setOpen] = useState<Fault[]>([]);
  const put = (faults: Fault[]): void => {
    setTold(faults);
    setOpen(faults);
  };
  const nameOf = (path: (string | number)[]): string => {
    const label = labelOf(path, items);
    return "text" in label ? label.text : word(label.key);
  };
  return {
    told, open,
    forget: () => put([]),
    take: (error) => put(faultsOf(problemIn(error), form, word).map(({ path, message }) => ({ path, message: word("write-fault", { field: nameOf(path), message }) }))),
    note: (change) => {
      const mended = open.filter(({ path }) => touches(change, path));
      if (mended.length === 0) return;
      form.setFields(mended.map(({ path }) => ({ name: path as never, errors: [] })));
      setOpen(open.filter((fault) => !mended.includes(fault)));
    },
  };
}
