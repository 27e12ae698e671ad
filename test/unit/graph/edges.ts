import type { EdgeList } from '../../../src/graph/rows/edge-list.ts';

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

/** Every pair of nodes once. */
export function complete(nodes: number): [source: number, target: number][] {
  const each = Array.from({ length: nodes }, (_, node) => node);
  return each.flatMap((target) => each.slice(0, target).map((source): [number, number] => [source, target]));
}

/** Edges as they are drawn: `0>1 1>2:4` leads from 0 to 1 and, with weight 4, from 1 to 2. */
export function drawn(text: string): Edge[] {
  return text
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => {
      const [source, target, weight] = word.split(/[>:]/).map(Number);
      return weight === undefined ? [source!, target!] : [source!, target!, weight];
    });
}
