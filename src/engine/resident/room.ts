const LEAST_SLACK = 64;
const SLACK = 1 / 16;

/** How long columns for `rows` rows are made, so that rows can be added for long before all are copied. */
export function roomFor(rows: number): number {
  return rows + Math.max(LEAST_SLACK, Math.ceil(rows * SLACK));
}
