import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseScorecard } from '../../src/scoring/scorecard.ts';

test('the scorecard of docs/scorecard.md loads', () => {
  const json = /```json\n([^`]*)```/.exec(readFileSync('docs/scorecard.md', 'utf8'))?.[1] ?? '';
  expect(parseScorecard(json).subjects.user?.map(({ best }) => best)).toEqual([75_000, 5000]);
});
