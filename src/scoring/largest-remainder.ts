/**
 * Whole numbers that sum to `total` and lie within 1 of what they stand for: each is cut towards 0, and what the sum then
 * lacks goes by ones to those that lost most by it (the method of Hamilton and Hare), the first of equals. Opposite
 * amounts give opposite parts. The amounts must sum to the total, but for the last bits of floating point.
 */
export function largestRemainder(amounts: readonly number[], total: number): readonly number[] {
  const parts = amounts.map((amount) => Math.trunc(amount) + 0);
  const missing = total - parts.reduce((sum, part) => sum + part, 0);
  const sign = Math.sign(missing);
  const lost = (index: number): number => sign * (amounts[index]! - parts[index]!);
  const byLoss = amounts.map((_, index) => index).sort((a, b) => lost(b) - lost(a) || a - b);
  for (const index of byLoss.slice(0, Math.abs(missing))) parts[index]! += sign;
  return parts;
}
