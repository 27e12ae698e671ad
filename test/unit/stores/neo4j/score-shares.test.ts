import { expect, it } from 'vitest';
import { blockCount, blockOf, shareOut } from '../../../../src/stores/neo4j/score-shares.ts';

it('looks for a subject in the block of its hash', () => {
  // FNV-1a of "a" is 0xe40c292c.
  expect(blockOf('a', 2 ** 32)).toBe(0xe40c292c);
  expect(blockOf('a', 16)).toBe(0xc);
});

it('shares subjects out over blocks of 64, each to the block it is looked for in', () => {
  const ids = Array.from({ length: 1000 }, (_, index) => `s${index}`);
  const shared = shareOut(ids);
  expect(shared).toHaveLength(16);
  expect(blockCount(0)).toBe(0);
  expect(shared.flatMap((rows) => [...rows]).sort((a, b) => a - b)).toEqual(ids.map((_, index) => index));
  for (const [block, rows] of shared.entries())
    for (const row of rows) expect(blockOf(ids[row]!, 16)).toBe(block);
});
