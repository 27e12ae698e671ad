/**
 * The Berka recipe over its data. Counts are the publishers' own (PKDD'99 and the README); sums over the files were made
 * once with Python's csv module.
 */
import { beforeAll, expect, it } from 'vitest';
import { describeWithData } from '../support/data-folder.ts';
import { importRecipe, readCounts, unchangedCounts, type RecipeImport } from '../support/recipe-import.ts';

const KINDS = {
  users: 5369,
  merchants: 1 + 540,
  obligations: 682,
  ties: 869,
  transactions: 30_200,
  attributes: 144_885,
  outcomes: 328 + 177,
};

describeWithData('berka', (from) => {
  let berka: RecipeImport;
  beforeAll(async () => {
    berka = await importRecipe('berka', from);
  });

  it('takes every row of every table', () => {
    expect(berka.rejects).toBe('');
    expect(readCounts(berka.summary)).toEqual(KINDS);
    expect(berka.summary.files.every(({ created, read }) => created === read)).toBe(true);
  });

  it('owes 682 loans to the bank, and does not tell by them which ended well', async () => {
    expect(
      await berka.ask(`SELECT id, debtor_id, creditor_id, principal_minor, currency, opened_at, settled_at
        FROM obligations WHERE id IN ('berka-loan-5314', 'berka-loan-5316') ORDER BY id`),
    ).toEqual([
      {
        // 5314;1787;930705;96396;12;8033;-1
        id: 'berka-loan-5314',
        debtor_id: 'berka-client-2166',
        creditor_id: 'berka-bank',
        principal_minor: 9_639_600,
        currency: 'CZK',
        opened_at: '1993-07-05T00:00:00.000Z',
        settled_at: null,
      },
      {
        // 5316;1801;930711;165960;36;4610;1
        id: 'berka-loan-5316',
        debtor_id: 'berka-client-2181',
        creditor_id: 'berka-bank',
        principal_minor: 16_596_000,
        currency: 'CZK',
        opened_at: '1993-07-11T00:00:00.000Z',
        settled_at: null,
      },
    ]);
    expect(
      await berka.ask('SELECT count(settled_at) + count(defaulted_at) AS ended FROM obligations'),
    ).toEqual([{ ended: 0 }]);
  });

  it('knows 61 bad loans of 505, as of the day they were granted', async () => {
    expect(
      await berka.ask(
        'SELECT value, count(*) AS loans FROM outcomes WHERE as_of < observed_at GROUP BY value ORDER BY value',
      ),
    ).toEqual([
      { value: '0', loans: 282 + 162 },
      { value: '1', loans: 46 + 15 },
    ]);
    const early = `SELECT o.subject_id FROM outcomes o LEFT JOIN obligations l
      ON l.debtor_id = o.subject_id AND l.opened_at = o.as_of WHERE l.id IS NULL`;
    expect(await berka.ask(early)).toEqual([]);
  });

  it('shows no movement of the day of the loan or later', async () => {
    const owners = `SELECT debtor_id, opened_at FROM obligations`;
    expect(
      await berka.ask(`SELECT count(*) AS movements, count(DISTINCT debtor_id) AS borrowers,
        bool_and(occurred_at < opened_at) AS earlier
        FROM transactions JOIN (${owners}) ON debtor_id IN (payer_id, payee_id)`),
    ).toEqual([{ movements: 30_200, borrowers: 354, earlier: true }]);
  });

  it('tells money that changes hands from cash, and whom it went to', async () => {
    expect(
      await berka.ask(`SELECT kind, payer_id = payee_id AS is_cash, 'berka-bank' IN (payer_id, payee_id) AS with_bank,
        count(*) AS movements FROM transactions GROUP BY ALL ORDER BY ALL`),
    ).toEqual([
      { kind: 'income', is_cash: false, with_bank: false, movements: 1448 },
      { kind: 'income', is_cash: false, with_bank: true, movements: 5130 },
      { kind: 'purchase', is_cash: false, with_bank: false, movements: 681 },
      { kind: 'purchase', is_cash: false, with_bank: true, movements: 3186 },
      { kind: 'transfer', is_cash: false, with_bank: false, movements: 1549 },
      { kind: 'transfer', is_cash: false, with_bank: true, movements: 43 },
      { kind: 'transfer', is_cash: true, with_bank: false, movements: 10_613 + 5304 + 54 + 47 },
      { kind: 'utility', is_cash: false, with_bank: false, movements: 2145 },
    ]);
    // 6258;25;961010;withdrawal;remittance to another bank;6817.00;70218.50;household;IJ;4896235
    expect(await berka.ask(`SELECT * EXCLUDE (record) FROM transactions WHERE id = 'berka-6258'`)).toEqual([
      expect.objectContaining({
        payer_id: 'berka-client-31',
        payee_id: 'berka-IJ-4896235',
        amount_minor: 681_700,
        occurred_at: '1996-10-10T00:00:00.000Z',
      }),
    ]);
  });

  it('marks sex and age as protected, and nothing else', async () => {
    expect(await berka.ask('SELECT DISTINCT name FROM attributes WHERE protected ORDER BY name')).toEqual([
      { name: 'age' },
      { name: 'birth_date' },
      { name: 'sex' },
    ]);
    // 1;"706213";18, whose account was opened on 1995-03-24: months above 50 are women's.
    expect(
      await berka.ask(
        `SELECT name, value FROM attributes WHERE subject_id = 'berka-client-1' AND protected ORDER BY name`,
      ),
    ).toEqual([
      { name: 'age', value: '24' },
      { name: 'birth_date', value: '1970-12-13' },
      { name: 'sex', value: 'female' },
    ]);
    expect(
      await berka.ask(`SELECT count(*) AS women FROM attributes WHERE name = 'sex' AND value = 'female'`),
    ).toEqual([{ women: 2645 }]);
  });

  it('keeps all cards and standing orders', async () => {
    expect(
      await berka.ask(
        `SELECT value, count(*) AS cards FROM attributes WHERE name = 'card' GROUP BY value ORDER BY value`,
      ),
    ).toEqual([
      { value: 'classic', cards: 659 },
      { value: 'gold', cards: 88 },
      { value: 'junior', cards: 145 },
    ]);
    expect(
      await berka.ask(`SELECT sum(value::INTEGER)::INTEGER AS orders FROM attributes
        WHERE name LIKE 'standing_orders_%' AND name NOT LIKE '%_czk'`),
    ).toEqual([{ orders: 6471 }]);
    expect(
      await berka.ask(`SELECT sum(value::DECIMAL(15, 2))::VARCHAR AS amount FROM attributes
        WHERE name LIKE 'standing_orders_%_czk'`),
    ).toEqual([{ amount: '21228993.60' }]);
  });

  it('ends a day with the balance that the day adds up to', async () => {
    expect(
      await berka.ask(`SELECT count(*) AS days, count(*) FILTER (value::DOUBLE < 0) AS overdrawn
        FROM attributes WHERE name = 'account_balance_czk'`),
    ).toEqual([{ days: 23_439, overdrawn: 53 }]);
    // Account 25 on 1996-09-06: 71821.00 - 36000.00 + 41759.00 is 77580.00; the day's other balance is 113580.00.
    expect(
      await berka.ask(`SELECT value FROM attributes WHERE name = 'account_balance_czk'
        AND subject_id = 'berka-client-31' AND occurred_at = '1996-09-06'`),
    ).toEqual([{ value: '77580.00' }]);
  });

  it('dates the figures of a year by its end, and leaves out those that are not known', async () => {
    // 61 clients live in Jesenik, whose figures for 1995 are missing.
    expect(
      await berka.ask(`SELECT occurred_at, count(*) AS figures FROM attributes
        WHERE name IN ('district_unemployment_percent', 'district_crimes') GROUP BY ALL ORDER BY ALL`),
    ).toEqual([
      { occurred_at: '1996-01-01T00:00:00.000Z', figures: 2 * (5369 - 61) },
      { occurred_at: '1997-01-01T00:00:00.000Z', figures: 2 * 5369 },
    ]);
  });

  it('changes nothing the second time, and scores', async () => {
    expect(unchangedCounts(await berka.again())).toEqual(KINDS);
    const { run } = await berka.score('1999-01-01');
    expect(run).toMatchObject({ subjects: 5369 + 541, reportingCurrency: 'CZK' });
    expect(run.scored).toBeGreaterThan(0);
  });
});
