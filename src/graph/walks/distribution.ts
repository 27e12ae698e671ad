import { InvalidInputError } from '../../domain/errors.ts';

/** The smallest double of full precision: dividing by less may overflow. */
export const SMALLEST_NORMAL = 2 ** -1022;

/**
 * Masses as chances: scaled so that they sum to 1. Throws InvalidInputError, naming the kernel and the input, for
 * another length than `nodes`, a mass that is negative or no number, or a sum that is 0 or no normal number.
 */
export function readDistribution(
  kernel: string,
  name: string,
  { given, nodes }: { given: Float64Array; nodes: number },
): Float64Array {
  if (given.length !== nodes)
    throw new InvalidInputError(
      `${kernel}: ${name} must have one entry for each of the ${nodes} nodes; it has ${given.length}.`,
    );
  let sum = 0;
  for (let node = 0; node < nodes; node++) {
    const mass = given[node]!;
    if (!(mass >= 0))
      throw new InvalidInputError(
        `${kernel}: ${name} of node ${node} is ${mass}, expected a number of at least 0.`,
      );
    sum += mass;
  }
  if (nodes > 0 && !(sum >= SMALLEST_NORMAL && sum < Infinity))
    throw new InvalidInputError(
      `${kernel}: ${name} sums to ${sum}, expected a positive finite sum. Give at least one node a mass.`,
    );
  return given.map((mass) => mass / sum);
}
