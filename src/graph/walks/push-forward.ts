/**
 * Personalised PageRank around a few seeds, without reading the rest of the graph.
 *
 *     rank(v) = chance that a walk from the seeds, going on with chance d at each node, ends at v
 *
 * A node's residual is the chance that has arrived and was not yet sent on. To push a node u is to keep (1 - d) of its
 * residual as estimate and to hand d of it to its neighbours, weight / outWeight each. Pushing ends when no residual
 * is above `threshold` x outWeight(u).
 *
 * Conventions: see random-walk.ts; a walk that has nowhere to go ends where it is. Weights, self-loops and parallel
 * edges are followed as they come. Estimates never exceed the ranks. The order is first in, first out. The empty graph
 * has no node to start from, so any seed is refused.
 *
 * Complexity: the out-weights of pushed nodes sum to at most 1 / (threshold x (1 - d)), whatever the graph's size.
 * Residual bound: estimates and residuals sum to 1, so the ranks lie above the estimates by `residual` in all (L1). On
 * an undirected graph each rank lies above its estimate by at most threshold x outWeight(v).
 *
 * Invariant: lower bound. estimate <= rank, and the gaps sum to the residual.
 * Invariant: degree bound. On undirected rows no gap is above threshold x outWeight.
 *
 * Throws InvalidInputError for options out of range and seeds that are no nodes; CancelledError; LimitExceededError.
 *
 * Reference: R. Andersen, F. Chung and K. Lang, Local graph partitioning using PageRank vectors, FOCS 2006,
 * doi:10.1109/FOCS.2006.44.
 */
import { InvalidInputError } from '../../domain/errors.ts';
import { startWork } from '../run/executor.ts';
import type { KernelContext } from '../run/executor.ts';
import { Frontier } from './frontier.ts';
import { Pace } from '../run/pace.ts';
import { readPushOptions, sumUp } from './push-options.ts';
import type { PushOptions, Pushed } from './push-options.ts';
import { assertNode } from '../rows/node-index.ts';
import type { RandomWalk } from './random-walk.ts';

const KERNEL = 'pushForward';
/** Nodes pushed and edges read: some milliseconds. */
const POLL_EVERY = 2 ** 16;

export interface PushForwardOptions extends PushOptions {
  /** Where walks start, each with the same chance; a node named twice has twice the chance. */
  readonly seeds: readonly number[];
}

export function pushForward(
  walk: RandomWalk,
  options: PushForwardOptions,
  context: KernelContext = {},
): Pushed {
  const { dampingFactor, threshold } = readPushOptions(KERNEL, options);
  const { offsets, targets, weights, nodes } = walk.outgoing;
  const { outWeights } = walk;
  const work = startWork({ kernel: KERNEL, bytes: 17 * nodes }, context);
  const estimates = new Float64Array(nodes);
  const residuals = new Float64Array(nodes);
  const frontier = placeSeeds(residuals, options.seeds);
  const pace = new Pace(POLL_EVERY, work.poll);
  while (frontier.waiting > 0) {
    const node = frontier.next();
    pace.spend(1 + offsets[node + 1]! - offsets[node]!);
    const mass = residuals[node]!;
    const outWeight = outWeights[node]!;
    residuals[node] = 0;
    estimates[node]! += outWeight === 0 ? mass : (1 - dampingFactor) * mass;
    if (outWeight === 0) continue;
    const share = (dampingFactor * mass) / outWeight;
    const end = offsets[node + 1]!;
    for (let entry = offsets[node]!; entry < end; entry++) {
      const neighbour = targets[entry]!;
      const arrived = residuals[neighbour]! + (weights === undefined ? share : share * weights[entry]!);
      residuals[neighbour] = arrived;
      if (arrived > threshold * outWeights[neighbour]!) frontier.add(neighbour);
      else frontier.touch(neighbour);
    }
  }
  return sumUp({ estimates, residuals, touched: frontier.touched() });
}

function placeSeeds(residuals: Float64Array, seeds: readonly number[]): Frontier {
  const frontier = new Frontier(residuals.length);
  if (seeds.length === 0)
    throw new InvalidInputError(`${KERNEL}: no seed came; name at least one node to walk from.`);
  for (const seed of seeds) {
    assertNode(KERNEL, 'seed', { node: seed, nodes: residuals.length });
    residuals[seed]! += 1 / seeds.length;
    frontier.add(seed);
  }
  return frontier;
}
