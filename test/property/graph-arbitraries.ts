import fc from 'fast-check';
import type { Edge } from '../unit/graph/edges.ts';

export const runs = { seed: 20160511, numRuns: 300 };

export interface Drawn {
  readonly nodes: number;
  readonly edges: readonly Required<Edge>[];
}

interface Shape {
  readonly weight: fc.Arbitrary<number>;
  readonly fewestNodes?: number;
}

/** Small multigraphs with self-loops, parallel edges and nodes without edges. */
export function graphs({ weight, fewestNodes = 0 }: Shape): fc.Arbitrary<Drawn> {
  return fc.integer({ min: fewestNodes, max: 12 }).chain((nodes) => {
    const node = fc.nat(Math.max(0, nodes - 1));
    return fc.record({
      nodes: fc.constant(nodes),
      edges: fc.array(fc.tuple(node, node, weight), { maxLength: nodes === 0 ? 0 : 40 }),
    });
  });
}

/** Zeros are frequent, because they make nodes dangle. */
export const positiveWeight = fc.oneof(
  fc.constant(0),
  fc.constant(1),
  fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
);
export const signedWeight = fc.oneof(fc.constantFrom(-1, 0, 1), fc.double({ min: -1, max: 1, noNaN: true }));

/** A graph together with new numbers for its nodes and a new order for its edges. */
export function renumbered(graph: fc.Arbitrary<Drawn>): fc.Arbitrary<Drawn & Renumbering> {
  return graph.chain(({ nodes, edges }) => {
    const identity = Array.from({ length: nodes }, (_, node) => node);
    return fc.record({
      nodes: fc.constant(nodes),
      edges: fc.constant(edges),
      numbers: fc.shuffledSubarray(identity, { minLength: nodes }),
      shuffled: fc.shuffledSubarray([...edges], { minLength: edges.length }),
    });
  });
}

interface Renumbering {
  /** numbers[node] is the node's new number. */
  readonly numbers: readonly number[];
  /** The same edges, old numbers, another order. */
  readonly shuffled: readonly Required<Edge>[];
}

export function renumber(edges: readonly Required<Edge>[], numbers: readonly number[]): Edge[] {
  return edges.map(([source, target, weight]) => [numbers[source]!, numbers[target]!, weight]);
}
