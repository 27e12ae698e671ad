import { describe, expect, test } from 'vitest';
import type { ApiKeyRecord } from '../../src/engine/ports.ts';
import { emptyScoreTable, type ScoreTable } from '../../src/scoring/score-table.ts';
import { instant, useBench, type OpenStore } from './store-bench.ts';
import { LARGEST, runOf, scoresOf } from './stored-runs.ts';

export function describeRecords(open: OpenStore): void {
  describe('runs and their scores', () => {
    const bench = useBench(open);

    test('a run and its scores come back as they were, NaN included', async () => {
      const { store } = bench();
      const run = runOf('r1', '2024-07-15', { basis: 'consent' });
      await store.saveRun(run, scoresOf());
      expect(await store.readRun('r1')).toEqual(run);
      expect(await store.readScores(run)).toEqual(scoresOf());
    });

    test('a reading without bound comes back without bound, by the run and by the subject', async () => {
      const { store } = bench();
      const run = runOf('r1', '2024-07-15');
      const scores = scoresOf();
      const [first, ...others] = scores.factors;
      const unbounded = { ...first!, value: Float64Array.of(Infinity, NaN, -Infinity) };
      await store.saveRun(run, { ...scores, factors: [unbounded, ...others] });
      expect((await store.readScores(run)).factors[0]!.value).toEqual(unbounded.value);
      for (const [id, value] of [
        ["a'b", Infinity],
        ['文', -Infinity],
      ] as const)
        expect((await store.readScore(run, id))!.factors[0]!.value).toBe(value);
    });

    test('one score is read by its id', async () => {
      const { store } = bench();
      const run = runOf('r1', '2024-07-15');
      await store.saveRun(run, scoresOf());
      expect(await store.readScore(run, '文')).toEqual({
        subjectId: '文', kind: 2, outcome: 'restricted', score: 950, confidence: 500,
        record: LARGEST, share: 1e-300, network: 712.375,
        tieCompany: 0, ownershipCompany: 0, membershipCompany: 4.5,
        tieContributors: 0, ownershipContributors: 0, membershipContributors: LARGEST,
        factors: [
          { factorId: 'age', value: -1e300, evidence: LARGEST, against: LARGEST, bin: 254 },
          { factorId: 'attribute:"x"', value: -1e300, evidence: LARGEST, against: LARGEST, bin: 254 },
        ],
      }); // prettier-ignore
      expect(await store.readScore(run, 'bob')).toMatchObject({
        outcome: 'unscorable',
        factors: [{ value: NaN }, {}],
      });
      expect(await store.readScore(run, "a'b")).toMatchObject({ outcome: 'scored', score: 700 });
      expect(await store.readScore(run, "' OR 1=1 --")).toBeUndefined();
    });

    test('there is no run before the first, and none of an unknown id', async () => {
      const { store } = bench();
      expect(await store.latestRun('credit')).toBeUndefined();
      expect(await store.readRun('r1')).toBeUndefined();
      await expect(store.readScores(runOf('r1', '2024-07-15'))).rejects.toMatchObject({ code: 'not_found' });
    });

    test('a run keeps its profile and its population, and one of before there were any reads as before', async () => {
      const { store } = bench();
      const kept = { profileJson: '{"id":"credit-us@1"}', populationJson: '{"user":{"quote":"\'"}}' };
      for (const run of [runOf('r1', '2024-07-15', kept), runOf('r2', '2024-07-16')]) {
        await store.saveRun(run, scoresOf());
        expect(await store.readRun(run.id)).toEqual(run);
      }
    });

    test('the latest run of a purpose has the latest asOf, of several the one finished last', async () => {
      const { store } = bench();
      const finished = (at: string, more = {}) => ({ finishedAt: instant(at), ...more });
      await store.saveRun(runOf('r1', '2024-07-20', finished('2024-08-01')), scoresOf());
      await store.saveRun(runOf('r2', '2024-07-20', finished('2024-08-02')), scoresOf());
      await store.saveRun(runOf('backtest', '2024-07-15', finished('2024-08-03')), scoresOf());
      await store.saveRun(
        runOf('r3', '2024-07-25', finished('2024-08-04', { purpose: 'tenancy' })),
        scoresOf(),
      );
      expect((await store.latestRun('credit'))?.id).toBe('r2');
      expect((await store.latestRun('tenancy'))?.id).toBe('r3');
    });

    test('a run of the same id replaces the old one, with other factors and subjects too', async () => {
      const { store } = bench();
      await store.saveRun(runOf('r1', '2024-07-15'), scoresOf());
      await store.saveRun(runOf('r1', '2024-07-15'), scoresOf(10));
      expect((await store.history('bob')).length).toBe(1);
      const replaced = scoresOf(20, ['x', 'y', 'z'], ['other']);
      const run = runOf('r1', '2024-07-15', { purpose: 'tenancy' });
      await store.saveRun(run, replaced);
      expect(await store.readRun('r1')).toEqual(run);
      expect(await store.readScores(run)).toEqual(replaced);
      expect(await store.history('bob')).toEqual([]);
    });

    test('history goes by asOf, over runs of different factors', async () => {
      const { store } = bench();
      const march = runOf('r-march', '2024-03-01', { finishedAt: instant('2024-09-01') });
      const january = runOf('r-january', '2024-01-01', { finishedAt: instant('2024-10-01') });
      const february = runOf('r-february', '2024-02-01');
      await store.saveRun(march, scoresOf(3));
      await store.saveRun(february, scoresOf(2, ["a'b", 'c', 'd'], ['other']));
      await store.saveRun(january, scoresOf(1));
      const entries = await store.history("a'b");
      expect(entries.map(({ run }) => run)).toEqual([january, february, march]);
      expect(entries.map(({ row }) => row.score)).toEqual([701, 702, 703]);
      expect(entries[1]?.row.factors.map(({ factorId }) => factorId)).toEqual(['other']);
      expect(await store.history('nobody')).toEqual([]);
    });

    test('a run of nobody and of no factors is a run', async () => {
      const { store } = bench();
      const empty = emptyScoreTable(0, []);
      const run = runOf('r0', '2024-07-15', { subjects: 0, scored: 0 });
      await store.saveRun(run, empty);
      expect(await store.readScores(run)).toEqual(empty);
      expect(await store.latestRun(run.purpose)).toEqual(run);
    });

    test('more rows than a chunk holds come back in their order', async () => {
      const { store } = bench();
      const ids = Array.from({ length: 5000 }, (_, index) => `s${String(index).padStart(5, '0')}`);
      const scores: ScoreTable = {
        ...emptyScoreTable(5000, []),
        ids,
        score: Uint16Array.from(ids, (_, index) => 350 + (index % 600)),
        factors: [
          {
            factorId: 'f',
            value: Float64Array.from(ids, (_, index) => (index % 3 === 0 ? NaN : index / 7)),
            evidence: Uint32Array.from(ids, (_, index) => index),
            against: new Uint32Array(5000),
            bin: Uint8Array.from(ids, (_, index) => index % 256),
          },
        ],
      };
      const run = runOf('r', '2024-07-15', { subjects: 5000 });
      await store.saveRun(run, scores);
      expect(await store.readScores(run)).toEqual(scores);
      expect((await store.readScore(run, 's04321'))?.factors[0]?.evidence).toBe(4321);
    });
  });

  describe('API keys', () => {
    const bench = useBench(open);
    const key: ApiKeyRecord = {
      id: 'k1', hash: 'ab12', client: "o'bank", scopes: ['score:read', 'a,"b'], createdAt: instant('2024-01-02'),
    }; // prettier-ignore

    test('keys come back, the oldest first', async () => {
      const { store } = bench();
      const older = { ...key, id: 'k2', scopes: [], createdAt: instant('2024-01-01') };
      await store.saveKey(key);
      await store.saveKey(older);
      expect(await store.listKeys()).toEqual([older, key]);
    });

    test('saving a key again replaces it', async () => {
      const { store } = bench();
      const revoked = { ...key, revokedAt: instant('2024-05-01') };
      await store.saveKey(key);
      await store.saveKey(revoked);
      expect(await store.listKeys()).toEqual([revoked]);
    });
  });
}
