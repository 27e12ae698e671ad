import type { EdgeList } from '../../graph/rows/edge-list.ts';
import { allocate, share } from '../../graph/run/shared-arrays.ts';

/** Rows of a table as edges. */
interface EdgeRows {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** Of a row; 0 or more. */
  readonly weight: (row: number) => number;
}

/** The rows that weigh something, of one table after the other. */
export function edgesOf(tables: readonly EdgeRows[]): EdgeList {
  let count = 0;
  for (const { from, weight } of tables)
    for (let row = 0; row < from.length; row++) if (weight(row) > 0) count++;
  const edges = {
    source: allocate(Uint32Array, count),
    target: allocate(Uint32Array, count),
    weight: allocate(Float64Array, count),
  };
  let edge = 0;
  for (const { from, to, weight } of tables)
    for (let row = 0; row < from.length; row++) {
      const weighs = weight(row);
      if (!(weighs > 0)) continue;
      edges.source[edge] = from[row]!;
      edges.target[edge] = to[row]!;
      edges.weight[edge] = weighs;
      edge++;
    }
  return edges;
}

/** The same edges, where threads that build rows of them see them: sent there as they are they would be copied three times. */
export function shareEdges({ source, target, weight }: EdgeList): EdgeList {
  return { source: share(source), target: share(target), weight: share(weight) };
}
