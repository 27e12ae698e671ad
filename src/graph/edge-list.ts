/**
 * Directed, weighted edges between dense node indices, as they come from a store: in no order, parallel
 * edges and self-loops allowed. All three arrays have one entry per edge.
 */
export interface EdgeList {
  readonly source: Uint32Array;
  readonly target: Uint32Array;
  readonly weight: Float64Array;
}
