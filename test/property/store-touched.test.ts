/** Laws of what a store says of two cuts, over small generated worlds that are corrected and added to. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cut, GraphStore } from '../../src/engine/ports.ts';
import { identifierReadings, whoDiffersIn } from '../support/differing-rows.ts';
import { withImports } from '../support/replay-store.ts';
import { GROUND, milliseconds, worlds } from '../support/replay-worlds.ts';
import { rowsAround } from '../support/rows-around.ts';
import type { RawFacts } from '../support/staging.ts';

const RUNS = { seed: 20_240_715, numRuns: 3, endOnFailure: true };
const UNSEEN = '0 0 NaN';
/** Of one month; 30 days after facts of June lie in the last. */
const SPANS = [
  ['2024-07-02', '2024-07-15'],
  ['2024-07-15', '2024-07-15'],
  ['2024-07-15', '2024-07-17'],
  ['2024-07-17', '2024-07-21'],
] as const;
/** The first two imports are seen by all, the third by the later cut, by both or by none. */
const BATCHES = [
  [2, 3],
  [2, 3],
  [3, 3],
  [2, 2],
] as const;
const spans = fc.tuple(fc.constantFrom(...SPANS), fc.constantFrom(...BATCHES));

/** Sources are known from the beginning, and no rate is, or everybody would differ. */
function settled(facts: RawFacts): RawFacts {
  const reliability = new Map(facts.sources?.map((source) => [source['id'], source['reliability']]));
  const since = '2020-01-01';
  const sources = [...reliability].map(([id, value]) => ({ id, occurred_at: since, reliability: value }));
  return { ...facts, rates: [], sources };
}

describe('whom two cuts tell apart', () => {
  async function expectAllNamed(store: GraphStore, from: Cut, to: Cut): Promise<void> {
    const touched = await store.touched(from, to);
    const before = await store.project(from, { purpose: 'credit' });
    const after = await store.project(to, { purpose: 'credit' });
    expect(touched.everybody).toBe(false);
    const named = new Set(touched.subjects);
    for (const [name, ids] of whoDiffersIn(before, after)) {
      expect(touched.tables).toContain(name);
      expect([...ids].filter((id) => !named.has(id))).toEqual([]);
    }
    const around = await store.project(to, { purpose: 'credit', around: touched });
    expect(rowsAround(around, touched)).toEqual(rowsAround(after, touched));
    const held = { then: identifierReadings(before), few: identifierReadings(around) };
    const sharers = new Set(touched.sharers);
    for (const [id, reading] of identifierReadings(after))
      expect((sharers.has(id) ? held.few : held.then).get(id) ?? UNSEEN, `identifiers of ${id}`).toBe(
        reading,
      );
  }

  test('everybody is named of whom a row differs, and the rows around them are those of the later cut', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, worlds, fc.tuple(spans, spans), async (first, second, drawn) => {
        const later = { ...second, rates: [], sources: [] };
        await withImports([GROUND, settled(first), later], async (store) => {
          for (const [instants, batches] of drawn) {
            const [from, to] = instants.map((at, place) => ({
              asOf: milliseconds(at),
              batch: batches[place]!,
            }));
            await expectAllNamed(store, from!, to!);
          }
        });
      }),
      RUNS,
    );
  });
});
