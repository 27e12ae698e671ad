/** What steps leave at the place of each block, added in the order of the blocks. */
export function sumBlocks(parts: Float64Array): number {
  let sum = 0;
  for (const part of parts) sum += part;
  return sum;
}

/** The largest of what steps leave at the place of each block. */
export function largestOfBlocks(parts: Float64Array): number {
  let largest = 0;
  for (const part of parts) if (part > largest || Number.isNaN(part)) largest = part;
  return largest;
}
