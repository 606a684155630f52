/**
 * Assignments of inspectors to the seats of targets, as a flow.
 *
 * The network is source → seat of a target → (target, inspector) → inspector → sink. A seat takes one inspector, a
 * target takes an inspector once, an inspector takes as many as it has places. Accepted pairs are *locked*: they
 * may be given another seat of their target, but never leave it. Deliberately absent: tickets and their order.
 */

/** Who may sit where. Targets and inspectors are indices. */
export interface Bench {
  seatCount: number;
  targetCount: number;
  /** The fit of each inspector; 0 for one that may take no seat. */
  fits: number[];
  /** For each target, the inspectors that may not have it. */
  barred: Set<number>[];
}

/** An assignment that can be enlarged and rearranged. */
export class Flow {
  /** The inspector on each slot (a seat of a target), or -1. Slot = target × seats + seat. */
  readonly holder: Int32Array;
  /** The slots of each inspector. */
  readonly slotsOf: Set<number>[];
  private readonly locked = new Set<number>();
  private readonly search: Search;

  constructor(readonly bench: Bench, readonly places: number[]) {
    this.holder = new Int32Array(bench.targetCount * bench.seatCount).fill(-1);
    this.slotsOf = bench.fits.map(() => new Set<number>());
    this.search = new Search(this);
  }

  /** The same assignment in an object of its own. */
  clone(): Flow {
    const copy = new Flow(this.bench, this.places);
    for (const [slot, inspector] of this.holder.entries()) if (inspector >= 0) copy.put(slot, inspector);
    for (const pair of this.locked) copy.locked.add(pair);
    return copy;
  }

  /** How many pairs the assignment has. */
  get size(): number {
    return this.slotsOf.reduce((sum, slots) => sum + slots.size, 0);
  }

  targetOf(slot: number): number {
    return Math.floor(slot / this.bench.seatCount);
  }

  fitsSlot(inspector: number, slot: number): boolean {
    return ((this.bench.fits[inspector] >> (slot % this.bench.seatCount)) & 1) === 1;
  }

  hasPair(target: number, inspector: number): boolean {
    const first = target * this.bench.seatCount;
    for (let slot = first; slot < first + this.bench.seatCount; slot++) if (this.holder[slot] === inspector) return true;
    return false;
  }

  hasFreePlace(inspector: number): boolean {
    return this.slotsOf[inspector].size < this.places[inspector];
  }

  isLocked(target: number, inspector: number): boolean {
    return this.locked.has(target * this.bench.fits.length + inspector);
  }

  lock(target: number, inspector: number): void {
    this.locked.add(target * this.bench.fits.length + inspector);
  }

  put(slot: number, inspector: number): void {
    this.holder[slot] = inspector;
    this.slotsOf[inspector].add(slot);
  }

  vacate(slot: number): void {
    const inspector = this.holder[slot];
    if (inspector >= 0) this.slotsOf[inspector].delete(slot);
    this.holder[slot] = -1;
  }

  /** Gives the members of a target seats that they fit and locks them; everybody else leaves it. They must be seatable. */
  settle(target: number, members: number[]): void {
    const first = target * this.bench.seatCount;
    for (let seat = 0; seat < this.bench.seatCount; seat++) this.vacate(first + seat);
    for (const [at, seat] of seatsFor(this.bench.seatCount, members.map((member) => this.bench.fits[member])).entries()) {
      this.put(first + seat, members[at]);
      this.lock(target, members[at]);
    }
  }

  /** Enlarges the assignment to the greatest size, and returns it. */
  maximise(): number {
    this.fillGreedily();
    while (this.search.enlarge());
    return this.size;
  }

  /** Rearranges the assignment, at the same size, so that it contains a pair it lacks; false if that can't be. */
  include(target: number, inspector: number): boolean {
    return this.search.include(target, inspector);
  }

  /** The inspectors that open seats lead to in the residual network of a greatest assignment. */
  reachable(): number[] {
    return this.search.reachable();
  }

  private fillGreedily(): void {
    for (let slot = 0; slot < this.holder.length; slot++) {
      if (this.holder[slot] >= 0) continue;
      const inspector = this.freest(slot);
      if (inspector >= 0) this.put(slot, inspector);
    }
  }

  private freest(slot: number): number {
    const [target, { barred, fits }] = [this.targetOf(slot), this.bench];
    let [best, most] = [-1, 0];
    for (let inspector = 0; inspector < fits.length; inspector++) {
      const free = this.places[inspector] - this.slotsOf[inspector].size;
      if (free <= most || !this.fitsSlot(inspector, slot) || barred[target].has(inspector)) continue;
      if (this.hasPair(target, inspector)) continue;
      [best, most] = [inspector, free];
    }
    return best;
  }
}

/** A seat for each of a seatable set of fits. */
function seatsFor(seatCount: number, fits: number[]): number[] {
  const seatOf = new Array<number>(fits.length).fill(-1);
  const holder = new Array<number>(seatCount).fill(-1);
  const place = (member: number, tried: Set<number>): boolean => {
    for (let seat = 0; seat < seatCount; seat++) {
      if (!((fits[member] >> seat) & 1) || tried.has(seat)) continue;
      tried.add(seat);
      if (holder[seat] >= 0 && !place(holder[seat], tried)) continue;
      holder[seat] = member;
      seatOf[member] = seat;
      return true;
    }
    return false;
  };
  for (const member of fits.keys()) if (!place(member, new Set())) throw new RangeError("the members are not seatable");
  return seatOf;
}

/**
 * Breadth-first search in the residual network.
 *
 * Nodes: inspectors (0 …), then slots, then the sink and the source. `cameFrom` holds each visited node's
 * predecessor; a visit is valid if its stamp is the current one.
 */
class Search {
  private readonly inspectorCount: number;
  private readonly sink: number;
  private readonly source: number;
  private readonly cameFrom: Int32Array;
  private readonly stamps: Uint32Array;
  private readonly queue: Int32Array;
  private readonly unseen: Int32Array;
  private unseenCount = 0;
  private stamp = 0;
  private queued = 0;

  constructor(private readonly flow: Flow) {
    this.inspectorCount = flow.bench.fits.length;
    this.sink = this.inspectorCount + flow.holder.length;
    this.source = this.sink + 1;
    this.cameFrom = new Int32Array(this.source + 1);
    this.stamps = new Uint32Array(this.source + 1);
    this.queue = new Int32Array(this.source + 1);
    this.unseen = new Int32Array(this.inspectorCount);
  }

  /** One pair more, if a path leads from an open seat to a free place. */
  enlarge(): boolean {
    this.beginAtOpenSlots();
    for (let next = 0; next < this.queued; next++) {
      const node = this.queue[next];
      if (node < this.inspectorCount && this.flow.hasFreePlace(node)) {
        this.apply(node);
        return true;
      }
      this.expand(node, false);
    }
    return false;
  }

  /** Everybody an open seat leads to. */
  reachable(): number[] {
    this.beginAtOpenSlots();
    const found: number[] = [];
    for (let next = 0; next < this.queued; next++) {
      const node = this.queue[next];
      if (node < this.inspectorCount) found.push(node);
      this.expand(node, false);
    }
    return found;
  }

  /** A cycle through the pair: from the inspector, over the residual network, to a seat of the target it fits. */
  include(target: number, inspector: number): boolean {
    this.begin();
    this.seeInspector(inspector, -1);
    for (let next = 0; next < this.queued; next++) {
      const node = this.queue[next];
      if (this.isSlot(node)) {
        const slot = node - this.inspectorCount;
        if (this.flow.targetOf(slot) === target && this.flow.fitsSlot(inspector, slot)) {
          this.apply(node);
          this.flow.put(slot, inspector);
          return true;
        }
      }
      this.expand(node, true);
    }
    return false;
  }

  private begin(): void {
    this.stamp++;
    this.queued = 0;
    this.unseenCount = this.inspectorCount;
    for (let inspector = 0; inspector < this.inspectorCount; inspector++) this.unseen[inspector] = inspector;
  }

  private beginAtOpenSlots(): void {
    this.begin();
    this.seeOpenSlots(-1);
  }

  private isSlot(node: number): boolean {
    return node >= this.inspectorCount && node < this.sink;
  }

  private see(node: number, from: number): void {
    if (this.stamps[node] === this.stamp) return;
    this.stamps[node] = this.stamp;
    this.cameFrom[node] = from;
    this.queue[this.queued++] = node;
  }

  private seeInspector(inspector: number, from: number): void {
    const at = this.unseen.subarray(0, this.unseenCount).indexOf(inspector);
    if (at >= 0) this.takeUnseen(at);
    this.see(inspector, from);
  }

  private takeUnseen(at: number): void {
    this.unseen[at] = this.unseen[--this.unseenCount];
  }

  private seeOpenSlots(from: number): void {
    const { holder } = this.flow;
    for (let slot = 0; slot < holder.length; slot++) if (holder[slot] < 0) this.see(this.inspectorCount + slot, from);
  }

  /** Follows the residual arcs out of a node; in a cycle also those through sink and source. */
  private expand(node: number, isCycle: boolean): void {
    if (node < this.inspectorCount) this.expandInspector(node, isCycle);
    else if (this.isSlot(node)) this.expandSlot(node, isCycle);
    else if (node === this.source) this.seeOpenSlots(node);
    else this.expandSink();
  }

  private expandInspector(inspector: number, isCycle: boolean): void {
    for (const slot of this.flow.slotsOf[inspector]) {
      if (!this.flow.isLocked(this.flow.targetOf(slot), inspector)) this.see(this.inspectorCount + slot, inspector);
    }
    if (isCycle && this.flow.hasFreePlace(inspector)) this.see(this.sink, inspector);
  }

  private expandSink(): void {
    for (let at = this.unseenCount - 1; at >= 0; at--) {
      const inspector = this.unseen[at];
      if (this.flow.slotsOf[inspector].size === 0) continue;
      this.takeUnseen(at);
      this.see(inspector, this.sink);
    }
  }

  private expandSlot(node: number, isCycle: boolean): void {
    const { flow } = this;
    const slot = node - this.inspectorCount;
    const target = flow.targetOf(slot);
    const first = target * flow.bench.seatCount;
    for (let other = first; other < first + flow.bench.seatCount; other++) {
      const member = flow.holder[other];
      if (other !== slot && member >= 0 && flow.fitsSlot(member, slot)) this.see(this.inspectorCount + other, node);
    }
    if (isCycle && flow.holder[slot] >= 0) this.see(this.source, node);
    const barred = flow.bench.barred[target];
    for (let at = this.unseenCount - 1; at >= 0; at--) {
      const inspector = this.unseen[at];
      if (!flow.fitsSlot(inspector, slot) || barred.has(inspector) || flow.hasPair(target, inspector)) continue;
      this.takeUnseen(at);
      this.see(inspector, node);
    }
  }

  /** Carries out the path that ends at a node, from its beginning. */
  private apply(end: number): void {
    const path: number[] = [];
    for (let node = end; node >= 0; node = this.cameFrom[node]) path.push(node);
    path.reverse();
    for (let at = 0; at + 1 < path.length; at++) this.step(path[at], path[at + 1]);
  }

  private step(from: number, to: number): void {
    const [slotFrom, slotTo] = [from - this.inspectorCount, to - this.inspectorCount];
    if (this.isSlot(from) && to < this.inspectorCount) this.flow.put(slotFrom, to);
    else if (from < this.inspectorCount && this.isSlot(to)) this.flow.vacate(slotTo);
    else if (this.isSlot(from) && this.isSlot(to)) {
      const member = this.flow.holder[slotTo];
      this.flow.vacate(slotTo);
      this.flow.put(slotFrom, member);
    }
  }
}
