/**
 * Seats and who fits them (specification, sections 6.1, 6.4 and 6.5).
 *
 * What an inspector can do in a team depends only on the set of seats it fits, its *fit*: bit s is set if it fits
 * seat s (counted from 0). Two inspectors of the same fit are interchangeable inside a team.
 */
import { compareText } from "./bytes";

/** The fit of an inspector with these pools. */
export function fitOf(seats: string[], pools: string[]): number {
  return seats.reduce((fit, pool, seat) => (pools.includes(pool) ? fit | (1 << seat) : fit), 0);
}

/** `μ`: the size of the largest seatable subset of inspectors with these fits. */
export function largestSeatable(seatCount: number, fits: number[]): number {
  const holder = new Array<number>(seatCount).fill(-1);
  let seated = 0;
  for (let member = 0; member < fits.length && seated < seatCount; member++) {
    if (fits[member] !== 0 && findSeat(fits, member, holder, { tried: 0 })) seated++;
  }
  return seated;
}

/** Gives `member` a seat, moving others along if need be; each seat is tried once. */
function findSeat(fits: number[], member: number, holder: number[], memory: { tried: number }): boolean {
  for (let seat = 0; seat < holder.length; seat++) {
    const bit = 1 << seat;
    if (!(fits[member] & bit) || memory.tried & bit) continue;
    memory.tried |= bit;
    if (holder[seat] < 0 || findSeat(fits, holder[seat], holder, memory)) {
      holder[seat] = member;
      return true;
    }
  }
  return false;
}

/** True if inspectors with these fits can be given different seats that they fit. */
export function isSeatable(seatCount: number, fits: number[]): boolean {
  return fits.length <= seatCount && largestSeatable(seatCount, fits) === fits.length;
}

/** A member of a team before it has its seat. */
export interface Member {
  code: string;
  fit: number;
  ticket: string;
}

/** Gives the members of a seatable team their seats, from 1: each seat takes the smallest ticket that leaves the others seatable. */
export function seatTeam(seatCount: number, members: Member[]): { inspector: string; seat: number; ticket: string }[] {
  const waiting = [...members].sort(byPairTicket);
  const seated: { inspector: string; seat: number; ticket: string }[] = [];
  for (let seat = 0; seat < seatCount; seat++) {
    const at = waiting.findIndex((member, me) =>
      (member.fit >> seat) & 1 && isSeatable(seatCount, waiting.filter((_, other) => other !== me).map((other) => later(other.fit, seat))));
    if (at < 0) continue;
    const [taken] = waiting.splice(at, 1);
    seated.push({ inspector: taken.code, seat: seat + 1, ticket: taken.ticket });
  }
  return seated;
}

/** Only the seats behind `seat`. */
function later(fit: number, seat: number): number {
  return fit & ~((2 << seat) - 1);
}

function byPairTicket(a: Member, b: Member): number {
  if (a.ticket !== b.ticket) return a.ticket < b.ticket ? -1 : 1;
  return compareText(a.code, b.code);
}
