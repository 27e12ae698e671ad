import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GraphStore } from '../../../src/engine/ports.ts';
import { factorMatrix, scoreEveryone } from '../../../src/engine/run.ts';
import { loadScoreboard, makeScoreboard } from '../../../src/engine/scoreboard.ts';
import { sha256Hasher } from '../../../src/host/sha256.ts';
import { openDuckdbStore } from '../../../src/stores/duckdb/store.ts';
import { builtInProfile, fiveFactor } from '../../support/built-in.ts';
import { stageFacts, type RawFacts } from '../../support/staging.ts';

const users = ['ann', 'bob', 'cid'].map((id) => ({ id, registered_at: '2020-01-01' }));
const rating = (from_id: string, to_id: string, occurred_at: string) => ({
  from_id,
  to_id,
  occurred_at,
  value: 0.8,
});
const EARLY: RawFacts = {
  users,
  ratings: [
    rating('ann', 'bob', '2023-01-01'),
    rating('bob', 'ann', '2023-02-01'),
    rating('cid', 'bob', '2023-03-01'),
    rating('bob', 'cid', '2023-04-01'),
  ],
};

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'credence-run-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function withStore(
  work: (store: GraphStore) => Promise<void>,
  ...imports: readonly RawFacts[]
): Promise<void> {
  const store = await openDuckdbStore(':memory:', { threads: 1 });
  try {
    await store.migrate();
    for (const facts of imports) {
      const files = await stageFacts(folder, facts);
      await store.ingest(files, { recorded: 'event', createMissing: false, strict: true, scratch: folder });
    }
    await work(store);
  } finally {
    await store.close();
  }
}

const request = (asOf: string) => ({
  ...{ asOf: Date.parse(asOf), scorecard: fiveFactor(), profile: builtInProfile() },
  basis: 'contract' as const,
  ...{ clock: { now: () => 0 }, hasher: sha256Hasher },
});

describe('scoreEveryone', () => {
  test('what is imported later and was not known then leaves a past run as it was, to the byte', async () => {
    const cards: string[] = [];
    const later: RawFacts = {
      ratings: [rating('ann', 'cid', '2024-06-01')],
      users: [{ id: 'ann', registered_at: '2020-01-01', display_name: 'Ann', recorded_at: '2024-06-01' }],
    };
    for (const imports of [[EARLY], [EARLY, later]]) {
      await withStore(
        async (store) => {
          const { run, scores } = await scoreEveryone(store, request('2024-01-01'));
          cards.push(JSON.stringify([run, makeScoreboard(run, scores).card('bob')]));
        },
        ...imports,
      );
    }
    expect(cards[1]).toBe(cards[0]);
  });

  test('other facts make another run', async () => {
    const ids: string[] = [];
    for (const facts of [EARLY, { users }]) {
      await withStore(async (store) => {
        ids.push((await scoreEveryone(store, request('2024-01-01'))).run.id);
      }, facts);
    }
    expect(new Set(ids).size).toBe(2);
  });

  test('a backtest is not what is served', async () => {
    await withStore(async (store) => {
      const { run } = await scoreEveryone(store, request('2024-01-01'));
      const backtest = await scoreEveryone(store, request('2023-03-15'));
      expect((await loadScoreboard(store, { purpose: 'credit' })).run.id).toBe(run.id);
      const named = await loadScoreboard(store, { purpose: 'credit', runId: backtest.run.id });
      expect(named.run.id).toBe(backtest.run.id);
      await expect(loadScoreboard(store, { purpose: 'tenancy' })).rejects.toMatchObject({
        code: 'not_found',
      });
    }, EARLY);
  });

  test('called off at any stage, it saves nothing', async () => {
    await withStore(async (store) => {
      let stages = 0;
      await scoreEveryone(store, { ...request('2024-01-01'), onProgress: () => (stages += 1) });
      expect(stages).toBeGreaterThan(3);
      for (let last = 1; last < stages; last++) {
        const calling = new AbortController();
        let stage = 0;
        const onProgress = () => {
          if (++stage === last) calling.abort();
        };
        const asked = { ...request('2024-02-01'), onProgress, signal: calling.signal };
        await expect(scoreEveryone(store, asked)).rejects.toMatchObject({ code: 'cancelled' });
        expect(stage).toBe(last);
      }
      expect((await store.latestRun('credit'))?.cut.asOf).toBe(Date.parse('2024-01-01'));
    }, EARLY);
  });

  test('a store without a fact says what to do, one without a fact by then scores nobody', async () => {
    await withStore(async (store) => {
      await expect(scoreEveryone(store, request('2024-01-01'))).rejects.toThrow(/credence import/);
    });
    await withStore(async (store) => {
      expect((await scoreEveryone(store, request('2019-01-01'))).run.subjects).toBe(0);
    }, EARLY);
  });
});

test('the factor matrix holds nothing of those who have not consented, where consent is the basis', async () => {
  const consents = [
    {
      subject_id: 'ann',
      client: 'bank',
      purpose: 'credit',
      kind: 'processing',
      occurred_at: '2023-01-01',
      granted: true,
    },
  ];
  await withStore(
    async (store) => {
      const view = { asOf: Date.parse('2024-01-01'), purpose: 'credit' };
      const measured = async (basis: 'contract' | 'consent') => {
        const { ids, factors } = await factorMatrix(store, { ...view, basis });
        return ids.filter((_, row) => factors.some(({ value }) => !Number.isNaN(value[row])));
      };
      expect(await measured('contract')).toEqual(['ann', 'bob', 'cid']);
      expect(await measured('consent')).toEqual(['ann']);
    },
    EARLY,
    { consents },
  );
});
