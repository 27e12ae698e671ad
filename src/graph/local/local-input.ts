/** What the local kernels refuse. */
import { InvalidInputError } from '../../domain/errors.ts';
import type { PatchedRows } from './patched-rows.ts';

/** Throws InvalidInputError for rows without weights, and for rows that are not all of as many nodes. */
export function assertRows(kernel: string, rows: Readonly<Record<string, PatchedRows>>): void {
  const [first] = Object.values(rows);
  for (const [name, { nodes, isWeighted }] of Object.entries(rows)) {
    if (!isWeighted)
      throw new InvalidInputError(
        `${kernel}: ${name} need weights; these rows were built with the rule 'ignored'. Build with 'non-negative'.`,
      );
    if (nodes !== first?.nodes)
      throw new InvalidInputError(
        `${kernel}: ${name} have ${nodes} nodes, expected ${first?.nodes ?? 0} as all rows. Add nodes to each.`,
      );
  }
}

/** Throws InvalidInputError for another length than `nodes` and for values outside [least, most]; NaN may be. */
export function assertStart(
  kernel: string,
  values: Float64Array,
  { nodes, least, most }: { readonly nodes: number; readonly least: number; readonly most: number },
): void {
  if (values.length !== nodes)
    throw new InvalidInputError(
      `${kernel}: the values to start from must be one for each of the ${nodes} nodes; ${values.length} came.`,
    );
  for (let node = 0; node < nodes; node++)
    if (values[node]! < least || values[node]! > most)
      throw new InvalidInputError(
        `${kernel}: the value of node ${node} to start from is ${values[node]!}, expected ${least} to ${most} or NaN.`,
      );
}

/** Below this, rounding could keep nodes telling each other about nothing. */
const LEAST_TOLERANCE = 1e-13;

export function readTolerance(kernel: string, tolerance: number): number {
  if (tolerance >= LEAST_TOLERANCE && tolerance < Infinity) return tolerance;
  throw new InvalidInputError(
    `${kernel}: tolerance must be a finite number of at least ${LEAST_TOLERANCE}; ${tolerance} came.`,
  );
}
