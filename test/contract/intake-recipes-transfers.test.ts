/** Accounts and the transfers between them. Counts are the publishers' own; sums were made once with Python's decimals. */
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { describeWithData } from '../support/data-folder.ts';
import { importRecipe, readCounts, unchangedCounts, type RecipeImport } from '../support/recipe-import.ts';

const SAMPLES = [
  {
    folder: '20K_cycle200',
    transactions: 117_805,
    laundering: 945,
    minor: 3_300_340_768,
    // 280,15349,147.8,1
    first: ['amlsim-280-15349-1-1', 14_780],
  },
  {
    folder: '20K_fanin200',
    transactions: 118_250,
    laundering: 954,
    minor: 3_303_903_718,
    // 360,18984,103.55,1
    first: ['amlsim-360-18984-1-1', 10_355],
  },
] as const;

describeWithData('amlsim-20k', (root) => {
  describe.each(SAMPLES)('$folder', ({ folder, transactions, laundering, minor, first }) => {
    const kinds = { users: 20_000, transactions, attributes: 20_000, outcomes: 20_000 };
    let amlsim: RecipeImport;
    beforeAll(async () => {
      amlsim = await importRecipe('amlsim', join(root, folder));
    });

    it('takes every account and transfer', async () => {
      expect(amlsim.rejects).toBe('');
      expect(readCounts(amlsim.summary)).toEqual(kinds);
      expect(amlsim.summary.files.every(({ created, read }) => created === read)).toBe(true);
      expect(
        await amlsim.ask(`SELECT count(DISTINCT id) AS ids, sum(amount_minor)::BIGINT AS minor,
          count(*) FILTER (payer_id = payee_id) AS within FROM transactions`),
      ).toEqual([{ ids: transactions, minor, within: 14 }]);
    });

    it('has a step for a day', async () => {
      expect(
        await amlsim.ask(`SELECT amount_minor, occurred_at FROM transactions WHERE id = '${first[0]}'`),
      ).toEqual([{ amount_minor: first[1], occurred_at: '2017-01-02T00:00:00.000Z' }]);
      // Day 149 counted from the first of January.
      expect(await amlsim.ask('SELECT max(occurred_at) AS last FROM transactions')).toEqual([
        { last: '2017-05-30T00:00:00.000Z' },
      ]);
    });

    it('keeps who laundered out of everything but the outcomes', async () => {
      expect(await amlsim.ask(`SELECT count(*) AS accounts FROM outcomes WHERE value = '1'`)).toEqual([
        { accounts: laundering },
      ]);
      expect(await amlsim.ask('SELECT DISTINCT name FROM attributes')).toEqual([{ name: 'initial_balance' }]);
    });

    it('changes nothing the second time, and scores', async () => {
      expect(unchangedCounts(await amlsim.again())).toEqual(kinds);
      const { run } = await amlsim.score('2017-05-31');
      expect(run.subjects).toBe(20_000);
      expect(run.scored).toBeGreaterThan(0);
    });
  });
});

describeWithData('ldbc-finbench-example', (from) => {
  const kinds = { users: 6200, transactions: 37_861 + 42_069, sightings: 542 + 524, attributes: 2 * 6200 };
  let accounts: RecipeImport;
  beforeAll(async () => {
    accounts = await importRecipe('ldbc-finbench-accounts', from);
  });

  it('takes every account, movement and sign-in, and knows both ends of each', async () => {
    expect(accounts.rejects).toBe('');
    expect(readCounts(accounts.summary)).toEqual(kinds);
    expect(accounts.summary.files.every(({ created, read }) => created === read)).toBe(true);
    expect(
      await accounts.ask(`SELECT split_part(id, '-', 1) AS name, count(DISTINCT id) AS ids,
        count(*) FILTER (payer_id = payee_id) AS within FROM transactions GROUP BY name ORDER BY name`),
    ).toEqual([
      // 4695002611533743797 sends once to itself.
      { name: 'transfer', ids: 37_861, within: 1 },
      { name: 'withdrawal', ids: 42_069, within: 0 },
    ]);
  });

  it('keeps account numbers beyond 2^53 and amounts to the hundredth', async () => {
    // 28710447624489049|48413695994234887|544595.7886430753|2020-06-29 02:33:46.538
    expect(
      await accounts.ask(`SELECT payer_id, payee_id, amount_minor, occurred_at FROM transactions
        WHERE id = 'transfer-28710447624489049-48413695994234887-1593398026538-1'`),
    ).toEqual([
      {
        payer_id: 'account-28710447624489049',
        payee_id: 'account-48413695994234887',
        amount_minor: 54_459_579,
        occurred_at: '2020-06-29T02:33:46.538Z',
      },
    ]);
  });

  it('says whose each account is', async () => {
    expect(
      await accounts.ask(`SELECT split_part(value, '-', 1) AS owner, count(*) AS accounts FROM attributes
        WHERE name = 'owner' GROUP BY owner ORDER BY owner`),
    ).toEqual([
      { owner: 'company', accounts: 2015 },
      { owner: 'person', accounts: 4185 },
    ]);
  });

  it('changes nothing the second time, and scores', async () => {
    expect(unchangedCounts(await accounts.again())).toEqual(kinds);
    const { run } = await accounts.score('2022-12-01');
    expect(run.subjects).toBe(6200);
    expect(run.scored).toBeGreaterThan(0);
  });
});
