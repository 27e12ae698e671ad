/** Rows whose entries come in the order of time; see temporal-cycles.ts. */
import { InvalidInputError } from '../../domain/errors.ts';
import { assertEdgeList } from './edge-list.ts';
import type { Work } from '../run/executor.ts';
import { countBefore, orderByNode, orderByNumber } from './stable-order.ts';

/** Events from node to node; one entry each in every column. */
export interface TimedEdges {
  readonly source: Uint32Array;
  readonly target: Uint32Array;
  /** Finite, in any unit. */
  readonly time: Float64Array;
  /** Finite and at least 0, in one unit. */
  readonly amount: Float64Array;
}

/** The entries of a node's row ascend by time, then by the other end, the amount and the place in the list. */
export interface TimedRows {
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
  readonly times: Float64Array;
  readonly amounts: Float64Array;
  /** Which event each entry is. */
  readonly places: Uint32Array;
}

/** Throws InvalidInputError, naming the event, for an end that is no node, a time or an amount out of range. */
export function assertTimedEdges(edges: TimedEdges, nodes: number): void {
  const { source, target, time, amount } = edges;
  assertEdgeList({ source, target, weight: amount }, nodes, 'non-negative');
  if (time.length !== source.length)
    throw new InvalidInputError(
      `temporalCycles: time has ${time.length} entries, expected one for each of the ${source.length} edges.`,
    );
  time.forEach((instant, edge) => {
    if (Number.isFinite(instant)) return;
    throw new InvalidInputError(
      `temporalCycles: the time of edge ${edge} is ${instant}, expected a finite number. Leave out what has no time.`,
      { context: { edge, time: String(instant) } },
    );
  });
}

/**
 * Rows by source of edges that `assertTimedEdges` let pass; for rows by target exchange the ends. `byAmount` is their
 * order by amount, which both kinds of rows begin with. Polls between passes.
 */
export function buildTimedRows(
  { source, target, time, amount }: TimedEdges,
  nodes: number,
  { byAmount, work }: { byAmount: Uint32Array; work: Work },
): TimedRows {
  const offsets = countBefore(source, nodes);
  const byTime = orderByNumber(orderByNode(byAmount, target, work.poll), time, work.poll);
  const places = orderByNode(byTime, source, work.poll);
  work.poll();
  return {
    offsets,
    targets: take(new Uint32Array(places.length), target, places),
    times: take(new Float64Array(places.length), time, places),
    amounts: take(new Float64Array(places.length), amount, places),
    places,
  };
}

/** Filled with what `of` holds at each place. */
function take<A extends Uint32Array | Float64Array>(empty: A, of: A, places: Uint32Array): A {
  for (let entry = 0; entry < places.length; entry++) empty[entry] = of[places[entry]!]!;
  return empty;
}

/** The first entry of the node's row that is not before `time`, or, where `isAfter`, that is after it. */
export function findFirst(
  { offsets, times }: TimedRows,
  node: number,
  { time, isAfter }: { time: number; isAfter: boolean },
): number {
  let low = offsets[node]!;
  let high = offsets[node + 1]!;
  while (low < high) {
    const middle = low + ((high - low) >>> 1);
    if (times[middle]! < time || (isAfter && times[middle] === time)) low = middle + 1;
    else high = middle;
  }
  return low;
}
