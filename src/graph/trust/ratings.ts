import { InvalidInputError } from '../../domain/errors.ts';
import type { Csr } from '../rows/csr.ts';

/** Rows by rater, a weight in [-1, 1] for every entry. */
export interface RatedRows {
  readonly nodes: number;
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
  readonly weights: Float64Array;
}

/** Throws InvalidInputError, naming the kernel, for rows without weights and a weight outside [-1, 1]. */
export function readRatings(kernel: string, { nodes, offsets, targets, weights }: Csr): RatedRows {
  if (weights === undefined)
    throw new InvalidInputError(
      `${kernel} needs weights; these rows were built with the rule 'ignored'. Build with 'signed'.`,
    );
  for (let node = 0; node < nodes; node++) {
    const end = offsets[node + 1]!;
    for (let entry = offsets[node]!; entry < end; entry++) {
      const weight = weights[entry]!;
      if (weight >= -1 && weight <= 1) continue;
      throw new InvalidInputError(
        `${kernel}: the edge ${node} -> ${targets[entry]!} has weight ${weight}, expected -1 to 1. ` +
          `Divide the weights by the largest on their scale.`,
        { context: { source: node, target: targets[entry]!, weight: String(weight) } },
      );
    }
  }
  return { nodes, offsets, targets, weights };
}
