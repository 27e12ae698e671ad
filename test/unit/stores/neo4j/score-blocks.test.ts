import { expect, it } from 'vitest';
import {
  blockCount,
  blockOf,
  findInBlock,
  packBlock,
  shareOut,
  unpackBlock,
} from '../../../../src/stores/neo4j/score-blocks.ts';
import { emptyScoreTable, type ScoreTable } from '../../../../src/scoring/score-table.ts';

const table: ScoreTable = {
  ids: ['a', 'b', 'c'],
  kinds: Uint8Array.of(0, 1, 2),
  outcome: Uint8Array.of(0, 1, 2),
  score: Uint16Array.of(0x0102, 0, 0x0304),
  confidence: Uint16Array.of(5, 6, 1000),
  factors: [
    {
      factorId: 'f',
      value: Float64Array.of(1, NaN, -2),
      evidence: Uint32Array.of(1, 2, 0xffffffff),
      bin: Uint8Array.of(9, 255, 254),
    },
  ],
};

it('lays a block out as its description says', () => {
  const { ids, positions, columns } = packBlock(table, [0, 2]);
  expect(ids).toEqual(['a', 'c']);
  expect([...new Uint8Array(positions.buffer)]).toEqual([0, 0, 0, 0, 2, 0, 0, 0]);
  expect([...new Uint8Array(columns.buffer)]).toEqual([
    ...[0, 2],
    ...[0, 2],
    ...[0x02, 0x01, 0x04, 0x03],
    ...[5, 0, 0xe8, 0x03],
    // 1 is 0x3ff0000000000000 and -2 is 0xc000000000000000 in IEEE 754.
    ...[0, 0, 0, 0, 0, 0, 0xf0, 0x3f],
    ...[0, 0, 0, 0, 0, 0, 0, 0xc0],
    ...[1, 0, 0, 0, 0xff, 0xff, 0xff, 0xff],
    ...[9, 254],
  ]);
});

it('gives a table back from its blocks, in any order', () => {
  const read = emptyScoreTable(3, ['f']);
  unpackBlock(packBlock(table, [2]), read);
  unpackBlock(packBlock(table, [0, 1]), read);
  expect(read).toEqual(table);
});

it('finds one subject in a block, or none', () => {
  const block = packBlock(table, [0, 1, 2]);
  expect(findInBlock(block, ['f'], 'c')).toEqual({
    subjectId: 'c',
    kind: 2,
    outcome: 'restricted',
    score: 0x0304,
    confidence: 1000,
    factors: [{ factorId: 'f', value: -2, evidence: 0xffffffff, bin: 254 }],
  });
  expect(findInBlock(block, ['f'], 'd')).toBeUndefined();
});

it('refuses a block that was made with other factors', () => {
  expect(() => findInBlock(packBlock(table, [0]), ['f', 'g'], 'a')).toThrow('another form');
});

it('hashes ids by FNV-1a, as its authors publish it', () => {
  // http://www.isthe.com/chongo/src/fnv/test_fnv.c
  expect(blockOf('a', 2 ** 32)).toBe(0xe40c292c);
  expect(blockOf('foobar', 2 ** 32)).toBe(0xbf9cf968);
});

it('shares subjects out over blocks of 256, each to the block it is looked for in', () => {
  const ids = Array.from({ length: 1000 }, (_, index) => `s${index}`);
  const shared = shareOut(ids);
  expect(shared).toHaveLength(4);
  expect(blockCount(0)).toBe(0);
  expect(shared.flat().sort((a, b) => a - b)).toEqual(ids.map((_, index) => index));
  for (const [block, rows] of shared.entries())
    for (const row of rows) expect(blockOf(ids[row]!, 4)).toBe(block);
});
