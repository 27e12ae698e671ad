/** A better fact never worsens a reading and a worse one never betters it, over small random worlds. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildProjection } from '../../src/engine/projection.ts';
import { FACTORS } from '../../src/factors/registry.ts';
import {
  add,
  alter,
  ANN,
  AS_OF,
  both,
  day,
  kindOf,
  number,
  worlds,
  type Change,
  type World,
} from '../support/altered-worlds.ts';
import { CHANGES } from '../support/bearing-facts.ts';
import { factTables } from '../support/fact-tables.ts';

/** No single fact betters these whatever else there is: they compare with others, or ask how facts agree or spread. */
const COMPARING = [
  ...['standing', 'propagated-trust', 'embeddedness', 'exposure', 'rating-goodness', 'rating-fairness'],
  ...['consistency', 'spend-stability', 'category-diversity', 'influence'],
];

test('every factor says which facts better it, or that it compares', () => {
  const ids = FACTORS.map(({ id }) => id);
  expect(ids.filter((id) => !(id in CHANGES) && !COMPARING.includes(id))).toEqual([]);
});

describe.each(FACTORS.filter(({ id }) => id in CHANGES).map((factor) => [factor.id, factor] as const))(
  '%s',
  (id, factor) => {
    const sign = factor.direction === 'higher' ? 1 : -1;
    async function reading(world: World): Promise<number> {
      const projection = await buildProjection(factTables(world), AS_OF);
      return sign * factor.measure(projection).value[ANN]!;
    }

    test('a better fact never worsens it, a worse one never betters it', async () => {
      const changes = Object.entries(CHANGES[id]!) as ['better' | 'worse', Change][];
      let moved = 0;
      await fc.assert(
        fc.asyncProperty(worlds, async (world) => {
          const now = await reading(world);
          for (const [kind, change] of changes) {
            // What was not measurable has nothing to compare with, nor has what is not any more.
            const gained = (await reading(change(world))) - now;
            expect(kind === 'better' ? gained < -1e-9 : gained > 1e-9).toBe(false);
            if (Math.abs(gained) > 0) moved++;
          }
        }),
        { seed: 7, numRuns: 25 },
      );
      expect(moved).toBeGreaterThan(0);
    });
  },
);

test('a record is of opportunity: whether promises were kept or broken does not change it', async () => {
  await fc.assert(
    fc.asyncProperty(worlds, fc.nat(2 ** 24 - 1), async (world, mask) => {
      const matured = alter('dealt', {}, () => ({ months: mask }))(world);
      const lost = both(
        alter('dealt', {}, (row) => ({ broken_by_source: number(row, 'dealings'), disputed_of_source: 9 })),
        (all) => ({ ...all, payments: [] }),
      )(matured);
      const [kept, broke] = [
        await buildProjection(factTables(matured), AS_OF),
        await buildProjection(factTables(lost), AS_OF),
      ];
      expect(broke.columns.record).toEqual(kept.columns.record);
    }),
    { seed: 8, numRuns: 25 },
  );
});

/** What a creditor says of one of Ann's debts; the last of them is a deposit without dues. */
const words = fc.record({
  obligation: fc.integer({ min: 0, max: 7 }),
  word: fc.constantFrom('defaulted_at', 'written_off_at'),
  at: fc.integer({ min: Date.UTC(2021, 0, 1), max: AS_OF - 1 }),
  settled: fc.option(fc.integer({ min: Date.UTC(2021, 0, 1), max: AS_OF - 1 })),
  other: fc.option(fc.integer({ min: Date.UTC(2021, 0, 1), max: AS_OF - 1 })),
});

test('a default or a write-off never betters a reading, of whatever debt, whatever else is said of it', async () => {
  const own = FACTORS.filter(({ about }) => about === 'own');
  const betterment = new Map(own.map(({ id, direction }) => [id, direction === 'higher' ? 1 : -1]));
  const worsened = new Set<string>();
  await fc.assert(
    fc.asyncProperty(worlds, words, async (drawn, { obligation, word, at, settled, other }) => {
      const deposit = { id: 'o10', debtor: ANN, kind: kindOf('deposit'), currency: 'EUR', principal: 1000 };
      const id = `o${obligation === 7 ? 10 : obligation}`;
      const world = both(
        add('obligations', { ...deposit, opened_at: day(1, 1) }),
        alter('obligations', { id }, () => ({
          ...(settled !== null && { settled_at: settled }),
          ...(other !== null && {
            [word === 'defaulted_at' ? 'written_off_at' : 'defaulted_at']: other,
          }),
        })),
      )(drawn);
      const said = alter('obligations', { id }, () => ({ [word]: at }))(world);
      const [before, after] = [
        await buildProjection(factTables(world), AS_OF),
        await buildProjection(factTables(said), AS_OF),
      ];
      for (const factor of own) {
        const [was, is] = [before, after].map((made) => factor.measure(made).value[ANN]!);
        const better = betterment.get(factor.id)! * (is! - was!);
        // Nor does it hide one.
        expect([factor.id, Number.isNaN(is) && !Number.isNaN(was)]).toEqual([factor.id, false]);
        if (better < 0) worsened.add(factor.id);
        expect([factor.id, better > 1e-9]).toEqual([factor.id, false]);
      }
    }),
    { seed: 9, numRuns: 150 },
  );
  const ofPunctuality = ['on-time-share', 'worst-delinquency', 'last-delinquency', 'utility-punctuality'];
  for (const id of [...ofPunctuality, 'deposits-and-rentals']) expect(worsened).toContain(id);
});
