import { describe, expect, test } from 'vitest';
import { stageRows, type RawRow } from '../support/staging.ts';
import { counts, instant, NOTHING, readRejections, useBench, type OpenStore } from './store-bench.ts';

/** Which of two groups of one id a cut sees is told by `since`; a version is named by its month of 2020. */
const version = (id: string, month: number, recorded: string): RawRow => ({
  id, kind: 'family', since: `2020-${String(month).padStart(2, '0')}-01`, recorded_at: recorded,
}); // prettier-ignore
const retraction = (id: string, recorded: string): RawRow => ({ id, retracted: true, recorded_at: recorded });

export function describeVersions(open: OpenStore): void {
  describe('a fact has versions', () => {
    const bench = useBench(open);

    async function importGroups(...groups: RawRow[]) {
      const receipt = await bench().import({ groups });
      return { ...counts(receipt, 'groups'), receipt };
    }
    /** The month of the version that a cut sees; undefined where it sees none. */
    async function monthAt(asOf: string, batch?: number): Promise<number | undefined> {
      const { subjects } = await bench().tables(asOf, batch);
      const since = subjects.registered_at[0];
      return since === undefined ? undefined : new Date(since).getUTCMonth() + 1;
    }
    async function reasons(receipt: Awaited<ReturnType<typeof importGroups>>['receipt']) {
      return (await readRejections(receipt)).map(({ record, reason }) => [Number(record), reason]);
    }

    test('the same key and content again is unchanged, whenever it was recorded, and makes no batch', async () => {
      expect(await importGroups(version('g', 1, '2021-01-01'))).toMatchObject({ ...NOTHING, created: 1 });
      const again = await importGroups(version('g', 1, '2021-01-01'), version('h', 1, '2021-01-01'));
      expect(again).toMatchObject({ ...NOTHING, created: 1, unchanged: 1 });
      for (const recorded of ['2021-01-01', '2020-06-01', '2022-01-01']) {
        const { receipt, ...rest } = await importGroups(version('g', 1, recorded));
        expect(rest).toEqual({ ...NOTHING, unchanged: 1 });
        expect(receipt).toMatchObject({ batch: 2, committed: true });
      }
      expect(await bench().store.latestBatch()).toBe(2);
    });

    test('other content recorded later closes the version held, from its own instant on', async () => {
      await importGroups(version('g', 1, '2021-01-01'));
      expect(await importGroups(version('g', 2, '2022-01-01'))).toMatchObject({ ...NOTHING, updated: 1 });
      expect(await monthAt('2021-01-01')).toBeUndefined();
      expect(await monthAt('2022-01-01')).toBe(1);
      expect(await monthAt('2022-01-01T00:00:00.001Z')).toBe(2);
      expect(await monthAt('2023-01-01', 1)).toBe(1);
    });

    test('a source is content too', async () => {
      await importGroups({ ...version('g', 1, '2021-01-01'), source: 'a' });
      expect(await importGroups({ ...version('g', 1, '2022-01-01'), source: 'b' })).toMatchObject({
        updated: 1,
      });
      expect(await importGroups(version('g', 1, '2023-01-01'))).toMatchObject({ updated: 1 });
    });

    test('other content not recorded later is stale', async () => {
      await importGroups(version('g', 1, '2021-01-01'), version('g', 2, '2022-01-01'));
      const result = await importGroups(
        version('g', 3, '2021-06-01'),
        version('g', 4, '2022-01-01'),
        version('g', 5, '2020-06-01'),
      );
      expect(result).toMatchObject({ ...NOTHING, rejected: 3 });
      expect((await reasons(result.receipt)).sort()).toEqual([
        [1, 'stale_version'],
        [2, 'stale_version'],
        [3, 'stale_version'],
      ]);
      expect(await monthAt('2023-01-01')).toBe(2);
    });

    test('a row equal in content and instant to any version held is unchanged', async () => {
      const rows = [
        version('g', 1, '2021-01-01'),
        version('g', 2, '2022-01-01'),
        version('g', 1, '2023-01-01'),
      ];
      expect(await importGroups(...rows)).toMatchObject({ ...NOTHING, created: 1, updated: 2 });
      expect(await importGroups(...rows)).toMatchObject({ ...NOTHING, unchanged: 3 });
    });

    test('several versions in one import chain in the order they were recorded', async () => {
      await importGroups(version('g', 1, '2021-01-01'));
      const result = await importGroups(
        version('g', 3, '2023-01-01'),
        version('g', 2, '2022-01-01'),
        version('g', 2, '2022-06-01'),
        version('g', 4, '2024-01-01'),
        version('g', 1, '2021-06-01'),
      );
      expect(result).toMatchObject({ ...NOTHING, updated: 3, unchanged: 2 });
      const months = ['2021-12-01', '2022-12-01', '2023-12-01', '2024-12-01'].map((asOf) => monthAt(asOf));
      expect(await Promise.all(months)).toEqual([1, 2, 3, 4]);
      expect(await monthAt('2024-12-01', 1)).toBe(1);
    });

    test('of rows with one key and instant the first counts; its equals are unchanged, others conflict', async () => {
      const result = await importGroups(
        version('g', 1, '2021-01-01'),
        version('g', 2, '2021-01-01'),
        version('g', 1, '2021-01-01'),
        version('h', 1, '2021-01-01'),
      );
      expect(result).toMatchObject({ ...NOTHING, created: 2, unchanged: 1, rejected: 1 });
      expect(await reasons(result.receipt)).toEqual([[2, 'conflicting_rows']]);
      expect(await monthAt('2022-01-01')).toBe(1);
    });

    test('a retraction closes the open version without a successor', async () => {
      await importGroups(version('g', 1, '2021-01-01'));
      const result = await importGroups(retraction('g', '2022-01-01'));
      expect(result).toMatchObject({ ...NOTHING, retracted: 1 });
      expect(result.receipt.batch).toBe(2);
      expect(await monthAt('2022-01-01')).toBe(1);
      expect(await monthAt('2022-01-01T00:00:00.001Z')).toBeUndefined();
      expect(await monthAt('2023-01-01', 1)).toBe(1);
    });

    test('retracting what is not held, or was retracted, changes nothing', async () => {
      expect(await importGroups(retraction('g', '2021-01-01'))).toMatchObject({ ...NOTHING, unchanged: 1 });
      await importGroups(version('g', 1, '2021-01-01'), retraction('g', '2022-01-01'));
      expect(await importGroups(retraction('g', '2022-01-01'))).toMatchObject({ ...NOTHING, unchanged: 1 });
      expect(await importGroups(retraction('g', '2023-01-01'))).toMatchObject({ ...NOTHING, unchanged: 1 });
    });

    test('a retraction that was not recorded later is stale', async () => {
      await importGroups(version('g', 1, '2021-01-01'));
      expect(await importGroups(retraction('g', '2021-01-01'))).toMatchObject({ ...NOTHING, rejected: 1 });
      expect(await monthAt('2022-01-01')).toBe(1);
    });

    test('after a retraction the fact may be asserted again, later', async () => {
      await importGroups(version('g', 1, '2021-01-01'), retraction('g', '2022-01-01'));
      expect(await importGroups(version('g', 2, '2021-06-01'))).toMatchObject({ ...NOTHING, rejected: 1 });
      expect(await importGroups(version('g', 2, '2022-01-01'))).toMatchObject({ ...NOTHING, rejected: 1 });
      expect(await importGroups(version('g', 1, '2023-01-01'))).toMatchObject({ ...NOTHING, updated: 1 });
      expect(await monthAt('2022-06-01')).toBeUndefined();
      expect(await monthAt('2024-01-01')).toBe(1);
    });

    test('an import with retractions among its versions is idempotent', async () => {
      const rows = [
        version('g', 1, '2021-01-01'),
        retraction('g', '2022-01-01'),
        version('g', 2, '2023-01-01'),
        retraction('h', '2021-01-01'),
      ];
      expect(await importGroups(...rows)).toMatchObject({
        created: 1,
        retracted: 1,
        updated: 1,
        unchanged: 1,
      });
      expect(await importGroups(...rows)).toMatchObject({ ...NOTHING, unchanged: 4 });
    });

    test('a key of several columns is compared as a whole', async () => {
      const users = ['ada', 'bob'].map((id) => ({ id, registered_at: '2020-01-01' }));
      const rating = ([from, to]: string[], at: string, value: number): RawRow => ({
        from_id: from, to_id: to, occurred_at: at, value, recorded_at: at,
      }); // prettier-ignore
      const ratings = [
        rating(['ada', 'bob'], '2021-01-01', 0.5),
        rating(['bob', 'ada'], '2021-01-01', 0.25),
        rating(['ada', 'bob'], '2021-01-02', 0.125),
      ];
      expect(counts(await bench().import({ users, ratings }), 'ratings')).toEqual({ ...NOTHING, created: 3 });
      expect(counts(await bench().import({ ratings }), 'ratings')).toEqual({ ...NOTHING, unchanged: 3 });
    });

    test('two files of one kind are one import', async () => {
      const { store, folder } = bench();
      const first = await stageRows(folder, 'groups', [version('g', 2, '2022-01-01')]);
      const second = await stageRows(folder, 'groups', [
        version('g', 1, '2021-01-01'),
        version('g', 9, '2022-01-01'),
      ]);
      const receipt = await store.ingest([first, { ...second, origin: 'more.csv' }], {
        recorded: instant('2024-01-01'),
        createMissing: false,
        strict: false,
        scratch: folder,
      });
      expect(receipt.files).toMatchObject([
        { ...NOTHING, origin: 'groups.csv', updated: 1 },
        { ...NOTHING, origin: 'more.csv', created: 1, rejected: 1 },
      ]);
      expect(await readRejections({ ...receipt, files: receipt.files.slice(1) })).toMatchObject([
        { record: 2n, reason: 'conflicting_rows' },
      ]);
    });
  });
}
