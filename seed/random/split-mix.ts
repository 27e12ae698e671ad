/**
 * SplitMix64: a counter put through a mixing function, used to derive the states of other generators from
 * a seed. 64-bit words are held as two 32-bit halves, because BigInt would cost more than the whole stream.
 *
 * Reference: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014,
 * doi:10.1145/2660193.2660195; constants as in Vigna's splitmix64.c.
 */
const GOLDEN_HIGH = 0x9e3779b9;
const GOLDEN_LOW = 0x7f4a7c15;

/** A mutable 64-bit word, both halves unsigned. */
export class Word64 {
  high: number;
  low: number;

  constructor(high: number, low: number) {
    this.high = high >>> 0;
    this.low = low >>> 0;
  }

  add(high: number, low: number): this {
    const sum = this.low + low;
    this.high = (this.high + high + (sum > 0xffffffff ? 1 : 0)) >>> 0;
    this.low = sum >>> 0;
    return this;
  }

  /** The low 64 bits of the product, by 16-bit pieces of the low halves. */
  multiply(high: number, low: number): this {
    const a0 = this.low & 0xffff;
    const a1 = this.low >>> 16;
    const b0 = low & 0xffff;
    const b1 = low >>> 16;
    const middle = a0 * b1 + ((a0 * b0) >>> 16);
    const carry = a1 * b0 + (middle & 0xffff);
    const overflow = a1 * b1 + (middle >>> 16) + (carry >>> 16);
    this.high = (overflow + Math.imul(this.high, low) + Math.imul(this.low, high)) >>> 0;
    this.low = Math.imul(this.low, low) >>> 0;
    return this;
  }

  /** this ^= this >>> bits, for 1 to 31 bits. */
  xorShifted(bits: number): this {
    this.low = (this.low ^ ((this.low >>> bits) | (this.high << (32 - bits)))) >>> 0;
    this.high = (this.high ^ (this.high >>> bits)) >>> 0;
    return this;
  }
}

/** The output of SplitMix64 for a state, which is left as it is. */
function mix(state: Word64): Word64 {
  return new Word64(state.high, state.low)
    .xorShifted(30)
    .multiply(0xbf58476d, 0x1ce4e5b9)
    .xorShifted(27)
    .multiply(0x94d049bb, 0x133111eb)
    .xorShifted(31);
}

/** Output number `index` (from 0) of the generator that starts at `seed`; index below 2^32. */
export function splitMix(seed: Word64, index: number): Word64 {
  const state = new Word64(0, index + 1).multiply(GOLDEN_HIGH, GOLDEN_LOW).add(seed.high, seed.low);
  return mix(state);
}
