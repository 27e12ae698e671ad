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
  ...emptyScoreTable(3, []),
  ids: ['a', 'b', 'c'],
  kinds: Uint8Array.of(0, 1, 2),
  outcome: Uint8Array.of(0, 1, 2),
  score: Uint16Array.of(0x0102, 0, 0x0304),
  confidence: Uint16Array.of(5, 6, 1000),
  record: Uint32Array.of(7, 0, 0x01020304),
  network: Float64Array.of(-2, 0, 1),
  membershipContributors: Uint32Array.of(0, 0, 3),
  factors: [
    {
      factorId: 'f',
      value: Float64Array.of(1, NaN, -2),
      evidence: Uint32Array.of(1, 2, 0xffffffff),
      against: Uint32Array.of(1, 0, 0x00010000),
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
    ...[7, 0, 0, 0, 4, 3, 2, 1],
    ...new Array<number>(2 * 8).fill(0),
    // -2 is 0xc000000000000000 and 1 is 0x3ff0000000000000 in IEEE 754.
    ...[0, 0, 0, 0, 0, 0, 0, 0xc0],
    ...[0, 0, 0, 0, 0, 0, 0xf0, 0x3f],
    ...new Array<number>(2 * (3 * 8 + 2 * 4)).fill(0),
    ...[0, 0, 0, 0, 3, 0, 0, 0],
    ...[0, 0, 0, 0, 0, 0, 0xf0, 0x3f],
    ...[0, 0, 0, 0, 0, 0, 0, 0xc0],
    ...[1, 0, 0, 0, 0xff, 0xff, 0xff, 0xff],
    ...[1, 0, 0, 0, 0, 0, 1, 0],
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
    ...{ record: 0x01020304, share: 0, network: 1, tieCompany: 0, ownershipCompany: 0, membershipCompany: 0 },
    ...{ tieContributors: 0, ownershipContributors: 0, membershipContributors: 3 },
    factors: [{ factorId: 'f', value: -2, evidence: 0xffffffff, against: 0x00010000, bin: 254 }],
  });
  expect(findInBlock(block, ['f'], 'd')).toBeUndefined();
});

it('reads blocks made before there was a network, which say nothing of it', () => {
  const positions = Int8Array.of(0, 0, 0, 0, 2, 0, 0, 0);
  const columns = Int8Array.from([
    ...[0, 2],
    ...[0, 2],
    ...[0x02, 0x01, 0x04, 0x03],
    ...[5, 0, 0xe8, 0x03],
    ...[0, 0, 0, 0, 0, 0, 0xf0, 0x3f],
    ...[0, 0, 0, 0, 0, 0, 0, 0xc0],
    ...[1, 0, 0, 0, 0xff, 0xff, 0xff, 0xff],
    ...[9, 254],
  ]);
  const earlier = { ids: ['a', 'c'], positions, columns };
  const read = emptyScoreTable(3, ['f']);
  unpackBlock(earlier, read);
  expect([...read.score]).toEqual([0x0102, 0, 0x0304]);
  expect([...read.factors[0]!.value]).toEqual([1, 0, -2]);
  expect([...read.factors[0]!.bin]).toEqual([9, 0, 254]);
  expect([...read.network, ...read.factors[0]!.against]).toEqual([0, 0, 0, 0, 0, 0]);
  expect(findInBlock(earlier, ['f'], 'c')).toMatchObject({
    ...{ kind: 2, score: 0x0304, confidence: 1000, network: 0, membershipContributors: 0 },
    factors: [{ value: -2, evidence: 0xffffffff, against: 0, bin: 254 }],
  });
});

it('refuses a block that was made with other factors', () => {
  expect(() => findInBlock(packBlock(table, [0]), ['f', 'g'], 'a')).toThrow('another form');
});

it('hashes ids by FNV-1a, as its authors publish it', () => {
  // http://www.isthe.com/chongo/src/fnv/test_fnv.c
  expect(blockOf('a', 2 ** 32)).toBe(0xe40c292c);
  expect(blockOf('foobar', 2 ** 32)).toBe(0xbf9cf968);
});

it('shares subjects out over blocks of 64, each to the block it is looked for in', () => {
  const ids = Array.from({ length: 1000 }, (_, index) => `s${index}`);
  const shared = shareOut(ids);
  expect(shared).toHaveLength(16);
  expect(blockCount(0)).toBe(0);
  expect(shared.flat().sort((a, b) => a - b)).toEqual(ids.map((_, index) => index));
  for (const [block, rows] of shared.entries())
    for (const row of rows) expect(blockOf(ids[row]!, 16)).toBe(block);
});
