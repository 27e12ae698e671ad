/**
 * Orders of many items by typed columns, without comparing any two: the least significant column first, each sort
 * keeping the order of the one before.
 *
 * Time O(items) a pass, one pass for a column of nodes and at most four for one of numbers; memory 8 bytes an item,
 * and 8 more for numbers.
 *
 * Reference: D. E. Knuth, The Art of Computer Programming 3, 5.2.5 (radix sorting), 1998.
 */
const DIGIT_BITS = 16;
const DIGITS = 2 ** DIGIT_BITS;

/** 0, 1, 2, ... */
export function inPlaceOrder(length: number): Uint32Array {
  const order = new Uint32Array(length);
  for (let item = 0; item < length; item++) order[item] = item;
  return order;
}

/** The items of `order` by their node, which is below `nodes`. */
export function orderByNode(order: Uint32Array, of: Uint32Array, nodes: number): Uint32Array {
  const starts = new Uint32Array(nodes + 1);
  for (const node of of) starts[node + 1]!++;
  for (let node = 0; node < nodes; node++) starts[node + 1]! += starts[node]!;
  const sorted = new Uint32Array(order.length);
  for (const item of order) sorted[starts[of[item]!]!++] = item;
  return sorted;
}

/** The items of `order` by their number, ascending; none is NaN. Polls before each pass. */
export function orderByNumber(
  order: Uint32Array,
  of: Float64Array,
  poll: () => void = () => undefined,
): Uint32Array {
  // Adding 0 makes -0 a plain 0, which it equals.
  const bits = new Uint16Array(of.map((number) => number + 0).buffer);
  const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
  let sorted = order;
  for (let digit = 0; digit < 4; digit++) {
    poll();
    const at = isLittleEndian ? digit : 3 - digit;
    const top = isLittleEndian ? 3 : 0;
    const keyOf = (item: number): number => digitOf(bits, 4 * item, { at, top });
    sorted = orderByDigit(sorted, keyOf);
  }
  return sorted;
}

/**
 * One digit of a key that orders as the number does: of a positive number its bits with the sign turned, of a negative
 * one all bits turned.
 */
function digitOf(bits: Uint16Array, base: number, { at, top }: { at: number; top: number }): number {
  const digit = bits[base + at]!;
  if (bits[base + top]! >= DIGITS / 2) return DIGITS - 1 - digit;
  return at === top ? digit + DIGITS / 2 : digit;
}

function orderByDigit(order: Uint32Array, keyOf: (item: number) => number): Uint32Array {
  const starts = new Uint32Array(DIGITS + 1);
  for (const item of order) starts[keyOf(item) + 1]!++;
  if (starts.includes(order.length)) return order;
  for (let digit = 0; digit < DIGITS; digit++) starts[digit + 1]! += starts[digit]!;
  const sorted = new Uint32Array(order.length);
  for (const item of order) sorted[starts[keyOf(item)]!++] = item;
  return sorted;
}
