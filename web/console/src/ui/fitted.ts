/** How wide the columns of a table are drawn. */

/** A column's wish. */
export interface Wish {
  width: number;
  /** Whether it holds what mustn't be broken: a code. */
  isRigid?: boolean;
}

/** As far as a column gives way: a date, a few words. What is narrower holds a mark or a figure, and stays. */
const NARROWEST_PX = 145;

/** The widths in pixels, in the room there is: the wide columns give way, so that none is cut off. Where that doesn't do, all are as they wish, and the table is scrolled. */
export function fitted(wishes: Wish[], room: number): number[] {
  const floors = wishes.map(({ width, isRigid }) => (isRigid ? width : Math.min(width, NARROWEST_PX)));
  const sum = (all: number[]): number => all.reduce((so, one) => so + one, 0);
  const [most, least] = [sum(wishes.map(({ width }) => width)), sum(floors)];
  if (room >= most || room < least) return wishes.map(({ width }) => width);
  const share = (room - least) / (most - least);
  return wishes.map(({ width }, at) => Math.floor(floors[at] + (width - floors[at]) * share));
}
