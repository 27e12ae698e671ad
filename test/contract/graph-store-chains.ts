import { describe, expect, test } from 'vitest';
import type { RunRecord } from '../../src/engine/ports.ts';
import { emptyScoreTable, type ScoreTable } from '../../src/scoring/score-table.ts';
import { instant, useBench, type OpenStore } from './store-bench.ts';
import { runOf } from './stored-runs.ts';

/** One factor, whose value is the score over 10. */
function scoresOf(rows: Readonly<Record<string, number>>): ScoreTable {
  const ids = Object.keys(rows);
  const scores = Object.values(rows);
  const empty = emptyScoreTable(ids.length, ['f']);
  return {
    ...empty,
    ids,
    score: Uint16Array.from(scores),
    factors: [{ ...empty.factors[0]!, value: Float64Array.from(scores, (score) => score / 10) }],
  };
}

const FULL = runOf('full', '2024-07-01', { finishedAt: instant('2024-07-01') });
const [FIRST, SECOND, THIRD] = ['2024-07-02', '2024-07-03', '2024-07-04'].map((asOf, place) =>
  onBase(`touched-${place + 1}`, asOf, place === 0 ? 'full' : `touched-${place}`),
) as [RunRecord, RunRecord, RunRecord];

function onBase(id: string, asOf: string, base: string): RunRecord {
  const touchedJson = '{"touched":2,"quote":"\'"}';
  return runOf(id, asOf, { finishedAt: instant(asOf), subjects: 5, scored: 5, base, touchedJson });
}

/** As one of many. */
const listed = (run: RunRecord) => ({ ...run, touchedJson: undefined });

export function describeChains(open: OpenStore): void {
  describe('runs that stand on others', () => {
    const bench = useBench(open);
    const save = async (...runs: readonly (readonly [RunRecord, Readonly<Record<string, number>>])[]) => {
      for (const [run, rows] of runs) await bench().store.saveRun(run, scoresOf(rows));
    };
    const saveChain = () =>
      save(
        [FULL, { ada: 600, bob: 610, cem: 620 }],
        [FIRST, { bob: 611, '\u{1f600}': 700 }],
        [SECOND, { aaron: 500, bob: 612, '\uff5a': 800 }],
        [THIRD, { cem: 623 }],
      );
    const allOf = async (run: RunRecord) => {
      const { ids, score } = await bench().store.readScores(run);
      return ids.map((id, row) => [id, score[row]]);
    };

    test('a run comes back with what it stands on and how it was made', async () => {
      await saveChain();
      const { store } = bench();
      expect(await store.readRun('touched-2')).toEqual(SECOND);
      expect(await store.readRun('full')).toEqual(FULL);
      expect(await store.latestRun('credit')).toEqual(THIRD);
    });

    test('scores are those of the full run with every later row over them, newcomers in their places', async () => {
      await saveChain();
      expect(await bench().store.readScores(FIRST)).toEqual(
        scoresOf({ ada: 600, bob: 611, cem: 620, '\u{1f600}': 700 }),
      );
      expect(await allOf(THIRD)).toEqual([
        ...[
          ['aaron', 500],
          ['ada', 600],
          ['bob', 612],
          ['cem', 623],
        ],
        ...[
          ['\uff5a', 800],
          ['\u{1f600}', 700],
        ],
      ]);
      expect(await allOf(FULL)).toEqual([
        ['ada', 600],
        ['bob', 610],
        ['cem', 620],
      ]);
    });

    test('one score is as the run left it, whichever run wrote it', async () => {
      await saveChain();
      const { store } = bench();
      const scoreOf = async (run: RunRecord, id: string) => (await store.readScore(run, id))?.score;
      expect(await scoreOf(THIRD, 'ada')).toBe(600);
      expect(await scoreOf(THIRD, 'bob')).toBe(612);
      expect(await scoreOf(FIRST, 'bob')).toBe(611);
      expect(await scoreOf(FULL, 'bob')).toBe(610);
      expect(await scoreOf(THIRD, '\u{1f600}')).toBe(700);
      expect(await scoreOf(FIRST, 'aaron')).toBeUndefined();
      expect((await store.readScore(THIRD, 'cem'))?.factors[0]?.value).toBe(62.3);
    });

    test('two runs may stand on one, and neither is in the other', async () => {
      await saveChain();
      const other = onBase('other', '2024-07-05', 'touched-1');
      await save([other, { ada: 601 }]);
      expect(await allOf(other)).toEqual([
        ['ada', 601],
        ['bob', 611],
        ['cem', 620],
        ['\u{1f600}', 700],
      ]);
      expect((await bench().store.readScore(THIRD, 'ada'))?.score).toBe(600);
    });

    test('a run that changed nobody has the scores of what it stands on', async () => {
      await save([FULL, { ada: 600 }], [FIRST, {}]);
      expect(await allOf(FIRST)).toEqual([['ada', 600]]);
      expect((await bench().store.readScore(FIRST, 'ada'))?.score).toBe(600);
    });

    test('a run of the same id replaces the old one where it stands', async () => {
      await saveChain();
      await save([FIRST, { cem: 621 }]);
      expect(await allOf(FIRST)).toEqual([
        ['ada', 600],
        ['bob', 610],
        ['cem', 621],
      ]);
      expect((await bench().store.readScore(SECOND, 'cem'))?.score).toBe(621);
    });

    test('a run on one that is not held is refused', async () => {
      const { store } = bench();
      await expect(store.saveRun(FIRST, scoresOf({ ada: 600 }))).rejects.toMatchObject({ code: 'not_found' });
      expect(await store.readRun(FIRST.id)).toBeUndefined();
    });

    test('a history has the full runs that knew a subject and the others that changed it', async () => {
      await saveChain();
      const { store } = bench();
      const historyOf = async (id: string) =>
        (await store.history(id)).map(({ run, row }) => [run.id, row.score]);
      expect(await historyOf('ada')).toEqual([['full', 600]]);
      expect(await historyOf('bob')).toEqual([
        ['full', 610],
        ['touched-1', 611],
        ['touched-2', 612],
      ]);
      expect(await historyOf('aaron')).toEqual([['touched-2', 500]]);
      expect((await store.history('cem')).at(-1)?.run).toEqual(listed(THIRD));
    });

    test('all runs are listed, or those of a purpose, the latest asOf first, then the one finished last', async () => {
      await saveChain();
      const { store } = bench();
      const again = runOf('again', '2024-07-02', { finishedAt: instant('2024-08-01') });
      const tenancy = runOf('tenancy', '2024-07-03', {
        purpose: 'tenancy',
        finishedAt: instant('2024-07-01'),
      });
      for (const run of [tenancy, again]) await store.saveRun(run, scoresOf({ ada: 1 }));
      expect(await store.listRuns('credit')).toEqual([THIRD, SECOND, again, FIRST, FULL].map(listed));
      expect((await store.listRuns()).map(({ id }) => id)).toEqual([
        ...['touched-3', 'touched-2', 'tenancy', 'again', 'touched-1', 'full'],
      ]);
      expect(await store.listRuns('marketing')).toEqual([]);
    });
  });
}
