/** Checking teams without running the draw again (specification, section 6.6). */
import { isSeatable } from "./seats";

/** Teams as they stand: for each target its members, with tickets; `left` are the places each inspector has left. */
export interface Standings {
  seatCount: number;
  fits: number[];
  teams: { inspector: number; ticket: string }[][];
  left: number[];
}

/** Above every ticket. */
const ANY_TICKET = "~";

/** True if an eligible pair that wasn't accepted precedes what both its sides hold. */
export function blocks(standings: Standings, target: number, inspector: number, ticket: string): boolean {
  return ticket < worstOfTarget(standings, target, inspector) && ticket < worstOfInspector(standings, inspector);
}

/** `W_t`: the greatest ticket of a member that could make room, or beyond all if there is room. */
function worstOfTarget({ seatCount, fits, teams }: Standings, target: number, inspector: number): string {
  const team = teams[target];
  const fitsWithout = (leaving: number): number[] => [
    ...team.filter((member) => member.inspector !== leaving).map((member) => fits[member.inspector]),
    fits[inspector],
  ];
  if (isSeatable(seatCount, fitsWithout(-1))) return ANY_TICKET;
  const yielding = team.filter((member) => isSeatable(seatCount, fitsWithout(member.inspector)));
  return greatest(yielding.map((member) => member.ticket));
}

/** `W_i`: the greatest of the inspector's accepted tickets if it has no place left, else beyond all. */
function worstOfInspector({ teams, left }: Standings, inspector: number): string {
  if (left[inspector] > 0) return ANY_TICKET;
  return greatest(teams.flat().filter((member) => member.inspector === inspector).map((member) => member.ticket));
}

function greatest(tickets: string[]): string {
  return tickets.reduce((most, ticket) => (ticket > most ? ticket : most), "");
}
