/**
 * From where a walk ends at one target, without reading the rest of the graph: the column of personalised PageRank
 * whose rows `pushForward` gives.
 *
 *     rank(s) = chance that a walk from s, going on with chance d at each node, ends at the target
 *
 * The residual starts as 1 at the target. To push a node v is to add (1 - d) of its residual to its estimate, and
 * d x weight(u, v) / outWeight(u) of it to the residual of each u before it. Pushing ends when none is above `threshold`.
 *
 * Conventions: as in pushForward, of weights, self-loops and parallel edges too; at a target with nowhere to go every walk
 * that comes ends. The empty graph has no target, so any is refused.
 *
 * Complexity: at most (sum of ranks) / (threshold x (1 - d)) pushes, each reading the edges into a node.
 * Residual bound: rank(s) = estimate(s) + sum over v of (rank of v from s) x residual(v), so each rank lies above its
 * estimate by at most `largestResidual`, which is at most the threshold.
 *
 * Invariant: additive bound. 0 <= rank - estimate <= largestResidual for every source.
 *
 * Throws InvalidInputError for options out of range and a target that is no node; CancelledError; LimitExceededError.
 *
 * References: R. Andersen, C. Borgs, J. Chayes, J. Hopcroft, V. Mirrokni and S.-H. Teng, Local computation of PageRank
 * contributions, WAW 2007, doi:10.1007/978-3-540-77004-6_12. P. Lofgren, S. Banerjee and A. Goel, Personalized PageRank
 * estimation and search: a bidirectional approach, WSDM 2016, doi:10.1145/2835776.2835823.
 */
import { startWork } from '../run/executor.ts';
import type { KernelContext } from '../run/executor.ts';
import { Frontier } from './frontier.ts';
import { Pace } from '../run/pace.ts';
import { readPushOptions, sumUp } from './push-options.ts';
import type { PushOptions, Pushed } from './push-options.ts';
import { assertNode } from '../rows/node-index.ts';
import type { RandomWalk } from './random-walk.ts';

const KERNEL = 'pushBackward';
/** Nodes pushed and edges read: some milliseconds. */
const POLL_EVERY = 2 ** 16;

export interface PushBackwardOptions extends PushOptions {
  readonly target: number;
}

export function pushBackward(
  walk: RandomWalk,
  options: PushBackwardOptions,
  context: KernelContext = {},
): Pushed {
  const { dampingFactor, threshold } = readPushOptions(KERNEL, options);
  const { offsets, targets: sources, weights, nodes } = walk.incoming;
  const { outWeights } = walk;
  assertNode(KERNEL, 'target', { node: options.target, nodes });
  const work = startWork({ kernel: KERNEL, bytes: 17 * nodes }, context);
  const estimates = new Float64Array(nodes);
  const residuals = new Float64Array(nodes);
  const frontier = new Frontier(nodes);
  residuals[options.target] = 1;
  frontier.add(options.target);
  const pace = new Pace(POLL_EVERY, work.poll);
  while (frontier.waiting > 0) {
    const node = frontier.next();
    pace.spend(1 + offsets[node + 1]! - offsets[node]!);
    // A walk that cannot leave ends here however often it is asked to go on: the sum over all askings.
    const arrived = outWeights[node] === 0 ? residuals[node]! / (1 - dampingFactor) : residuals[node]!;
    residuals[node] = 0;
    estimates[node]! += (1 - dampingFactor) * arrived;
    const end = offsets[node + 1]!;
    for (let entry = offsets[node]!; entry < end; entry++) {
      const weight = weights === undefined ? 1 : weights[entry]!;
      if (weight === 0) continue;
      const source = sources[entry]!;
      const residual = residuals[source]! + (dampingFactor * arrived * weight) / outWeights[source]!;
      residuals[source] = residual;
      if (residual > threshold) frontier.add(source);
      else frontier.touch(source);
    }
  }
  return sumUp({ estimates, residuals, touched: frontier.touched() });
}
