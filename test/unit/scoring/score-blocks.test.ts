import { expect, it } from 'vitest';
import { packRows } from '../../../src/scoring/packed-columns.ts';
import { blockPacker, blockUnpacker, findInBlock } from '../../../src/scoring/score-blocks.ts';
import { emptyScoreTable, type ScoreTable } from '../../../src/scoring/score-table.ts';

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
const pack = (...rows: number[]) => blockPacker(table)(Uint32Array.from(rows));

it('lays a block out as its description says', () => {
  const { ids, numbers } = pack(0, 2);
  expect(ids).toEqual(['a', 'c']);
  const none = new Float64Array(3);
  const columns = [
    ...[table.kinds, table.outcome, table.score, table.confidence, table.record],
    ...[none, table.network, none, none, none, none, none, table.membershipContributors],
    ...[
      table.factors[0]!.value,
      table.factors[0]!.evidence,
      table.factors[0]!.against,
      table.factors[0]!.bin,
    ],
  ];
  // Zeros of whole numbers take one byte.
  const whole = columns.map((column, index) => (index === 10 || index === 11 ? new Uint32Array(3) : column));
  expect(numbers).toEqual(packRows(whole, Uint32Array.of(0, 2)));
});

it('gives a table back from its blocks, in any order', () => {
  const read = emptyScoreTable(3, ['f']);
  const unpack = blockUnpacker(read);
  unpack(pack(2));
  unpack(pack(1, 0));
  expect(read).toEqual(table);
});

it('finds one subject in a block, or none', () => {
  const block = pack(0, 1, 2);
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

it('refuses a block that was made with other factors', () => {
  expect(() => findInBlock(pack(0), ['f', 'g'], 'a')).toThrow('ends before its last row');
  expect(() => findInBlock(pack(0), [], 'a')).toThrow('of more factors than its run');
  expect(() => {
    blockUnpacker(emptyScoreTable(3, []))(pack(0));
  }).toThrow('of more factors than its run');
});
