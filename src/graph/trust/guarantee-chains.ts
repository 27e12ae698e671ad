/**
 * What each guarantor may have to pay, its own guarantees' and those of whom it stands for, chain by chain.
 *
 *     burden(x0) = sum over chains x0 -> x1 -> ... -> xh, h <= longest, of
 *                  min(limit of every edge but the last, covered of the last) x failure(x1) x ... x failure(xh)
 *
 * An edge leads from guarantor to debtor. Of its last edge a chain counts what is covered: the guaranteed amount or
 * the guarantor's share of what the debtor owes, whichever is less. On the way there each guarantor pays only where all
 * behind it fail, and never more than its guarantee's limit. Failures are taken as independent of one another.
 *
 * Conventions: no node is twice in a chain, so a debt that comes back round a circle is no burden. Each circle of at
 * most `longest` edges is found once, from its least node, and those in it are flagged. Parallel edges are guarantees of
 * their own, and make chains of their own; the circle is named once. A self-loop, a node that guarantees itself, is
 * refused. Of the empty graph all is empty.
 *
 * Complexity: O(chains), which grows as the degree to the power of `longest`. Where one guarantor's chains take more
 * than `mostSteps` edges the search for it ends, it is marked as cut, and its burden is a lower bound. Of circles the
 * first `mostCircles` are named; those in the others are flagged all the same. Memory 36 bytes a guarantee, 20 a node,
 * and some 100 a circle.
 *
 * Invariant: circles. Each is named once, whatever node one looks from.
 * Invariant: monotonicity. A larger failure, limit or covered amount lowers no burden.
 *
 * Throws InvalidInputError for columns of different lengths, amounts that are no numbers of at least 0, an infinite
 * covered amount, failure outside [0, 1] and options out of range; CancelledError; LimitExceededError.
 *
 * Reference: the chains are those of credit guarantee networks as in Z. Niu, D. Cheng, L. Zhang and J. Zhang, Visual
 * analytics for networked-guarantee loans risk management, PacificVis 2018, doi:10.1109/PacificVis.2018.00028.
 */
import { startWork } from '../run/executor.ts';
import type { KernelContext } from '../run/executor.ts';
import { Pace } from '../run/pace.ts';
import { planGuarantees, readChainOptions, readGuarantees } from './guarantees.ts';
import type { GuaranteeChainOptions, GuaranteeRows, Guarantees } from './guarantees.ts';

export interface GuaranteeChains {
  /** Expected payment per node, in the unit of the amounts; 0 for one that guarantees nothing. */
  readonly burden: Float64Array;
  /** Chains per node; those in which somebody cannot fail are left out, for they cost nothing. */
  readonly chains: Uint32Array;
  /** 1 for a node in a circle of at most `longest` edges. */
  readonly inCircle: Uint8Array;
  /** Each circle's nodes along the edges from the least on; in ascending order. */
  readonly circles: readonly (readonly number[])[];
  /** Whether there are more circles than `mostCircles`. */
  readonly hasMoreCircles: boolean;
  /** 1 for a node whose chains were too many to follow; its circles may be missing too. */
  readonly cut: Uint8Array;
}

type Found = { -readonly [Name in keyof GuaranteeChains]: GuaranteeChains[Name] } & { circles: number[][] };

/** Edges and guarantors: some milliseconds. */
const POLL_EVERY = 2 ** 15;
const CIRCLE_BYTES = 100;

export function guaranteeChains(
  guarantees: Guarantees,
  options: GuaranteeChainOptions,
  context: KernelContext = {},
): GuaranteeChains {
  const read = readChainOptions(options);
  const nodes = read.failure.length;
  // No more circles than there can be steps.
  const most = Math.min(read.mostCircles, nodes * read.mostSteps);
  const bytes = planGuarantees(guarantees, nodes) + 16 * nodes + CIRCLE_BYTES * most;
  const work = startWork({ kernel: 'guaranteeChains', bytes }, context);
  const found: Found = {
    burden: new Float64Array(nodes),
    chains: new Uint32Array(nodes),
    inCircle: new Uint8Array(nodes),
    circles: [],
    hasMoreCircles: false,
    cut: new Uint8Array(nodes),
  };
  let node = 0;
  const search: Search = {
    ...read,
    rows: readGuarantees(guarantees, nodes, context),
    onChain: new Uint8Array(nodes),
    found,
    pace: new Pace(POLL_EVERY, () => {
      work.report(node, nodes);
    }),
  };
  for (; node < nodes; node++) {
    search.pace.spend(1);
    if (search.rows.offsets[node] !== search.rows.offsets[node + 1]) follow(search, node);
  }
  return found;
}

interface Search extends Required<GuaranteeChainOptions> {
  readonly rows: GuaranteeRows;
  readonly onChain: Uint8Array;
  readonly found: Found;
  readonly pace: Pace;
}

/** Depth first over all chains from one guarantor, with a stack of entries instead of recursion. */
function follow(search: Search, guarantor: number): void {
  const { failure, longest, mostSteps, onChain, found, pace } = search;
  const { offsets, targets, limits, covered } = search.rows;
  const path = [guarantor];
  const entries = [offsets[guarantor]!];
  /** What can still come through, and the chance that all behind the guarantor fail, before each node of the path. */
  const through = [Infinity];
  const chance = [1];
  const circles = new Set<string>();
  onChain[guarantor] = 1;
  let steps = 0;
  while (path.length > 0) {
    const depth = path.length - 1;
    const node = path[depth]!;
    const entry = entries[depth]!;
    if (entry === offsets[node + 1] || depth === longest) {
      onChain[node] = 0;
      for (const stack of [path, entries, through, chance]) stack.pop();
      continue;
    }
    if (steps++ === mostSteps) {
      found.cut[guarantor] = 1;
      break;
    }
    pace.spend(1);
    entries[depth]!++;
    const debtor = targets[entry]!;
    if (debtor === guarantor) noteCircle(search, path, circles);
    if (onChain[debtor] === 1) continue;
    const failing = chance[depth]! * failure[debtor]!;
    if (failing > 0) {
      found.burden[guarantor]! += Math.min(through[depth]!, covered[entry]!) * failing;
      found.chains[guarantor]!++;
    }
    // Circles are looked for along chains that cost nothing too.
    path.push(debtor);
    entries.push(offsets[debtor]!);
    through.push(Math.min(through[depth]!, limits[entry]!));
    chance.push(failing);
    onChain[debtor] = 1;
  }
  for (const node of path) onChain[node] = 0;
}

function noteCircle({ found, mostCircles }: Search, path: readonly number[], known: Set<string>): void {
  const least = path[0]!;
  if (path.some((node) => node < least)) return;
  for (const node of path) found.inCircle[node] = 1;
  if (found.hasMoreCircles) return;
  const name = path.join(' ');
  if (known.has(name)) return;
  if (found.circles.length === mostCircles) {
    found.hasMoreCircles = true;
    return;
  }
  known.add(name);
  found.circles.push([...path]);
}
