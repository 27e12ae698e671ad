/** Digits three columns wide and five pixels high, one row of bits a digit, the top row in the highest three bits. */
const DIGITS = [
  0b111_101_101_101_111, 0b010_110_010_010_111, 0b111_001_111_100_111, 0b111_001_111_001_111,
  0b101_101_111_001_001, 0b111_100_111_001_111, 0b111_100_111_101_111, 0b111_001_001_001_001,
  0b111_101_111_101_111, 0b111_101_111_001_111,
] as const; // prettier-ignore

const PIXEL_ROWS = 5;

/** A whole number in three lines of half blocks, each digit three columns and one between. */
export function bigDigits(number: number): readonly [string, string, string] {
  const digits = Array.from(String(number), (digit) => DIGITS[Number(digit)]!);
  const line = (top: number): string => digits.map((digit) => digitLine(digit, top)).join(' ');
  return [line(0), line(2), line(4)];
}

function digitLine(digit: number, top: number): string {
  return [0, 1, 2]
    .map((column) => halfBlock(isSet(digit, top, column), isSet(digit, top + 1, column)))
    .join('');
}

function isSet(digit: number, row: number, column: number): boolean {
  return row < PIXEL_ROWS && ((digit >> ((PIXEL_ROWS - 1 - row) * 3 + (2 - column))) & 1) === 1;
}

function halfBlock(upper: boolean, lower: boolean): string {
  if (upper) return lower ? '█' : '▀';
  return lower ? '▄' : ' ';
}
