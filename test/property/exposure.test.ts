import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildProjection } from '../../src/engine/projection.ts';
import { factTables, people } from '../support/fact-tables.ts';

const AS_OF = Date.UTC(2025, 5, 15);
const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const subject = fc.nat(NAMES.length - 1);

const world = fc.record({
  ties: fc.uniqueArray(
    fc.tuple(subject, subject, fc.integer({ min: 0, max: 1_000_000 })).filter(([one, other]) => one < other),
    { selector: ([one, other]) => `${one} ${other}`, maxLength: 14 },
  ),
  flagged: fc.uniqueArray(fc.tuple(subject, fc.nat(40)), { selector: ([whose]) => whose }),
  rated: fc.uniqueArray(subject),
});

async function exposures({ ties, flagged, rated }: typeof world extends fc.Arbitrary<infer W> ? W : never) {
  const tables = factTables({
    subjects: people(NAMES, Date.UTC(2020, 0, 1)),
    knows: ties.map(([source, target, strength]) => ({ source, target, strength })),
    restrictions: flagged.map(([whose, months]) => ({
      ...{ subject: whose, flagged_at: Date.UTC(2025, 5 - months, 1) },
    })),
    rated: rated.flatMap((target) =>
      [1, 2, 3].map((step) => ({
        ...{
          source: (target + step) % NAMES.length,
          target,
          ratings: 1,
          weight: 1_000_000,
          value_sum: 500_000,
        },
      })),
    ),
  });
  return (await buildProjection(tables, AS_OF)).columns.exposure;
}

test("a subject's own flag changes no bit of its own exposure", async () => {
  await fc.assert(
    fc.asyncProperty(world, subject, async (drawn, whose) => {
      const others = drawn.flagged.filter(([flagged]) => flagged !== whose);
      const without = await exposures({ ...drawn, flagged: others });
      const flagged = await exposures({ ...drawn, flagged: [...others, [whose, 0]] });
      expect(flagged[whose]).toBe(without[whose]);
    }),
    { seed: 3, numRuns: 60 },
  );
});
