import type { EdgeList } from '../../../src/graph/edge-list.ts';

/** Source, target and, where it matters, the weight (1 otherwise). */
export type Edge = readonly [source: number, target: number, weight?: number];

export function edgeList(edges: readonly Edge[]): EdgeList {
  return {
    source: Uint32Array.from(edges, ([source]) => source),
    target: Uint32Array.from(edges, ([, target]) => target),
    weight: Float64Array.from(edges, ([, , weight]) => weight ?? 1),
  };
}

/** 0 -> 1 -> 2 -> ... -> nodes - 1 */
export function path(nodes: number): EdgeList {
  return {
    source: Uint32Array.from({ length: nodes - 1 }, (_, i) => i),
    target: Uint32Array.from({ length: nodes - 1 }, (_, i) => i + 1),
    weight: new Float64Array(nodes - 1).fill(1),
  };
}

/** 1, 2, ... leaves, each with an edge to the hub 0; the last leaf first. */
export function star(leaves: number): EdgeList {
  return {
    source: Uint32Array.from({ length: leaves }, (_, i) => leaves - i),
    target: new Uint32Array(leaves),
    weight: new Float64Array(leaves).fill(1),
  };
}
