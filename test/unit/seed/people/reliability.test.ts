import { describe, expect, test } from 'vitest';
import { makeWorld, type World } from '../../../../seed/make-world.ts';
import { idIn, latestVersions, rowsOf } from '../fact-rows.ts';
import { onTimeShares } from '../on-time-shares.ts';
import { cellOf } from '../../../../src/domain/fact-columns.ts';

type Pair = readonly [a: number, b: number, strength: number];

/** Accepted ties between people who are in no ring. */
function tiesOf({ facts, truth: { people } }: World): readonly Pair[] {
  const ties = facts.find(({ kind }) => kind === 'ties')!;
  const [from, to] = ['from_id', 'to_id'].map((name) => ties.columns[name] as { numbers: Int32Array });
  const isPlain = (i: number): boolean => people.role[i] !== 'sybil' && people.role[i] !== 'ring_member';
  return Array.from({ length: ties.rows }, (_, row) => row)
    .filter((row) => cellOf(ties.columns['accepted_at']!, row) !== undefined)
    .map((row): Pair => {
      const strength = Number(cellOf(ties.columns['strength']!, row));
      return [from!.numbers[row]!, to!.numbers[row]!, strength];
    })
    .filter(([a, b]) => isPlain(a) && isPlain(b));
}

function correlation(pairs: readonly (readonly [number, number])[]): number {
  const mean = (index: 0 | 1): number => pairs.reduce((sum, pair) => sum + pair[index], 0) / pairs.length;
  const [meanA, meanB] = [mean(0), mean(1)];
  const moment = (f: (a: number, b: number) => number): number =>
    pairs.reduce((sum, [a, b]) => sum + f(a - meanA, b - meanB), 0);
  return moment((a, b) => a * b) / Math.sqrt(moment((a) => a * a) * moment((_, b) => b * b));
}

/** The correlation of log-odds of reliability along ties. */
function alongTies({ truth: { people } }: World, ties: readonly Pair[]): number {
  const logOdds = (i: number): number => Math.log(people.reliability[i]! / (1 - people.reliability[i]!));
  return correlation(
    ties.flatMap(([a, b]) => [
      [logOdds(a), logOdds(b)],
      [logOdds(b), logOdds(a)],
    ]),
  );
}

/** The correlation of what is known of somebody with its mean over those friends of whom it is known. */
function withFriends(world: World, known: ReadonlyMap<string, number>): number {
  const friends = new Map<string, number[]>();
  for (const [a, b] of tiesOf(world)) {
    const [one, other] = [idIn(world, a), idIn(world, b)];
    for (const [own, friend] of [
      [one, other],
      [other, one],
    ] as const)
      if (known.has(own) && known.has(friend))
        friends.set(own, [...(friends.get(own) ?? []), known.get(friend)!]);
  }
  return correlation(
    [...friends].map(([id, theirs]) => [
      known.get(id)!,
      theirs.reduce((sum, value) => sum + value, 0) / theirs.length,
    ]),
  );
}

function lateShares(world: World): ReadonlyMap<string, number> {
  const shares = [...onTimeShares(world)].filter(([, { dues }]) => dues >= 6);
  return new Map(shares.map(([id, { dues, onTime }]) => [id, 1 - onTime / dues]));
}

/** Per person who was judged at some point: 1 where one of the outcomes is a default, else 0. */
function everInDefault(world: World): ReadonlyMap<string, number> {
  const ever = new Map<string, number>();
  for (const { subject_id, value } of rowsOf(world, 'outcomes'))
    if (value !== 'indeterminate')
      ever.set(String(subject_id), Math.max(ever.get(String(subject_id)) ?? 0, Number(value)));
  return ever;
}

describe('the network signal', () => {
  const at = (networkSignal: number): World =>
    makeWorld({ subjects: 1500, transactions: 6000, seed: 5, networkSignal });

  test('makes friends alike or unalike in reliability, and 0 switches it off', () => {
    const [unlike, none, usual, alike] = [-1, 0, 0.5, 1].map((signal) => {
      const world = at(signal);
      return alongTies(world, tiesOf(world));
    });
    expect(unlike).toBeLessThan(-0.2);
    expect(Math.abs(none!)).toBeLessThan(0.05);
    expect(usual).toBeGreaterThan(0.2);
    expect(alike).toBeGreaterThan(usual! + 0.05);
  });

  test('is carried by strong ties more than by weak ones', () => {
    const world = at(0.5);
    const ties = tiesOf(world).toSorted(([, , a], [, , b]) => a - b);
    const third = Math.floor(ties.length / 3);
    const [weak, strong] = [ties.slice(0, third), ties.slice(-third)];
    expect(alongTies(world, strong)).toBeGreaterThan(1.5 * alongTies(world, weak));
  });

  test('shows in conduct: late payers and defaulters know each other, or each other least', () => {
    const [unlike, none, usual] = [-1, 0, 0.5].map((networkSignal) =>
      makeWorld({ subjects: 3000, transactions: 60_000, seed: 5, networkSignal }),
    );
    expect(withFriends(unlike!, lateShares(unlike!))).toBeLessThan(-0.08);
    expect(Math.abs(withFriends(none!, lateShares(none!)))).toBeLessThan(0.06);
    expect(withFriends(usual!, lateShares(usual!))).toBeGreaterThan(0.12);
    expect(withFriends(usual!, everInDefault(usual!))).toBeGreaterThan(0.05);
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
