import { describe, expect, it } from 'vitest';
import { cutToWidth, displayWidth, padLeft, printable, wrapToWidth } from '../../../src/cli/display-width.ts';

describe('displayWidth', () => {
  it.each([
    ['', 0],
    ['u-0042', 6],
    ['société', 7],
    ['e\u0301', 1],
    ['張偉', 4],
    ['ﾊﾝｶｸ', 4],
    ['Ａ', 2],
    ['한국', 4],
    ['🙂', 2],
    ['👨‍👩‍👧‍👦', 2],
    ['🇨🇳', 2],
    ['❤️', 2],
    ['a\u200bb', 2],
    ['█▌·', 3],
    ['\u001b[31mred\u001b[39m', 3],
  ])('of %j is %i columns', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

describe('texts fitted into columns', () => {
  it('cuts between characters as people see them, never through one', () => {
    expect(cutToWidth('張偉張偉', 8)).toBe('張偉張偉');
    expect(cutToWidth('張偉張偉', 6)).toBe('張偉…');
    expect(cutToWidth('ab👨‍👩‍👧‍👦cd', 5)).toBe('ab👨‍👩‍👧‍👦…');
  });

  it('pads by columns and not by code units', () => {
    expect(padLeft('張', 4)).toBe('  張');
  });

  it('wraps at spaces, and breaks a word only where it is longer than a line', () => {
    expect(wrapToWidth('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrapToWidth('abcdefgh ij', 3)).toEqual(['abc', 'def', 'gh', 'ij']);
    expect(wrapToWidth('', 3)).toEqual(['']);
  });

  it('takes away what could move the cursor or turn a line about', () => {
    expect(printable('a\u001b[2Jb\u009b\u202ec\u2066')).toBe('a�[2Jb��c�');
    expect(printable('張偉👨‍👩‍👧‍👦')).toBe('張偉👨‍👩‍👧‍👦');
  });
});
