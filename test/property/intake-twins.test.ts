/**
 * Law: the SQL of an import and `readFact` give every row the same verdict and the same stored values, whatever came
 * and in whichever format.
 */
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FACT_KINDS, type FactKind } from '../../src/domain/facts.ts';
import { allColumnsOf, readFact } from '../../src/domain/read-fact.ts';
import { rowOf, type TextRow } from '../support/intake-arbitraries.ts';
import { csvOf, importText, NOW, TEST_KEY } from '../support/intake-folders.ts';

const SEED = 20260101;
const ROWS = 120;
const RUNS = 2;

const hashIdentifier = (message: string): string =>
  `k${TEST_KEY.version}:${createHmac('sha256', TEST_KEY.key).update(message, 'utf8').digest('hex')}`;

async function expectTwins(
  kind: FactKind,
  rows: readonly TextRow[],
  files: Record<string, string>,
): Promise<void> {
  const { store, rejects, summary } = await importText(files, { identifierKey: TEST_KEY });
  const stored = new Map((store.rows[kind] ?? []).map((row) => [row['record'], row]));
  const rejected = new Map(rejects.map((row) => [Number(row['record']), row]));
  expect(summary.files[0]?.read).toBe(rows.length);
  expect(stored.size + rejected.size).toBe(rows.length);
  for (const [index, row] of rows.entries()) {
    const reading = readFact(kind, row, { now: NOW, hashIdentifier });
    const record = index + 1;
    const context = JSON.stringify({ record, row });
    if (reading.ok) {
      const values = stored.get(record) ?? { rejected: rejected.get(record) };
      const present = Object.fromEntries(
        Object.entries(values).filter(([name, value]) => value !== undefined && name !== 'record'),
      );
      expect(present, context).toEqual(reading.fact);
    } else {
      const { reason, column, expected } = rejected.get(record) ?? {
        stored: JSON.stringify(stored.get(record)),
      };
      expect({ reason, column, expected }, context).toEqual({
        reason: reading.reason,
        column: reading.column,
        expected: reading.expected,
      });
    }
  }
}

describe('SQL and TypeScript read facts alike', () => {
  it.each(FACT_KINDS)('%s', { timeout: 60_000 }, async (kind) => {
    const names = allColumnsOf(kind).map(({ name }) => name);
    const law = fc.asyncProperty(
      fc.array(rowOf(kind), { minLength: ROWS, maxLength: ROWS }),
      async (rows) => {
        await expectTwins(kind, rows, { [`${kind}.csv`]: csvOf(names, rows) });
        const lines = rows.map((row) => JSON.stringify(row)).join('\n');
        await expectTwins(kind, rows, { [`${kind}.ndjson`]: `${lines}\n` });
      },
    );
    await fc.assert(law, { seed: SEED, numRuns: RUNS, endOnFailure: true, asyncReporter: reportRow });
  });
});

/** A counterexample is a whole file; the failed assertion names the row. */
function reportRow({ failed, seed, errorInstance }: fc.RunDetails<[TextRow[]]>): Promise<void> {
  return failed
    ? Promise.reject(new Error(`fast-check seed ${seed}`, { cause: errorInstance }))
    : Promise.resolve();
}
