/**
 * What goes round and comes back in order of time: cycles of events, bounded in length, in time and in amount.
 *
 *     u -> v1 -> v2 -> ... -> u,  no node twice,  t1 <= t2 <= ... ,  last - t1 < window,
 *     least amount >= (1 - amountTolerance) x greatest amount
 *
 * Conventions: events that come at the same time may follow one another, for many ledgers know only the day, unless
 * `isStrict`. Parallel events make cycles of their own. A self-loop is none. A cycle starts with the event after which
 * all others follow in order; where all come at once, with the one from the least node. Cycles come by first node, then
 * by the time of the first event, then as a search finds them that follows the earliest event first. The same events in
 * any order give the same cycles. Without events, or without nodes, there are none.
 *
 * Method: depth first from every event, over rows in order of time. Where that takes more than a few steps a search
 * backwards from the start marks how near nodes are to it, so that what cannot come back is not followed further.
 *
 * Complexity: O(steps), which grows as the degree within a window to the power of the length. So the enumeration is
 * capped: in steps and cycles for each first event, so that one knot does not take all, and in all, where the search
 * ends in the middle of a first event. What is cut is counted; what is given is right, and the first that a search
 * without caps gives.
 *
 * Invariant: soundness. Every cycle given keeps the conditions, and none is given twice.
 * Invariant: completeness. Without a cut every cycle is given.
 * Invariant: edge order. The same events in any order give the same cycles.
 *
 * Throws InvalidInputError for events or options out of range; CancelledError; LimitExceededError.
 *
 * Reference: R. Kumar and T. Calders, 2SCENT: an efficient algorithm for enumerating all simple temporal cycles, PVLDB
 * 11(11), 2018, doi:10.14778/3236187.3236197; there without bounds on length and amount.
 */
import { startWork } from '../run/executor.ts';
import type { KernelContext } from '../run/executor.ts';
import { CycleSearch } from './cycle-search.ts';
import { readCycleOptions } from './cycle-options.ts';
import type { TemporalCycleOptions } from './cycle-options.ts';
import { inPlaceOrder, orderByNumber } from '../rows/stable-order.ts';
import { assertTimedEdges, buildTimedRows } from '../rows/timed-rows.ts';
import type { TimedEdges } from '../rows/timed-rows.ts';

export interface TemporalCycles {
  /** Cycles found. */
  readonly count: number;
  /** count + 1 entries: cycle i is edges[offsets[i]] .. edges[offsets[i + 1] - 1]. */
  readonly offsets: Uint32Array;
  /** Events as places in the list, along each cycle. */
  readonly edges: Uint32Array;
  /** First events from which not all was followed, by their own caps. */
  readonly cutStarts: number;
  /** Whether `mostSteps` or `mostCycles` ended the whole while there was more to look at. */
  readonly isCut: boolean;
}

export interface TemporalCycleInput {
  readonly edges: TimedEdges;
  readonly nodes: number;
}

export function temporalCycles(
  { edges, nodes }: TemporalCycleInput,
  options: TemporalCycleOptions,
  context: KernelContext = {},
): TemporalCycles {
  const bounds = readCycleOptions(options);
  const { source, target, time, amount } = edges;
  const bytes = 60 * source.length + 20 * nodes;
  const work = startWork({ kernel: 'temporalCycles', bytes }, context);
  assertTimedEdges(edges, nodes);
  const byAmount = orderByNumber(inPlaceOrder(source.length), amount, work.poll);
  const sorting = { byAmount, work };
  const outgoing = buildTimedRows(edges, nodes, sorting);
  const incoming = buildTimedRows({ source: target, target: source, time, amount }, nodes, sorting);
  const { offsets } = outgoing;
  // In the order of the rows, an entry's place is how many were tried before it.
  let entry = 0;
  const search = new CycleSearch({ outgoing, incoming }, bounds, () => {
    work.report(entry, source.length);
  });
  for (let node = 0; node < nodes && !search.isCut(); node++)
    for (; entry < offsets[node + 1]! && !search.isCut(); entry++) search.startFrom(node, entry);
  return search.result();
}
