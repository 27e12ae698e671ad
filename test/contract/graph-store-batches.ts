import { describe, expect, test } from 'vitest';
import { ConflictError } from '../../src/domain/errors.ts';
import { NOW, PEOPLE, transaction } from './small-world.ts';
import { useBench, type OpenStore } from './store-bench.ts';

/** A store of which an import is many transactions refuses runs while it goes on. */
function noneWhereRefused(error: unknown): number {
  if (error instanceof ConflictError) return 0;
  throw error;
}

export function describeBatches(open: OpenStore): void {
  describe('an import is a batch, all of it or nothing', () => {
    const bench = useBench(open);

    test('batches are numbered from 1, and 0 is before the first', async () => {
      expect(await bench().store.latestBatch()).toBe(0);
      expect(await bench().import(PEOPLE)).toMatchObject({ batch: 1, committed: true });
      expect(await bench().import({ transactions: [transaction('ada', 'bob')] })).toMatchObject({ batch: 2 });
      expect(await bench().store.latestBatch()).toBe(2);
    });

    test('the latest batch as of an instant is the last that a run as of then can see anything of', async () => {
      const { store } = bench();
      const group = (since: string, recorded_at: string) => ({
        groups: [{ id: 'g', kind: 'other', since, recorded_at }],
      });
      await bench().import(group('2020-01-01', '2021-01-01'));
      await bench().import(group('2020-02-01', '2022-01-01'));
      await bench().import({ groups: [{ id: 'g', retracted: true, recorded_at: '2023-01-01' }] });
      const at = (date: string) => store.latestBatch(Date.parse(date));
      expect(await at('2021-01-01')).toBe(0);
      expect(await at('2021-01-02')).toBe(1);
      expect(await at('2022-01-01')).toBe(1);
      expect(await at('2022-06-01')).toBe(2);
      expect(await at('2023-01-02')).toBe(3);
    });

    test('a rehearsal says what would come of an import, and keeps none of it', async () => {
      const receipt = await bench().import(PEOPLE, { rehearse: true });
      expect(receipt).toMatchObject({ committed: false, batch: 0 });
      expect(receipt.files[0]?.created).toBeGreaterThan(0);
      expect(await bench().store.latestBatch()).toBe(0);
      expect((await bench().tables(NOW)).subjects.id).toEqual([]);
    });

    test('a cut by an earlier batch does not see a later one', async () => {
      await bench().import(PEOPLE);
      await bench().import({
        transactions: [transaction('ada', 'bob')],
        users: [{ id: 'dan', registered_at: '2020-01-01' }],
      });
      const earlier = await bench().tables(NOW, 1);
      expect(earlier.subjects.id).toEqual(['ada', 'bob', 'cem', 'circle', 'shop']);
      expect(earlier.dealt.source).toHaveLength(0);
      expect((await bench().tables(NOW, 0)).subjects.id).toEqual([]);
      expect((await bench().tables(NOW, 2)).dealt.source).toHaveLength(1);
    });

    test('a strict import is undone by any rejection, and says of which rows', async () => {
      const receipt = await bench().import(
        { ...PEOPLE, transactions: [transaction('ada', 'bob'), transaction('ada', 'nobody')] },
        { strict: true },
      );
      expect(receipt).toMatchObject({ committed: false, batch: 0 });
      expect(receipt.files.at(-1)).toMatchObject({ created: 1, rejected: 1 });
      expect(receipt.files.at(-1)?.rejectionsPath).toBeDefined();
      expect((await bench().tables(NOW, 9)).subjects.id).toEqual([]);
      expect(await bench().store.latestBatch()).toBe(0);
    });

    test('a strict import without rejections is committed', async () => {
      expect(await bench().import(PEOPLE, { strict: true })).toMatchObject({ committed: true, batch: 1 });
    });

    test('an import that is not strict keeps what is good', async () => {
      const receipt = await bench().import({
        ...PEOPLE,
        transactions: [transaction('ada', 'bob'), transaction('ada', 'nobody')],
      });
      expect(receipt).toMatchObject({ committed: true, batch: 1 });
      expect(await bench().rows('dealt', NOW)).toHaveLength(1);
    });

    test('nothing of an import is visible while it goes on', async () => {
      const seen: Promise<number>[] = [];
      await bench().import(PEOPLE, {
        onProgress: () => {
          seen.push(bench().store.latestBatch());
          seen.push(
            bench()
              .tables(NOW, 1)
              .then(({ subjects }) => subjects.id.length)
              .catch(noneWhereRefused),
          );
        },
      });
      expect(seen.length).toBeGreaterThan(0);
      expect(new Set(await Promise.all(seen))).toEqual(new Set([0]));
    });

    test('imports asked for at once follow each other', async () => {
      const receipts = await Promise.all([
        bench().import(PEOPLE),
        bench().import({ rates: [{ currency: 'USD', occurred_at: '2020-01-01', per_reporting_unit: 1 }] }),
      ]);
      expect(receipts.map(({ batch }) => batch).sort()).toEqual([1, 2]);
    });

    test('progress names the kinds and counts the rows', async () => {
      const stages: string[] = [];
      await bench().import(PEOPLE, {
        onProgress: ({ stage, done, total }) => stages.push(`${stage} ${done}/${total}`),
      });
      expect(stages).toEqual(['store users 0/5', 'store groups 3/5', 'store merchants 4/5']);
    });

    test('an empty file and no file are imports in which nothing is new', async () => {
      expect(await bench().import({ users: [] })).toMatchObject({
        batch: 0, committed: true, createdMissing: 0,
        files: [{ created: 0, unchanged: 0, rejected: 0 }],
      }); // prettier-ignore
      expect(await bench().import({})).toMatchObject({ batch: 0, committed: true, files: [] });
    });
  });
}
