import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildProjection } from '../../src/engine/projection.ts';
import { FACTORS } from '../../src/factors/registry.ts';
import { factTables, people } from '../support/fact-tables.ts';

const AS_OF = Date.UTC(2025, 5, 15);
const LONG_AGO = Date.UTC(2020, 0, 1);
const PEOPLE = 8;
const EMPTY = 6;
const person = fc.nat(PEOPLE - 1);
const anybody = fc.nat(PEOPLE + EMPTY - 1);

type Tie = readonly [one: number, other: number, strength: number];

function tiesOf(one: fc.Arbitrary<number>, other: fc.Arbitrary<number>): fc.Arbitrary<readonly Tie[]> {
  const tie = fc.tuple(one, other, fc.integer({ min: 1, max: 1_000_000 }));
  return fc.uniqueArray(
    tie.filter(([from, to]) => from < to),
    { selector: ([from, to]) => `${from} ${to}`, maxLength: 16 },
  );
}

const world = fc.record({
  ties: tiesOf(person, person),
  seeds: fc.uniqueArray(person, { minLength: 1, maxLength: 3 }),
  flagged: fc.uniqueArray(person, { maxLength: 3 }),
  recorded: fc.uniqueArray(person, { minLength: 2 }),
});

/** Ratings stand for any facts: three received are a record. */
async function readings(
  { ties, seeds, flagged, recorded }: typeof world extends fc.Arbitrary<infer W> ? W : never,
  accounts: { readonly count: number; readonly ties: readonly Tie[] },
) {
  const ids = Array.from(
    { length: PEOPLE + accounts.count },
    (_, subject) => `s-${String(subject).padStart(2, '0')}`,
  );
  const tables = factTables({
    subjects: people(ids, LONG_AGO),
    knows: [...ties, ...accounts.ties].map(([source, target, strength]) => ({ source, target, strength })),
    seeds: seeds.map((subject) => ({ subject })),
    restrictions: flagged.map((subject) => ({ subject, flagged_at: LONG_AGO })),
    rated: recorded.flatMap((target) =>
      [1, 2, 3].map((step) => ({
        ...{ source: (target + step) % PEOPLE, target, ratings: 1, weight: 1_000_000, value_sum: 500_000 },
      })),
    ),
  });
  const view = await buildProjection(tables, AS_OF);
  const measured = FACTORS.map((factor) => ({ id: factor.id, ...factor.measure(view) }));
  return (subject: number) =>
    measured.map(({ id, value, evidence }) => ({ id, value: value[subject], evidence: evidence[subject] }));
}

test('empty accounts, tied to each other or to somebody, change no reading of anybody else', async () => {
  await fc.assert(
    fc.asyncProperty(world, tiesOf(anybody, anybody), async (drawn, more) => {
      const recruits = more.filter(([, other]) => other >= PEOPLE);
      const recruiters = new Set(recruits.map(([one]) => one));
      const before = await readings(drawn, { count: 0, ties: [] });
      const after = await readings(drawn, { count: EMPTY, ties: recruits });
      for (let subject = 0; subject < PEOPLE; subject++)
        if (!recruiters.has(subject)) expect(after(subject)).toEqual(before(subject));
    }),
    { seed: 7, numRuns: 80 },
  );
});

test('who has a record gains and loses nothing by tying empty accounts to itself', async () => {
  await fc.assert(
    fc.asyncProperty(world, fc.integer({ min: 1, max: EMPTY }), async (drawn, count) => {
      const recruiter = drawn.ties.map(([one]) => one).find((one) => drawn.recorded.includes(one));
      fc.pre(recruiter !== undefined);
      const ties = Array.from({ length: count }, (_, k): Tie => [recruiter, PEOPLE + k, 1_000_000]);
      const before = await readings(drawn, { count: 0, ties: [] });
      const after = await readings(drawn, { count, ties });
      const values = (of: typeof before) => of(recruiter).map(({ id, value }) => [id, value]);
      expect(values(after)).toEqual(values(before));
    }),
    { seed: 7, numRuns: 40 },
  );
});
