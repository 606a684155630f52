/** What can be done to a complaint where it stands, by whom. The server decides; what it would refuse isn't offered. */
import type { Act } from "../../api/types";
import { ACTS } from "./acts";
import type { Complaint, State } from "./calls";

/** The steps, each a page of its own. */
export type Verb = "edit" | "assign" | "refuse" | "transfer" | "withdraw" | "handle" | "link" | "send-back" | "close" | "erase";

/** What the rules need to know of a complaint. */
export type Standing = Pick<Complaint, "state" | "registrar"> & { handler?: { id: string } | null; subject?: string | null; complainant: { erased: boolean } };

interface Step {
  verb: Verb;
  states: State[];
  act: Act;
  /** Whether it is what usually comes next. */
  isFirst?: boolean;
  /** Whose hand it must not be, so that nobody decides on their own work. */
  not?: "registrar" | "handler";
  /** Whose hand alone it can be. */
  only?: "handler";
  /** Whoever holds this act needs no such hand. */
  unless?: Act;
}

const OVER: State[] = ["closed", "refused", "transferred", "withdrawn"];

const STEPS: Step[] = [
  { verb: "edit", states: ["registered"], act: ACTS.register },
  { verb: "refuse", states: ["registered"], act: ACTS.assign, not: "registrar" },
  { verb: "transfer", states: ["registered", "assigned"], act: ACTS.assign, not: "registrar" },
  { verb: "withdraw", states: ["registered", "assigned"], act: ACTS.assign, not: "registrar" },
  { verb: "assign", states: ["registered"], act: ACTS.assign, isFirst: true },
  { verb: "assign", states: ["assigned"], act: ACTS.assign },
  { verb: "handle", states: ["assigned"], act: ACTS.handle, only: "handler", isFirst: true },
  { verb: "link", states: ["assigned", "handled", "closed"], act: ACTS.link, only: "handler", unless: ACTS.assign },
  { verb: "send-back", states: ["handled"], act: ACTS.assign, not: "handler" },
  { verb: "close", states: ["handled"], act: ACTS.assign, not: "handler", isFirst: true },
  { verb: "erase", states: OVER, act: ACTS.erase, not: "registrar" },
];

/** The steps somebody can take now, the usual one last. */
export function stepsFor(complaint: Standing, person: string, may: (act: Act) => boolean): { verb: Verb; isFirst: boolean }[] {
  const hands = { registrar: complaint.registrar.id, handler: complaint.handler?.id };
  const isOpen: Partial<Record<Verb, boolean>> = { erase: !complaint.complainant.erased, link: !complaint.complainant.erased && !complaint.subject };
  const isTheirs = ({ only, unless }: Step): boolean => !only || hands[only] === person || (unless !== undefined && may(unless));
  const fits = (step: Step): boolean =>
    step.states.includes(complaint.state) && may(step.act) && (!step.not || hands[step.not] !== person) && isTheirs(step) && (isOpen[step.verb] ?? true);
  return STEPS.filter(fits).map(({ verb, isFirst = false }) => ({ verb, isFirst }));
}

/** Whether somebody can see who complained: who handles it, while handling it. */
export function mayUnmask(complaint: Standing, person: string, may: (act: Act) => boolean): boolean {
  return ["assigned", "handled"].includes(complaint.state) && complaint.handler?.id === person && may(ACTS.unmask);
}
