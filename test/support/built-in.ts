import { readFileSync } from 'node:fs';
import { parseProfile, type Profile } from '../../src/scoring/profile.ts';
import { parseScorecard, type Scorecard } from '../../src/scoring/scorecard.ts';

export const fiveFactorJson = readFileSync('src/scoring/scorecards/five-factor@1.json', 'utf8');

export function fiveFactor(): Scorecard {
  return parseScorecard(fiveFactorJson);
}

export function builtInProfile(id = 'credit-us@1'): Profile {
  return parseProfile(readFileSync(`src/scoring/profiles/${id}.json`, 'utf8'));
}

export function builtInScorecard(id: string): Scorecard {
  return parseScorecard(readFileSync(`src/scoring/scorecards/${id}.json`, 'utf8'));
}

export const englishTexts = JSON.parse(readFileSync('src/domain/catalogue/en.json', 'utf8')) as Readonly<
  Record<string, string>
>;
