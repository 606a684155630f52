/** Pairs of targets and inspectors in the order of their tickets (specification, section 6.1). */
import { sha256 } from "@noble/hashes/sha2.js";
import { H, compareText, hex, hexH, utf8 } from "./bytes";

const DIGEST = 32;

/** `pair(t, i)` under `K_p`, in hex. */
export function pairTicket(pairKey: string, subject: string, code: string): string {
  return hexH(pairKey + hex(H(subject)) + code);
}

/** Eligible pairs with their tickets, in order. */
export class PairOrder {
  private constructor(
    private readonly targets: Uint32Array,
    private readonly inspectors: Uint32Array,
    private readonly tickets: Uint8Array,
    private readonly order: Uint32Array,
  ) {}

  /** Hashes and sorts all pairs; `eligible` lists the inspectors a target may have. */
  static of(pairKey: string, subjects: string[], codes: string[], eligible: number[][], say?: () => void): PairOrder {
    const count = eligible.reduce((sum, list) => sum + list.length, 0);
    const [targets, inspectors] = [new Uint32Array(count), new Uint32Array(count)];
    const tickets = new Uint8Array(count * DIGEST);
    const codeBytes = codes.map(utf8);
    let at = 0;
    for (const [target, subject] of subjects.entries()) {
      const prefix = utf8(pairKey + hex(H(subject)));
      for (const inspector of eligible[target]) {
        const message = new Uint8Array(prefix.length + codeBytes[inspector].length);
        message.set(prefix);
        message.set(codeBytes[inspector], prefix.length);
        tickets.set(sha256(message), at * DIGEST);
        targets[at] = target;
        inspectors[at++] = inspector;
        say?.();
      }
    }
    const before = (a: number, b: number): number =>
      compareTickets(tickets, a, b)
      || compareText(subjects[targets[a]], subjects[targets[b]])
      || compareText(codes[inspectors[a]], codes[inspectors[b]]);
    return new PairOrder(targets, inspectors, tickets, sorted(tickets, count, before));
  }

  get size(): number {
    return this.order.length;
  }

  /** The target and the inspector of the pair at a place in the order, as indices. */
  at(place: number): { target: number; inspector: number } {
    const pair = this.order[place];
    return { target: this.targets[pair], inspector: this.inspectors[pair] };
  }

  /** The ticket of the pair at a place in the order, in hex. */
  ticketAt(place: number): string {
    const pair = this.order[place];
    return hex(this.tickets.subarray(pair * DIGEST, (pair + 1) * DIGEST));
  }
}

function compareTickets(tickets: Uint8Array, a: number, b: number): number {
  for (let byte = 0; byte < DIGEST; byte++) {
    const difference = tickets[a * DIGEST + byte] - tickets[b * DIGEST + byte];
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Two counting passes order pairs by their first 32 bits; comparisons settle the few that share them. */
function sorted(tickets: Uint8Array, count: number, compare: (a: number, b: number) => number): Uint32Array {
  let order = Uint32Array.from({ length: count }, (_, at) => at);
  for (const byte of [2, 0]) order = countingPass(order, (pair) => (tickets[pair * DIGEST + byte] << 8) | tickets[pair * DIGEST + byte + 1]);
  // The order is nearly right, so that inserting moves almost nothing.
  for (let place = 1; place < count; place++) {
    const pair = order[place];
    let to = place;
    while (to > 0 && compare(order[to - 1], pair) > 0) {
      order[to] = order[to - 1];
      to--;
    }
    order[to] = pair;
  }
  return order;
}

function countingPass(order: Uint32Array, keyOf: (pair: number) => number): Uint32Array<ArrayBuffer> {
  const starts = new Uint32Array(65537);
  for (const pair of order) starts[keyOf(pair) + 1]++;
  for (let key = 0; key < 65536; key++) starts[key + 1] += starts[key];
  const next = new Uint32Array(order.length);
  for (const pair of order) next[starts[keyOf(pair)]++] = pair;
  return next;
}
