/** Who trusts and who reviews with whom. Counts are the publishers' own; those of pairs were made once with Python sets. */
import { beforeAll, expect, it } from 'vitest';
import { OUTCOMES } from '../../src/domain/score.ts';
import { describeWithData } from '../support/data-folder.ts';
import { importRecipe, readCounts, unchangedCounts, type RecipeImport } from '../support/recipe-import.ts';

describeWithData('epinions-trust', (from) => {
  const kinds = { users: 75_888, ties: 103_097 + 302_643 };
  let epinions: RecipeImport;
  beforeAll(async () => {
    epinions = await importRecipe('epinions', from);
  });

  it('takes every user and every statement of trust', async () => {
    expect(epinions.rejects).toBe('');
    expect(readCounts(epinions.summary)).toEqual(kinds);
    expect(epinions.summary.files.every(({ created, read }) => created === read)).toBe(true);
    const [pairs] = await epinions.ask(
      'SELECT count(accepted_at) AS returned, count(*) - count(accepted_at) AS one_sided FROM ties',
    );
    expect(pairs).toEqual({ returned: 103_097, one_sided: 302_643 });
    expect(2 * Number(pairs?.['returned']) + Number(pairs?.['one_sided'])).toBe(508_837);
  });

  it('accepts trust only where it is returned, and keeps the direction where it is not', async () => {
    // 0 trusts 4 and 44; of these 44 alone trusts 0; 143 trusts 0, who does not trust 143.
    expect(
      await epinions.ask(`SELECT from_id, to_id, accepted_at IS NOT NULL AS is_accepted FROM ties
        WHERE list_sort([from_id, to_id]) IN (['epinions-0', 'epinions-4'], ['epinions-0', 'epinions-44'],
          ['epinions-0', 'epinions-143'])
        ORDER BY to_id`),
    ).toEqual([
      { from_id: 'epinions-143', to_id: 'epinions-0', is_accepted: false },
      { from_id: 'epinions-0', to_id: 'epinions-4', is_accepted: false },
      { from_id: 'epinions-0', to_id: 'epinions-44', is_accepted: true },
    ]);
  });

  it('changes nothing the second time; a run sees returned trust alone, and has no record to score by', async () => {
    expect(unchangedCounts(await epinions.again())).toEqual(kinds);
    const { run, projection } = await epinions.score('2003-02-01');
    expect(run).toMatchObject({ subjects: 75_888, scored: 0 });
    expect(projection.columns.liveTies.reduce((sum, ties) => sum + ties, 0)).toBe(2 * 103_097);
  });
});

describeWithData('amazon-collusion', (from) => {
  const kinds = { users: 9424, ties: 90_646, attributes: 10 * 9424, flags: 837, outcomes: 4581 - 837 };
  let amazon: RecipeImport;
  beforeAll(async () => {
    amazon = await importRecipe('amazon-collusion', from);
  });

  it('takes every reviewer, feature and pair', async () => {
    expect(amazon.rejects).toBe('');
    expect(readCounts(amazon.summary)).toEqual(kinds);
    expect(amazon.summary.files.every(({ created, read }) => created === read)).toBe(true);
    // 0.299709	0.0604651	0.00383142	0.00145594	0.484808	0.637222	0.218555	0.0689655	0.071024223	0.822194387
    expect(
      await amazon.ask(`SELECT value FROM attributes WHERE subject_id = 'amazon-1'
        AND name IN ('feature_1', 'feature_10') ORDER BY name`),
    ).toEqual([{ value: '0.299709' }, { value: '0.822194387' }]);
    // 9 2171
    expect(
      await amazon.ask(`SELECT count(*) AS ties FROM ties
        WHERE (from_id, to_id) IN (('amazon-9', 'amazon-2171'), ('amazon-2171', 'amazon-9'))`),
    ).toEqual([{ ties: 1 }]);
  });

  it('flags the first training split and nobody else', async () => {
    expect(await amazon.ask('SELECT kind, count(*) AS flags FROM flags GROUP BY kind ORDER BY kind')).toEqual(
      [
        { kind: 'confirmed_fraud', flags: 104 },
        { kind: 'trusted_seed', flags: 733 },
      ],
    );
    expect(
      await amazon.ask(`SELECT value, count(*) AS reviewers FROM outcomes GROUP BY value ORDER BY value`),
    ).toEqual([
      { value: '0', reviewers: 4024 - 733 },
      { value: '1', reviewers: 557 - 104 },
    ]);
    expect(await amazon.ask('SELECT subject_id FROM flags JOIN outcomes USING (subject_id)')).toEqual([]);
  });

  it('changes nothing the second time; a run withholds the known spammers and no other', async () => {
    expect(unchangedCounts(await amazon.again())).toEqual(kinds);
    const { run, scores } = await amazon.score('2012-01-02');
    expect(run.subjects).toBe(9424);
    expect(run.scored).toBeGreaterThan(0);
    const withheld = scores.outcome.filter((outcome) => OUTCOMES[outcome] === 'restricted');
    expect(withheld).toHaveLength(104);
  });
});
