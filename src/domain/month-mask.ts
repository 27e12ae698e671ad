/** A set of calendar months as a number: bit k, 0 to 30, stands for the month k before some month that is agreed on. */
export type MonthMask = number;

/** How many months are in it. */
export function countMonths(mask: MonthMask): number {
  let months = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) months++;
  return months;
}
