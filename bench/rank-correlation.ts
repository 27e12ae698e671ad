/**
 * Spearman's rank correlation, -1 to 1: Pearson's of the ranks, ties having the mean of theirs (Spearman 1904). NaN
 * where either column is all ties. O(n log n).
 */
export function rankCorrelation(one: readonly number[], other: readonly number[]): number {
  const [x, y] = [ranks(one), ranks(other)];
  const middle = (one.length - 1) / 2;
  let [both, xs, ys] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const [dx, dy] = [x[i]! - middle, y[i]! - middle];
    both += dx * dy;
    xs += dx * dx;
    ys += dy * dy;
  }
  return both / Math.sqrt(xs * ys);
}

function ranks(values: readonly number[]): Float64Array {
  const order = Uint32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
  const rank = new Float64Array(values.length);
  for (let start = 0; start < order.length;) {
    let end = start;
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++;
    for (let place = start; place < end; place++) rank[order[place]!] = (start + end - 1) / 2;
    start = end;
  }
  return rank;
}
