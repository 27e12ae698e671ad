import { Streams } from '../../seed/random/streams.ts';
import type { EdgeList } from '../../src/graph/rows/edge-list.ts';
import { allocate } from '../../src/graph/run/shared-arrays.ts';

/** Edges between random nodes, some nodes far likelier than others, with parallel edges, self-loops and idle nodes. */
export function drawEdges(size: { nodes: number; edges: number; seed: number }): EdgeList {
  const random = new Streams(size.seed).of('edges');
  const list = {
    source: allocate(Uint32Array, size.edges),
    target: allocate(Uint32Array, size.edges),
    weight: allocate(Float64Array, size.edges),
  };
  for (let edge = 0; edge < size.edges; edge++) {
    list.source[edge] = random.uniform() ** 3 * size.nodes;
    list.target[edge] = random.uniform() ** 2 * size.nodes;
    list.weight[edge] = Math.floor(random.uniform() * 20) / 4;
  }
  return list;
}
