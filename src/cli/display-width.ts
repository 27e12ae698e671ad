/**
 * How many columns a text takes on a terminal, and texts cut or padded to a number of columns. ANSI colours take
 * none. Widths follow UAX #11 (East Asian Width) by whole blocks, and emoji count two columns as UTS #51 advises.
 */
import { stripVTControlCharacters } from 'node:util';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** First and last code point of the blocks that are Wide or Fullwidth. */
const WIDE_BLOCKS: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18fff],
  [0x1aff0, 0x1b2ff],
  [0x1f200, 0x1f2ff],
  [0x20000, 0x3fffd],
];

const printableAscii = /^[\x20-\x7e]*$/;
const invisible = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]+$/u;
/** Shown as a picture: by default, or because a variation selector asks for it. */
const emoji = /^\p{Emoji_Presentation}|\ufe0f/u;

/** Controls, line separators and direction overrides: what could move the cursor or turn a line about. */
const unprintable = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** The text with everything that could disturb a terminal replaced by U+FFFD. */
export function printable(text: string): string {
  return text.replace(unprintable, '\ufffd');
}

/** Columns that a line takes. */
export function displayWidth(line: string): number {
  const text = stripVTControlCharacters(line);
  if (printableAscii.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += graphemeWidth(segment);
  return width;
}

function graphemeWidth(grapheme: string): number {
  if (invisible.test(grapheme)) return 0;
  const codePoint = grapheme.codePointAt(0)!;
  if (codePoint < 0x1100 && !grapheme.includes('\ufe0f')) return 1;
  const isWide = WIDE_BLOCKS.some(([first, last]) => first <= codePoint && codePoint <= last);
  return isWide || emoji.test(grapheme) ? 2 : 1;
}

/** A plain text cut to at most `width` columns, with an ellipsis where something was left off. */
export function cutToWidth(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let kept = '';
  let used = 1;
  for (const { segment } of graphemes.segment(text)) {
    used += graphemeWidth(segment);
    if (used > width) break;
    kept += segment;
  }
  return `${kept}…`;
}

/** The line with spaces after it up to `width` columns; a longer one is left as it is. */
export function padRight(line: string, width: number): string {
  return line + ' '.repeat(Math.max(0, width - displayWidth(line)));
}

/** The line with spaces before it up to `width` columns; a longer one is left as it is. */
export function padLeft(line: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(line))) + line;
}

/** Plain text broken at spaces into lines of at most `width` columns; a longer word is broken where it must be. */
export function wrapToWidth(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((part) => piecesOf(part, width))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (displayWidth(longer) <= width) {
      line = longer;
    } else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

function piecesOf(word: string, width: number): readonly string[] {
  if (displayWidth(word) <= width) return [word];
  const pieces: string[] = [];
  let piece = '';
  for (const { segment } of graphemes.segment(word)) {
    if (piece !== '' && displayWidth(piece) + graphemeWidth(segment) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += segment;
  }
  return [...pieces, piece];
}
