/**
 * The rules of versions against a model of them: the store weighs whole sets at a time, the model takes one row
 * after the other. Many keys are imported side by side, since an import costs far more than a row.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { KindCounts } from '../../src/engine/ports.ts';
import { openDuckdbStore } from '../../src/stores/duckdb/store.ts';
import { stageRows, type RawRow } from '../support/staging.ts';

const KEYS = 60;
const IMPORTS = 3;
/** Rows are recorded on one of these days of 2021; contents differ in the day of 2020 that a group is from. */
const DAYS = [1, 2, 3, 4, 5];
const PROBES = [...DAYS, 6];

interface ModelRow {
  readonly key: number;
  readonly day: number;
  /** Undefined takes the fact back. */
  readonly content: number | undefined;
}

const rows = fc.array(
  fc.record({
    key: fc.nat(KEYS - 1),
    day: fc.constantFrom(...DAYS),
    content: fc.constantFrom(1, 2, 3, undefined),
  }),
  { minLength: 2 * KEYS, maxLength: 3 * KEYS },
);

interface Version {
  readonly content: number;
  readonly day: number;
  readonly batch: number;
  closed?: { readonly day: number; readonly batch: number };
}

type Verdict = keyof KindCounts;

/** All versions of one key, as the rules make them. */
class KeyModel {
  readonly #versions: Version[] = [];

  /** Takes the key's rows of one import. */
  import(incoming: readonly ModelRow[], batch: number): Verdict[] {
    const candidates = new Map<number, ModelRow>();
    const inOrder = [...incoming].sort((a, b) => a.day - b.day);
    return inOrder.map((row) => {
      const candidate = candidates.get(row.day);
      if (candidate !== undefined) return candidate.content === row.content ? 'unchanged' : 'rejected';
      candidates.set(row.day, row);
      return row.content === undefined
        ? this.#retract(row.day, batch)
        : this.#assert(row.content, row.day, batch);
    });
  }

  seenAt(day: number, batch: number): number | undefined {
    return this.#versions.find(
      (version) =>
        version.day < day &&
        version.batch <= batch &&
        (version.closed === undefined || version.closed.day >= day || version.closed.batch > batch),
    )?.content;
  }

  /** What was held, of all we know by now, on a day. */
  #inForce(day: number): Version | undefined {
    return this.#versions.find(
      (version) => version.day <= day && (version.closed === undefined || version.closed.day > day),
    );
  }

  #assert(content: number, day: number, batch: number): Verdict {
    const latest = this.#versions.at(-1);
    if (
      this.#inForce(day)?.content === content ||
      (latest?.closed === undefined && latest?.content === content)
    )
      return 'unchanged';
    if (latest !== undefined && day <= (latest.closed?.day ?? latest.day)) return 'rejected';
    if (latest?.closed === undefined && latest !== undefined) latest.closed = { day, batch };
    this.#versions.push({ content, day, batch });
    return latest === undefined ? 'created' : 'updated';
  }

  #retract(day: number, batch: number): Verdict {
    const latest = this.#versions.at(-1);
    if (latest === undefined || latest.closed !== undefined) return 'unchanged';
    if (this.#inForce(day) === undefined) return 'unchanged';
    if (day <= latest.day) return 'rejected';
    latest.closed = { day, batch };
    return 'retracted';
  }
}

const toRow = ({ key, day, content }: ModelRow): RawRow => ({
  id: `g${key}`,
  recorded_at: `2021-01-0${day}`,
  ...(content === undefined ? { retracted: true } : { kind: 'other', since: `2020-01-0${content}` }),
});

function tally(verdicts: readonly Verdict[]): KindCounts {
  const counts = { created: 0, updated: 0, unchanged: 0, retracted: 0, rejected: 0 };
  for (const verdict of verdicts) counts[verdict] += 1;
  return counts;
}

describe('versions', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'store-versions-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test('sets of rows come out as the rules say row by row', async () => {
    const imports = fc.array(rows, { minLength: IMPORTS, maxLength: IMPORTS });
    await fc.assert(
      fc.asyncProperty(imports, async (drawn) => {
        const store = await openDuckdbStore(':memory:', { threads: 1 });
        await store.migrate();
        const models = Array.from({ length: KEYS }, () => new KeyModel());
        let batch = 0;
        for (const incoming of drawn) {
          const file = await stageRows(folder, 'groups', incoming.map(toRow));
          const options = { recorded: 0, createMissing: false, strict: false, scratch: folder };
          const receipt = await store.ingest([file], options);
          const verdicts = models.map((model, key) =>
            model.import(
              incoming.filter((row) => row.key === key),
              batch + 1,
            ),
          );
          expect(receipt.files[0]).toMatchObject(tally(verdicts.flat()));
          batch = receipt.batch;
        }
        for (const day of PROBES)
          for (let by = 1; by <= batch; by++) {
            const { subjects } = await store.project(
              { asOf: Date.UTC(2021, 0, day), batch: by },
              { purpose: 'credit' },
            );
            const seen = new Map(
              subjects.id.map((id, row) => [id, new Date(subjects.registered_at[row]!).getUTCDate()]),
            );
            for (const [key, model] of models.entries())
              expect([key, day, by, seen.get(`g${key}`)]).toEqual([key, day, by, model.seenAt(day, by)]);
          }
        await store.close();
      }),
      { seed: 20_240_715, numRuns: 3, endOnFailure: true },
    );
  });
});
