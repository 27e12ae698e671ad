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

/** Student's t at 97.5 % by degrees of freedom from 1 on (standard table); 1.96 beyond. */
const T_975 = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145,
];
const NORMAL_975 = 1.96;

/** The mean of a sample of at least 2 and its 95 % confidence interval (Student 1908). */
export function meanInterval(sample: readonly number[]): { mean: number; low: number; high: number } {
  const n = sample.length;
  const mean = sample.reduce((sum, value) => sum + value, 0) / n;
  const squares = sample.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const half = (T_975[n - 2] ?? NORMAL_975) * Math.sqrt(squares / (n - 1) / n);
  return { mean, low: mean - half, high: mean + half };
}
