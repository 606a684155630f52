/** What waits for somebody, by what they may do. */
import type { components } from "../../api/schema";

type Counts = components["schemas"]["ComplaintCounts"];

/** One thing that waits, and the list that shows it. */
export interface Waits {
  /** The words' key. */
  label: string;
  to: string;
  count: number;
  presses?: boolean;
}

interface Hands {
  mayHandle: boolean;
  mayAssign: boolean;
  mayMoveRisk: boolean;
}

/** The rows of the card, what presses first. */
export function waiting({ mayHandle, mayAssign, mayMoveRisk }: Hands, counts: Counts, signals: number): Waits[] {
  const mine: Waits[] = [
    { label: "complaints-card-mine-overdue", to: "/complaints?mine=true&clock=overdue&sort=due", count: counts.mine_overdue, presses: true },
    { label: "complaints-card-mine-soon", to: "/complaints?mine=true&clock=soon&sort=due", count: counts.mine_soon, presses: true },
    { label: "complaints-card-mine", to: "/complaints?mine=true&state=assigned&sort=due", count: counts.mine.assigned ?? 0 },
  ];
  const all: Waits[] = [
    { label: "complaints-card-registered", to: "/complaints?state=registered&sort=received", count: counts.states.registered ?? 0 },
    { label: "complaints-card-handled", to: "/complaints?state=handled", count: counts.states.handled ?? 0 },
    { label: "complaints-card-overdue", to: "/complaints?clock=overdue&sort=due", count: counts.overdue, presses: true },
    { label: "complaints-card-soon", to: "/complaints?clock=soon&sort=due", count: counts.soon },
  ];
  const moves: Waits[] = [{ label: "complaints-card-signals", to: "/complaints/signals", count: signals }];
  return [...(mayHandle ? mine : []), ...(mayAssign ? all : []), ...(mayMoveRisk ? moves : [])];
}
