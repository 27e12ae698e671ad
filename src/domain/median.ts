/** The middle one, or the mean of the middle two. */
export function medianOfSorted(sorted: Uint16Array | Float64Array): number {
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
