import { describe, expect, test } from 'vitest';
import { makeWorld, type World } from '../../../../seed/make-world.ts';
import { latestVersions, rowsOf } from '../fact-rows.ts';
import { cellOf } from '../../../../src/domain/fact-columns.ts';

/** The correlation of log-odds of reliability along accepted ties between people who are in no ring. */
function alongTies({ facts, truth: { people } }: World): number {
  const ties = facts.find(({ kind }) => kind === 'ties')!;
  const [from, to] = ['from_id', 'to_id'].map((name) => ties.columns[name] as { numbers: Int32Array });
  const isPlain = (i: number): boolean => people.role[i] !== 'sybil' && people.role[i] !== 'ring_member';
  const logOdds = (i: number): number => Math.log(people.reliability[i]! / (1 - people.reliability[i]!));
  const pairs: [number, number][] = [];
  for (let row = 0; row < ties.rows; row++) {
    const [a, b] = [from!.numbers[row]!, to!.numbers[row]!];
    if (cellOf(ties.columns['accepted_at']!, row) === undefined || !isPlain(a) || !isPlain(b)) continue;
    pairs.push([logOdds(a), logOdds(b)], [logOdds(b), logOdds(a)]);
  }
  const mean = pairs.reduce((sum, [a]) => sum + a, 0) / pairs.length;
  const moment = (f: (a: number, b: number) => number): number =>
    pairs.reduce((sum, [a, b]) => sum + f(a - mean, b - mean), 0);
  return moment((a, b) => a * b) / moment((a) => a * a);
}

describe('the network signal', () => {
  const at = (networkSignal: number): World =>
    makeWorld({ subjects: 1500, transactions: 6000, seed: 5, networkSignal });

  test('makes friends alike or unalike in reliability, and 0 switches it off', () => {
    const [unlike, none, usual, alike] = [-1, 0, 0.5, 1].map((signal) => alongTies(at(signal)));
    expect(unlike).toBeLessThan(-0.2);
    expect(Math.abs(none!)).toBeLessThan(0.05);
    expect(usual).toBeGreaterThan(0.1);
    expect(alike).toBeGreaterThan(usual! + 0.1);
  });

  test('leaves how many are bad about as it was', () => {
    const bad = (world: World): number => {
      const outcomes = latestVersions(rowsOf(world, 'outcomes'), ['subject_id', 'as_of']);
      return outcomes.filter(({ value }) => value === '1').length / outcomes.length;
    };
    const [none, alike] = [bad(at(0)), bad(at(1))];
    expect(none / alike).toBeGreaterThan(0.5);
    expect(none / alike).toBeLessThan(2);
  });
});
