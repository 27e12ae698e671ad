import { readFileSync } from 'node:fs';
import { parseScorecard, type Scorecard } from '../../src/scoring/scorecard.ts';

export const fiveFactorJson = readFileSync('src/scoring/scorecards/five-factor@1.json', 'utf8');

export function fiveFactor(): Scorecard {
  return parseScorecard(fiveFactorJson);
}
