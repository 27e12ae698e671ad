import { expect, test } from 'vitest';
import { networkLines } from '../../../src/cli/network-table.ts';
import type { SubjectNetwork } from '../../../src/engine/run-network.ts';
import { catalogue, chinese } from './sample-cards.ts';

const network: SubjectNetwork = {
  subjectId: 'u-1',
  subjectKind: 'user',
  outcome: 'scored',
  line: {
    ...{ personal: 500, exact: 6.67, served: 5, record: 0, credence: 0, share: 0.0556, company: 1.25 },
    through: [{ relation: 'ties', contributors: 2, part: 1 }],
    contributors: [
      { subjectId: 'u-2', share: 0.03, points: 10 },
      { subjectId: 'u-3', share: 0.02, points: -3.333 },
      { subjectId: 'u-4', share: 0.00001, points: -0.004 },
    ],
    unexplained: 0,
    groups: [{ groupId: 'g-1', points: 0.001 }],
  },
};

test('leaves out whose points are written as 0', () => {
  const lines = networkLines(network, catalogue).join('\n');
  expect(lines).toMatch(/u-2 +3\.0 % +\+10\.00\n.*u-3 +2\.0 % +−3\.33$/);
  expect(lines).not.toMatch(/u-4|g-1/);
});

test('says of weights that they are lower bounds, and by how much, where something was not followed', () => {
  const bounds = (unexplained: number) =>
    networkLines({ ...network, line: { ...network.line!, unexplained } }, catalogue).filter((text) =>
      text.includes('lower bounds'),
    );
  expect(bounds(0.004)).toEqual([]);
  expect(bounds(0.12)).toEqual([
    'The weights below are lower bounds: what stands behind up to 0.12 points was not followed to its end.',
  ]);
});

test('writes no minus before what is written as 0', () => {
  const members = [{ subjectId: 'u-2', weight: 1, lifts: -0.001, points: -2 }];
  const group = { subjectId: 'g-1', subjectKind: 'group', outcome: 'scored', members } as const;
  expect(networkLines(group, catalogue).at(-1)).toMatch(/^u-2 +100\.0 % +\+0\.00 +−2\.00$/);
});

test('is told in Chinese as well, with why there is no score', () => {
  expect(networkLines(network, chinese).join('\n')).not.toMatch(/[a-z]{3,}/);
  const withheld = {
    subjectId: 'u-1',
    subjectKind: 'user',
    outcome: 'restricted',
    outcomeReason: 'held_back_by_flag',
  } as const;
  expect(networkLines(withheld, chinese).join('\n')).not.toMatch(/[a-z]{3,}/);
  expect(networkLines(withheld, catalogue)).toContain(catalogue.say('held_back_by_flag'));
});
