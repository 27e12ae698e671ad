/** Laws of a change, over pairs of random worlds of the same subjects, scored by one scorecard or by two. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changeBetween, type ChangeOptions, type ChangeSide } from '../../src/scoring/change.ts';
import type { NetworkSettings } from '../../src/scoring/network.ts';
import { parseScorecard, type Scorecard } from '../../src/scoring/scorecard.ts';
import { scoreSubjects } from '../../src/scoring/score-subjects.ts';
import { scoreRow, type ScoreTable } from '../../src/scoring/score-table.ts';
import { factorView } from '../support/factor-view.ts';
import { networkScorecard, scoreWorld, type NetworkWorld } from '../support/network-world.ts';

const RUNS = { seed: 8, numRuns: 60 };
const PEOPLE = 7;
const GROUP = PEOPLE;
const BOTH: readonly NonNullable<ChangeOptions['network']>[] = ['served', 'exact'];

const person = fc.record({
  above: fc.integer({ min: 0, max: 200 }).map((step) => 3 * step),
  record: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 100 })),
  outcome: fc.constantFrom('scored', 'scored', 'scored', 'restricted', 'unscorable'),
});
const member = fc.nat(PEOPLE - 1);
const worlds: fc.Arbitrary<NetworkWorld> = fc
  .record({
    people: fc.array(person, { minLength: PEOPLE, maxLength: PEOPLE }),
    ties: fc.uniqueArray(fc.tuple(member, member, fc.double({ min: 0, max: 1, noNaN: true })), {
      maxLength: 12,
      selector: ([one, other]) => `${Math.min(one, other)} ${Math.max(one, other)}`,
    }),
    members: fc.uniqueArray(member, { maxLength: PEOPLE }),
  })
  .map(({ people, ties, members }) => ({
    subjects: [...people, { kind: 'group' as const }],
    ties: ties.filter(([one, other]) => one !== other),
    members: members.map((one) => [one, GROUP] as const),
  }));
const settings: fc.Arbitrary<NetworkSettings> = fc.record({
  maxShare: fc.constantFrom(0, 0.1, 0.5, 0.95),
  halfRecord: fc.constantFrom(12, 1, 60),
});
const networks = fc.option(settings, { nil: undefined });

function sidesOf(table: ScoreTable, scorecard: Scorecard): readonly ChangeSide[] {
  return table.ids.map((_, row) => ({ row: scoreRow(table, row), scorecard }));
}

function pairsOf(one: readonly ChangeSide[], other: readonly ChangeSide[]) {
  return one.map((before, index) => [before, other[index]!] as const);
}

function expectSum([before, after]: readonly [ChangeSide, ChangeSide], options: ChangeOptions): void {
  const { difference, lines } = changeBetween(before, after, options);
  if (difference === null) return;
  expect(lines.reduce((sum, { points }) => sum + points!, 0)).toBe(difference);
  expect(lines.every(({ points }) => Number.isInteger(points))).toBe(true);
}

describe('a change', () => {
  test('Invariant: lines sum to the difference', async () => {
    await fc.assert(
      fc.asyncProperty(
        worlds,
        worlds,
        fc.tuple(networks, networks, fc.boolean()),
        async (one, other, rest) => {
          const [network, otherNetwork, isOne] = rest;
          const cards = [
            networkScorecard(network, 20),
            networkScorecard(isOne ? network : otherNetwork, isOne ? 20 : 9),
          ];
          const sides = await Promise.all(
            [one, other].map(async (world, index) =>
              sidesOf(await scoreWorld(world, cards[index]!), cards[index]!),
            ),
          );
          for (const pair of pairsOf(sides[0]!, sides[1]!))
            for (const mode of BOTH)
              for (const isSameFacts of [false, true]) expectSum(pair, { network: mode, isSameFacts });
        },
      ),
      RUNS,
    );
  });

  test('Invariant: a change back is the change negated', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, worlds, networks, async (one, other, network) => {
        const scorecard = networkScorecard(network, 20);
        const [sides, others] = await Promise.all(
          [one, other].map(async (world) => sidesOf(await scoreWorld(world, scorecard), scorecard)),
        );
        for (const [before, after] of pairsOf(sides!, others!))
          for (const mode of BOTH) {
            const there = changeBetween(before, after, { network: mode });
            const back = changeBetween(after, before, { network: mode });
            // No -0.
            const negated = (points: number | null) => (points === null ? null : 0 - points);
            expect(back.difference).toBe(negated(there.difference));
            expect(back.lines.map(({ item, cause, points }) => [item, cause, points])).toEqual(
              there.lines.map(({ item, cause, points }) => [item, cause, negated(points)]),
            );
          }
      }),
      RUNS,
    );
  });

  test('Invariant: no change, no lines', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, networks, async (world, network) => {
        const scorecard = networkScorecard(network);
        const sides = sidesOf(await scoreWorld(world, scorecard), scorecard);
        for (const side of sides)
          for (const mode of BOTH) expect(changeBetween(side, side, { network: mode }).lines).toEqual([]);
      }),
      RUNS,
    );
  });

  test('the parts of the network line sum to what it changed by, before it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, worlds, settings, async (one, other, network) => {
        const scorecard = networkScorecard(network);
        const [sides, others] = await Promise.all(
          [one, other].map(async (world) => sidesOf(await scoreWorld(world, scorecard), scorecard)),
        );
        for (const [before, after] of pairsOf(sides!, others!).slice(0, PEOPLE)) {
          const { difference, lines } = changeBetween(before, after, { network: 'exact' });
          if (difference === null) continue;
          const parts = lines.filter(({ item, cause }) => item === 'network' && cause !== 'steps');
          const sum = parts.reduce((all, { points }) => all + points!, 0);
          // Four parts, each within a thousandth.
          expect(Math.abs(sum - 1000 * (after.row.network - before.row.network))).toBeLessThanOrEqual(4);
        }
      }),
      RUNS,
    );
  });

  const bounds = fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { maxLength: 3 });
  const points = fc.array(fc.integer({ min: -400_000, max: 400_000 }), { minLength: 4, maxLength: 4 });
  const labels = fc.uniqueArray(fc.constantFrom('p', 'q', 'r', 's'), { maxLength: 4 });
  const cards = fc
    .record({ bounds, points, labels, textPoints: points, has: fc.constantFrom('both', 'number', 'text') })
    .map((drawn) => {
      const attribute = { group: 'credit_history', notMeasurable: -1000 };
      const numbers = [...drawn.bounds].sort((a, b) => a - b);
      const rising = drawn.points.slice(0, numbers.length + 1).sort((a, b) => a - b);
      const number = {
        ...{ ...attribute, factor: 'attribute:n', prior: 0 },
        bins: rising.map((amount, bin) => ({
          ...(bin < numbers.length ? { below: numbers[bin] } : {}),
          points: amount / 1000,
        })),
      };
      const cuts = drawn.labels.map((_, index) => drawn.labels.slice(2 * index, 2 * index + 2));
      const values = cuts.filter((some) => some.length > 0);
      const text = {
        ...{ ...attribute, factor: 'attribute:t', prior: 'p' },
        bins: [...values.map((some) => ({ values: some })), { values: undefined }].map((bin, index) => ({
          ...(bin.values === undefined ? {} : bin),
          points: drawn.textPoints[index]! / 1000,
        })),
      };
      const factors = { both: [number, text], number: [number], text: values.length > 0 ? [text] : [number] };
      return parseScorecard(
        JSON.stringify({
          ...{ id: 'any@1', description: '', base: 600, minimumEvidence: 0, halfConfidenceEvidence: 3 },
          bands: [{ from: 350, name: 'all' }],
          subjects: { user: { factors: values.length > 0 ? factors[drawn.has] : [number] } },
        }),
      );
    });
  const readings = fc.array(
    fc.record({
      n: fc.oneof(fc.constant(Number.NaN), fc.integer({ min: -2, max: 12 })),
      t: fc.constantFrom(undefined, 'p', 'q', 'r', 's', 'else'),
    }),
    { minLength: 4, maxLength: 4 },
  );

  test('between two scorecards of numbers and texts sums, and facts alone move nothing by the scorecard', () => {
    fc.assert(
      fc.property(fc.tuple(cards, cards), readings, readings, ([card, other], some, others) => {
        const sides = (read: typeof some, scorecard: Scorecard) => {
          const attributes = new Map([
            ['n', { numbers: Float64Array.from(read, ({ n }) => n), texts: read.map(() => undefined) }],
            ['t', { numbers: new Float64Array(read.length).fill(Number.NaN), texts: read.map(({ t }) => t) }],
          ]);
          const view = factorView(
            read.map(() => ({})),
            attributes,
          );
          const projection = {
            ...view,
            ...{ ids: read.map((_, row) => `s${row}`), kinds: new Uint8Array(read.length) },
            ...{ restricted: new Uint8Array(read.length), consented: new Uint8Array(read.length) },
            ...{ protectedAttributes: new Set<string>(), reportingCurrency: 'XXX' },
          };
          return sidesOf(scoreSubjects(projection, scorecard, 'contract'), scorecard);
        };
        for (const pair of pairsOf(sides(some, card), sides(others, other))) expectSum(pair, {});
        for (const [before, after] of pairsOf(sides(some, card), sides(others, card)))
          expect(changeBetween(before, after).lines.every(({ cause }) => cause === 'facts')).toBe(true);
      }),
      RUNS,
    );
  });
});
