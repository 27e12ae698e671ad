import { Streams } from '../seed/random/streams.ts';
import type { Random } from '../seed/random/random.ts';
import type { EdgeList } from '../src/graph/rows/edge-list.ts';
import { allocate } from '../src/graph/run/shared-arrays.ts';

export interface BenchGraph {
  readonly nodes: number;
  readonly edges: EdgeList;
}

interface Size {
  readonly nodes: number;
  readonly edges: number;
}

/** Graphs to measure on; the same for the same sizes. Weights are drawn evenly. */
export const GRAPHS = {
  /** Each end the square of an even draw, so that a node's expected degree falls as 1 / sqrt(rank). */
  'uniform-skewed': ({ nodes, edges }: Size): BenchGraph => {
    const stride = coprimeTo(nodes);
    const draw = (random: Random): number => (Math.floor(random.uniform() ** 2 * nodes) * stride) % nodes;
    return fill({ nodes, edges }, (random) => [draw(random), draw(random)]);
  },
  /** Recursive matrix with the parameters of Graph500 (0.57, 0.19, 0.19, 0.05), on the next power of 2 of nodes. */
  rmat: ({ nodes, edges }: Size): BenchGraph => {
    const scale = Math.ceil(Math.log2(nodes));
    const size = { nodes: 2 ** scale, edges };
    return fill(size, (random) => {
      let source = 0;
      let target = 0;
      for (let bit = 0; bit < scale; bit++) {
        const part = random.next32() / 2 ** 32;
        source = 2 * source + Number(part >= 0.76);
        target = 2 * target + Number((part >= 0.57 && part < 0.76) || part >= 0.95);
      }
      return [scatter(source, size.nodes), scatter(target, size.nodes)];
    });
  },
};
export type GraphName = keyof typeof GRAPHS;

function fill({ nodes, edges }: Size, draw: (random: Random) => readonly [number, number]): BenchGraph {
  const random = new Streams(20160511).of('edges');
  const list = {
    source: allocate(Uint32Array, edges),
    target: allocate(Uint32Array, edges),
    weight: allocate(Float64Array, edges),
  };
  for (let edge = 0; edge < edges; edge++) {
    [list.source[edge], list.target[edge]] = draw(random) as [number, number];
    list.weight[edge] = random.next32() / 2 ** 32;
  }
  return { nodes, edges: list };
}

/** A step that visits every node once and puts neighbours in rank far apart. */
function coprimeTo(nodes: number): number {
  const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
  let stride = Math.max(1, Math.floor(nodes * 0.618));
  while (gcd(nodes, stride) !== 1) stride++;
  return stride;
}

/** One to one on [0, nodes), a power of 2, so that a node's number says nothing of its degree. */
function scatter(node: number, nodes: number): number {
  const mixed = Math.imul(node, 0x9e3779b1) & (nodes - 1);
  return Math.imul(mixed ^ (mixed >>> (Math.log2(nodes) >> 1)), 0x85ebca6b) & (nodes - 1);
}
