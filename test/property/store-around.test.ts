/** Laws of a projection around some subjects, over small generated worlds. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withImports } from '../support/replay-store.ts';
import { AS_OF, GROUND, milliseconds, worlds } from '../support/replay-worlds.ts';
import { rowsAround } from '../support/rows-around.ts';

const RUNS = { seed: 20_240_715, numRuns: 4, endOnFailure: true };

describe('a projection around some subjects', () => {
  test('gives the same rows about them as the full one', async () => {
    const some = fc.array(fc.nat(), { maxLength: 300, size: 'max' });
    await fc.assert(
      fc.asyncProperty(worlds, some, some, async (world, near, sharing) => {
        await withImports([GROUND, world], async (store) => {
          const cut = { asOf: milliseconds(AS_OF), batch: await store.latestBatch() };
          const full = await store.project(cut, { purpose: 'credit' });
          const { id } = full.subjects;
          const drawn = (places: readonly number[]) => [...new Set(places.map((at) => id[at % id.length]!))];
          const around = { subjects: drawn(near), sharers: drawn(sharing) };
          const few = await store.project(cut, { purpose: 'credit', around });
          expect(rowsAround(few, around)).toEqual(rowsAround(full, around));
        });
      }),
      RUNS,
    );
  });
});
