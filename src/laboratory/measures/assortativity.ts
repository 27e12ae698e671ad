interface WeightedEdge {
  readonly from: number;
  readonly to: number;
  /** w, 0 or above. */
  readonly strength: number;
}

/**
 * Assortativity by a number: how alike the two ends of an edge are, Pearson's correlation of their values over edges,
 * each edge taken in both directions.
 *
 *     r = (sum w x y / W - m^2) / (sum w (x^2 + y^2) / 2 W - m^2),    m = sum w (x + y) / 2 W,    W = sum w
 *
 * An edge counts by its weight w. Edges with an end without a value are left out. -1 to 1; NaN where all ends are of one
 * value, or there is no edge. O(edges).
 *
 * Reference: M. E. J. Newman, Mixing patterns in networks, Physical Review E 67, 2003, doi:10.1103/PhysRevE.67.026126,
 * equation 21 with weights.
 */
export function assortativity(edges: readonly WeightedEdge[], values: Float64Array): number {
  const valued = edges.filter(({ from, to }) => !Number.isNaN(values[from]! + values[to]!));
  // Counted from one of the values: equal ends are at 0 exactly, and large ones lose no digits.
  const origin = valued.length === 0 ? 0 : values[valued[0]!.from]!;
  let [sum, total] = [0, 0];
  for (const { from, to, strength } of valued) {
    sum += (strength * (values[from]! - origin + (values[to]! - origin))) / 2;
    total += strength;
  }
  const centre = origin + sum / total;
  let [both, squares] = [0, 0];
  for (const { from, to, strength } of valued) {
    const [x, y] = [values[from]! - centre, values[to]! - centre];
    both += strength * x * y;
    squares += (strength * (x * x + y * y)) / 2;
  }
  return squares > 0 ? both / squares : Number.NaN;
}
