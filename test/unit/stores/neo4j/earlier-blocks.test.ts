import { expect, it } from 'vitest';
import { blockUnpacker, findInBlock } from '../../../../src/scoring/score-blocks.ts';
import { emptyScoreTable } from '../../../../src/scoring/score-table.ts';
import { packEarlier } from '../../../../src/stores/neo4j/earlier-blocks.ts';

const ids = ['a', 'c'];
const positions = Int8Array.of(0, 0, 0, 0, 2, 0, 0, 0);
const zeros = (bytes: number) => new Array<number>(2 * bytes).fill(0);
const BEGINNING = [
  ...[0, 2],
  ...[0, 2],
  ...[0x02, 0x01, 0x04, 0x03],
  // 5 and 1000
  ...[5, 0, -0x18, 0x03],
];
// 1 and -2 as IEEE 754 has them; 1 and 2^32 - 1
const VALUE = [...[0, 0, 0, 0, 0, 0, -0x10, 0x3f], ...[0, 0, 0, 0, 0, 0, 0, -0x40]];
const EVIDENCE = [1, 0, 0, 0, -1, -1, -1, -1];
const BIN = [9, -2];

it('reads blocks in which nothing was packed', () => {
  const columns = Int8Array.from([
    ...BEGINNING,
    ...[7, 0, 0, 0, 4, 3, 2, 1],
    ...zeros(8),
    ...VALUE,
    ...zeros(3 * 8 + 2 * 4),
    ...[0, 0, 0, 0, 3, 0, 0, 0],
    ...VALUE,
    ...EVIDENCE,
    ...[1, 0, 0, 0, 0, 0, 1, 0],
    ...BIN,
  ]);
  const block = packEarlier({ ids, positions, columns }, 1);
  const read = emptyScoreTable(3, ['f']);
  blockUnpacker(read)(block);
  expect(read.ids).toEqual(['a', '', 'c']);
  expect([...read.score]).toEqual([0x0102, 0, 0x0304]);
  expect([...read.network]).toEqual([1, 0, -2]);
  expect(findInBlock(block, ['f'], 'c')).toMatchObject({
    ...{ kind: 2, outcome: 'restricted', confidence: 1000, record: 0x01020304, membershipContributors: 3 },
    factors: [{ factorId: 'f', value: -2, evidence: 0xffffffff, against: 0x00010000, bin: 254 }],
  });
});

it('reads blocks made before there was a network, which say nothing of it', () => {
  const columns = Int8Array.from([...BEGINNING, ...VALUE, ...EVIDENCE, ...BIN]);
  const block = packEarlier({ ids, positions, columns }, 1);
  const read = emptyScoreTable(3, ['f']);
  blockUnpacker(read)(block);
  expect([...read.score]).toEqual([0x0102, 0, 0x0304]);
  expect([...read.factors[0]!.value]).toEqual([1, 0, -2]);
  expect([...read.factors[0]!.bin]).toEqual([9, 0, 254]);
  expect([...read.network, ...read.factors[0]!.against]).toEqual([0, 0, 0, 0, 0, 0]);
  expect(findInBlock(block, ['f'], 'c')).toMatchObject({
    ...{ kind: 2, score: 0x0304, confidence: 1000, network: 0, membershipContributors: 0 },
    factors: [{ value: -2, evidence: 0xffffffff, against: 0, bin: 254 }],
  });
});

it('refuses a block that was made with other factors', () => {
  const columns = Int8Array.from([...BEGINNING, ...VALUE, ...EVIDENCE, ...BIN]);
  expect(() => packEarlier({ ids, positions, columns }, 2)).toThrow('another form');
});
