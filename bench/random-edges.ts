import type { EdgeList } from '../src/graph/edge-list.ts';

/** Ends and weights drawn evenly, which is hard on caches: no node is met again soon. The same for the same sizes. */
export function randomEdges({ nodes, edges }: { nodes: number; edges: number }): EdgeList {
  let state = 20160511;
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const list = {
    source: new Uint32Array(edges),
    target: new Uint32Array(edges),
    weight: new Float64Array(edges),
  };
  for (let edge = 0; edge < edges; edge++) {
    list.source[edge] = random() * nodes;
    list.target[edge] = random() * nodes;
    list.weight[edge] = random();
  }
  return list;
}
