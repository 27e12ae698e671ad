/** Student's t at 97.5 % by degrees of freedom from 1 on (standard table); 1.96 beyond. */
const T_975 = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145,
];
const NORMAL_975 = 1.96;

/** The mean of a sample and its 95 % confidence interval (Student 1908), which a sample of 1 does not have: NaN. */
export function meanInterval(sample: readonly number[]): { mean: number; low: number; high: number } {
  const n = sample.length;
  const mean = sample.reduce((sum, value) => sum + value, 0) / n;
  const squares = sample.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const half = (T_975[n - 2] ?? NORMAL_975) * Math.sqrt(squares / (n - 1) / n);
  return { mean, low: mean - half, high: mean + half };
}
