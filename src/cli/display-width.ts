/** Texts measured, cut, padded and broken by the columns they take on a terminal, where CJK and emoji take two. */
import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Controls, line separators and direction overrides: what could move the cursor or turn a line about. */
const unprintable = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** The text with everything that could disturb a terminal replaced by U+FFFD. */
export function printable(text: string): string {
  return text.replace(unprintable, '\ufffd');
}

/** Columns that a line takes; ANSI colours take none. */
export function displayWidth(line: string): number {
  return stringWidth(line);
}

/** A plain text cut to at most `width` columns, with an ellipsis where something was left off. */
export function cutToWidth(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    if (displayWidth(kept + segment) >= width) break;
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
  return wrapAnsi(text, width, { hard: true }).split('\n');
}
