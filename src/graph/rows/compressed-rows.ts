/** Neighbours ascend, or come as the edge list has them; see csr.ts. */
export type RowOrder = 'ascending' | 'listed';

/** What csr.ts builds, and says the conventions of. */
export interface Csr {
  readonly nodes: number;
  /** Entries of `targets`: the edges, or for an undirected graph twice the edges less the self-loops. */
  readonly edges: number;
  /** nodes + 1 entries, from 0 to `edges`. */
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
  /** Undefined where built with the rule `ignored`: every edge then weighs 1. */
  readonly weights: Float64Array | undefined;
  /** Default: ascending. */
  readonly order?: RowOrder;
}
