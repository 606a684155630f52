/** Forms half filled in, kept in this browser until they are sent or given up. */

/** A form's values, and when they were typed. */
export interface Draft<V> {
  values: V;
  /** An instant, as all times. */
  at: string;
}

/** The part of a browser's storage that is used. */
export type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const PREFIX = "yaoguang-draft";

const held = new Map<string, string>();

/**
 * A shelf that lasts as long as the window: for forms that hold what mustn't lie on a computer, such as who complained. A session that ends in
 * the middle of a form takes nothing away; closing the window, or signing out, does.
 */
export const windowShelf: Shelf = {
  getItem: (key) => held.get(key) ?? null,
  setItem: (key, value) => void held.set(key, value),
  removeItem: (key) => void held.delete(key),
};

/** Empties the window's shelf, when somebody signs out. */
export function clearWindowShelf(): void {
  held.clear();
}

/** The drafts of one person: several may use one computer. */
export class Drafts {
  constructor(private readonly shelf: Shelf, private readonly person: string, private readonly now: () => number = Date.now) {}

  /** Keeps a form's values but not its secrets; where storage is full or forbidden, nothing is kept and false is the answer. */
  keep<V extends object>(form: string, values: V, secrets: string[] = []): boolean {
    const open = Object.fromEntries(Object.entries(values).filter(([name]) => !secrets.includes(name)));
    try {
      this.shelf.setItem(this.place(form), JSON.stringify({ values: open, at: new Date(this.now()).toISOString() }));
      return true;
    } catch {
      return false;
    }
  }

  /** The draft of a form, if there is one that can be read. */
  find<V>(form: string): Draft<V> | null {
    try {
      const draft = JSON.parse(this.shelf.getItem(this.place(form)) ?? "null") as Draft<V> | null;
      return draft && typeof draft.at === "string" && typeof draft.values === "object" ? draft : null;
    } catch {
      return null;
    }
  }

  /** Gives a draft up. */
  drop(form: string): void {
    try {
      this.shelf.removeItem(this.place(form));
    } catch {
      // Where storage is forbidden there is nothing to remove.
    }
  }

  private place(form: string): string {
    return `${PREFIX}:${this.person}:${form}`;
  }
}

/** Whether two sets of values say the same; what is left open counts as not said. */
export function sameValues(left: object, right: object): boolean {
  return settled(left) === settled(right);
}

function settled(values: object): string {
  const said = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== "");
  return JSON.stringify(said.sort(([a], [b]) => (a < b ? -1 : 1)));
}
