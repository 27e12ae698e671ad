import { expect, test } from 'vitest';
import { OUTCOMES } from '../../../src/domain/score.ts';
import { PopulationTally } from '../../../src/scoring/population.ts';
import { emptyScoreTable } from '../../../src/scoring/score-table.ts';
import { fiveFactor } from '../../support/built-in.ts';

const SCORED = OUTCOMES.indexOf('scored');

/** Two people of 600 and one of 700, and room for a fourth. */
function table() {
  const scores = emptyScoreTable(4, []);
  scores.outcome.fill(SCORED, 0, 3);
  scores.score.set([600, 700, 600]);
  return scores;
}

test('a tally agrees with the scores that it counted, and with no others', () => {
  const scores = table();
  const tally = new PopulationTally(fiveFactor());
  tally.count(scores, [0, 1, 2], 1);
  expect(tally.agreesWith(scores, 3)).toBe(true);
  // Somebody too few, somebody of another score, and of another kind.
  expect(tally.agreesWith(scores, 2)).toBe(false);
  scores.score[1] = 701;
  expect(tally.agreesWith(scores, 3)).toBe(false);
  scores.score[1] = 700;
  scores.kinds[1] = 1;
  expect(tally.agreesWith(scores, 3)).toBe(false);
  scores.kinds[1] = 0;
  // The fourth comes in, and the second is no longer scored.
  scores.outcome.set([SCORED, SCORED, SCORED, SCORED]);
  scores.score[3] = 600;
  tally.count(scores, [3], 1);
  tally.count(scores, [1], -1);
  scores.outcome[1] = OUTCOMES.findIndex((outcome) => outcome !== 'scored');
  expect(tally.agreesWith(scores, 4)).toBe(true);
});
