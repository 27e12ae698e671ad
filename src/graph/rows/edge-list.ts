import { InvalidInputError } from '../../domain/errors.ts';

/**
 * Directed, weighted edges between dense node indices, as they come from a store: in no order, parallel
 * edges and self-loops allowed. All three arrays have one entry per edge.
 */
export interface EdgeList {
  readonly source: Uint32Array;
  readonly target: Uint32Array;
  readonly weight: Float64Array;
}

/** What weights an edge list may carry; `ignored` says that nobody will read them. */
export type WeightRule = 'ignored' | 'non-negative' | 'signed';

/** One more than the largest node index there can be: indices are 32 bits wide. */
export const MOST_NODES = 2 ** 32 - 1;

export function assertNodeCount(nodes: number): void {
  if (Number.isInteger(nodes) && nodes >= 0 && nodes <= MOST_NODES) return;
  throw new InvalidInputError(
    `A graph's node count must be a whole number from 0 to ${MOST_NODES}; ${nodes} came.`,
    { context: { nodes } },
  );
}

/**
 * Refuses what no kernel could work on; the message names the edge by its index.
 * @throws InvalidInputError for unequal lengths, an endpoint that is not below `nodes`, a weight that is not a
 *   finite number, or a negative one unless the rule is `signed`.
 */
export function assertEdgeList(edges: EdgeList, nodes: number, rule: WeightRule): void {
  assertNodeCount(nodes);
  assertLengths(edges, rule);
  const { source, target, weight } = edges;
  assertEndpoints('source', source, nodes);
  assertEndpoints('target', target, nodes);
  if (rule !== 'ignored') assertWeights(weight, rule);
}

/** @throws InvalidInputError for columns of unequal length. */
export function assertLengths({ source, target, weight }: EdgeList, rule: WeightRule): void {
  if (target.length !== source.length || (rule !== 'ignored' && weight.length !== source.length))
    throw new InvalidInputError(
      `An edge list's columns must be equally long; source has ${source.length} entries, target ` +
        `${target.length} and weight ${weight.length}. Give every edge one entry in each.`,
    );
}

function assertEndpoints(column: 'source' | 'target', indices: Uint32Array, nodes: number): void {
  for (let edge = 0; edge < indices.length; edge++)
    if (indices[edge]! >= nodes)
      throw new InvalidInputError(
        `Edge ${edge} has ${column} ${indices[edge]!}, expected an index below the ${nodes} nodes of the ` +
          `graph. Pass the node count the indices were made for.`,
        { context: { edge, [column]: indices[edge]!, nodes } },
      );
}

function assertWeights(weights: Float64Array, rule: 'non-negative' | 'signed'): void {
  const least = rule === 'signed' ? -Number.MAX_VALUE : 0;
  for (let edge = 0; edge < weights.length; edge++) {
    const weight = weights[edge]!;
    if (weight >= least && weight <= Number.MAX_VALUE) continue;
    throw new InvalidInputError(
      `Edge ${edge} has weight ${weight}, expected a ${rule === 'signed' ? '' : 'non-negative '}finite number. ` +
        (weight < 0 && weight >= -Number.MAX_VALUE
          ? `Leave the edge out, or build with the rule 'signed' for a kernel that reads signs.`
          : `Leave out an edge whose weight is not known.`),
      { context: { edge, weight: String(weight), rule } },
    );
  }
}
