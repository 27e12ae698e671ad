/**
 * Orders text by code points, as every store is made to: JavaScript's own `<` goes by UTF-16 units and puts
 * U+1F600 before U+FF5E.
 */
export function compareCodePoints(a: string, b: string): number {
  const shared = Math.min(a.length, b.length);
  for (let unit = 0; unit < shared; unit++) {
    const one = a.charCodeAt(unit);
    const other = b.charCodeAt(unit);
    if (one !== other) return rank(one) - rank(other);
  }
  return a.length - b.length;
}

/** Lifts surrogates, which stand for the highest code points, above all other units. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
