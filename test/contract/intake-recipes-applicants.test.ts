/** Credit applicants with outcomes. Counts are the publishers' own; sums were made once with Python's csv module. */
import { beforeAll, expect, it } from 'vitest';
import { describeWithData } from '../support/data-folder.ts';
import { importRecipe, readCounts, unchangedCounts, type RecipeImport } from '../support/recipe-import.ts';

describeWithData('german-credit', (from) => {
  const kinds = { users: 1000, attributes: 20 * 1000, outcomes: 1000 };
  let german: RecipeImport;
  beforeAll(async () => {
    german = await importRecipe('german-credit', from);
  });

  it('takes every applicant with all twenty columns', async () => {
    expect(german.rejects).toBe('');
    expect(readCounts(german.summary)).toEqual(kinds);
    expect(german.summary.files.every(({ created, read }) => created === read)).toBe(true);
    // "1","X1",6,"X5","X5",1169,"X5","X5",4,"X3","X1",4,"X1",67,"X3","X2",2,"X3",1,"X2","X1","GOOD"
    expect(
      await german.ask(
        `SELECT string_agg(name || '=' || value, ' ' ORDER BY name) AS all FROM attributes WHERE subject_id = 'german-1'`,
      ),
    ).toEqual([
      {
        all:
          'account_status=X1 age=67 amount=1169 credit_history=X5 duration=6 employment=X5 foreign=X1 ' +
          'guarantors=X1 housing=X2 installment_rate=4 job=X3 num_credits=2 other_plans=X3 people_maintenance=1 ' +
          'phone=X2 property=X1 purpose=X5 resident_since=4 savings=X5 status_gender=X3',
      },
    ]);
  });

  it('protects age, sex with marital status, and foreignness', async () => {
    expect(
      await german.ask(
        'SELECT name, count(DISTINCT value) AS groups FROM attributes WHERE protected GROUP BY name ORDER BY name',
      ),
    ).toEqual([
      { name: 'age', groups: 53 },
      { name: 'foreign', groups: 2 },
      { name: 'status_gender', groups: 4 },
    ]);
  });

  it('has 300 bad credits, known when their term is over', async () => {
    expect(
      await german.ask('SELECT value, count(*) AS credits FROM outcomes GROUP BY value ORDER BY value'),
    ).toEqual([
      { value: '0', credits: 700 },
      { value: '1', credits: 300 },
    ]);
    // The second applicant asks for 48 months.
    expect(
      await german.ask(`SELECT as_of, observed_at, value FROM outcomes WHERE subject_id = 'german-2'`),
    ).toEqual([{ as_of: '1975-01-02T00:00:00.000Z', observed_at: '1979-01-02T00:00:00.000Z', value: '1' }]);
  });

  it('changes nothing the second time; the built-in card, which reads no attribute, scores nobody', async () => {
    expect(unchangedCounts(await german.again())).toEqual(kinds);
    const { run, projection } = await german.score('1975-01-02');
    expect(run).toMatchObject({ subjects: 1000, scored: 0 });
    expect(projection.attributes.size).toBe(20);
    expect(projection.attributes.get('amount')?.numbers.some(Number.isNaN)).toBe(false);
    expect([...projection.protectedAttributes].sort()).toEqual([
      'attribute:age',
      'attribute:foreign',
      'attribute:status_gender',
    ]);
  });
});

describeWithData('taiwan-credit', (from) => {
  const kinds = {
    users: 30_000,
    obligations: 30_000,
    balances: 6 * 30_000,
    payments: 143_103,
    attributes: 23 * 30_000,
    outcomes: 30_000,
  };
  let taiwan: RecipeImport;
  beforeAll(async () => {
    taiwan = await importRecipe('taiwan-credit', from);
  });

  it('takes every client, bill, payment and column', async () => {
    expect(taiwan.rejects).toBe('');
    expect(readCounts(taiwan.summary)).toEqual(kinds);
    expect(taiwan.summary.files.every(({ created, read }) => created === read)).toBe(true);
    expect(
      await taiwan.ask(`SELECT
        (SELECT sum(balance_minor) FROM balances)::BIGINT AS billed,
        (SELECT sum(amount_minor) FROM payments)::BIGINT AS paid,
        (SELECT sum(principal_minor) FROM obligations)::BIGINT AS limits`),
    ).toEqual([{ billed: 810_260_224_700, paid: 94_954_177_700, limits: 502_452_968_000 }]);
  });

  it('puts bills and payments into their months', async () => {
    // 8,1e+05,2,2,2,23,0,-1,-1,0,0,-1,11876,380,601,221,-159,567,380,601,0,581,1687,1542,0
    expect(
      await taiwan.ask(`SELECT occurred_at::DATE::VARCHAR AS day, balance_minor, limit_minor FROM balances
        WHERE obligation_id = 'taiwan-card-8' ORDER BY day`),
    ).toEqual([
      { day: '2005-04-30', balance_minor: 56_700, limit_minor: 10_000_000 },
      { day: '2005-05-31', balance_minor: 0, limit_minor: 10_000_000 },
      { day: '2005-06-30', balance_minor: 22_100, limit_minor: 10_000_000 },
      { day: '2005-07-31', balance_minor: 60_100, limit_minor: 10_000_000 },
      { day: '2005-08-31', balance_minor: 38_000, limit_minor: 10_000_000 },
      { day: '2005-09-30', balance_minor: 1_187_600, limit_minor: 10_000_000 },
    ]);
    expect(
      await taiwan.ask(`SELECT occurred_at::DATE::VARCHAR AS day, amount_minor FROM payments
        WHERE obligation_id = 'taiwan-card-8' ORDER BY day`),
    ).toEqual([
      { day: '2005-04-30', amount_minor: 154_200 },
      { day: '2005-05-31', amount_minor: 168_700 },
      { day: '2005-06-30', amount_minor: 58_100 },
      { day: '2005-08-31', amount_minor: 60_100 },
      { day: '2005-09-30', amount_minor: 38_000 },
    ]);
  });

  it('dates every column of a month by the end of that month', async () => {
    expect(
      await taiwan.ask(`SELECT occurred_at::DATE::VARCHAR AS day, string_agg(DISTINCT name, ' ' ORDER BY name) AS names
        FROM attributes GROUP BY day ORDER BY day`),
    ).toEqual([
      { day: '2005-04-01', names: 'age education limit_bal marriage sex' },
      { day: '2005-04-30', names: 'bill_amt6 pay_6 pay_amt6' },
      { day: '2005-05-31', names: 'bill_amt5 pay_5 pay_amt5' },
      { day: '2005-06-30', names: 'bill_amt4 pay_4 pay_amt4' },
      { day: '2005-07-31', names: 'bill_amt3 pay_3 pay_amt3' },
      { day: '2005-08-31', names: 'bill_amt2 pay_2 pay_amt2' },
      { day: '2005-09-30', names: 'bill_amt1 pay_0 pay_amt1' },
    ]);
    // The sign of an overpaid bill and the exponent of 1e+05.
    expect(
      await taiwan.ask(`SELECT name, value FROM attributes
        WHERE subject_id = 'taiwan-8' AND name IN ('bill_amt5', 'limit_bal') ORDER BY name`),
    ).toEqual([
      { name: 'bill_amt5', value: '-159' },
      { name: 'limit_bal', value: '100000' },
    ]);
    expect(
      await taiwan.ask(
        `SELECT count(*) AS overpaid FROM attributes WHERE name LIKE 'bill%' AND value LIKE '-%'`,
      ),
    ).toEqual([{ overpaid: 3932 }]);
  });

  it('protects sex, marriage and age, and has 6,636 defaults', async () => {
    expect(await taiwan.ask('SELECT DISTINCT name FROM attributes WHERE protected ORDER BY name')).toEqual([
      { name: 'age' },
      { name: 'marriage' },
      { name: 'sex' },
    ]);
    expect(
      await taiwan.ask(`SELECT count(*) AS women FROM attributes WHERE name = 'sex' AND value = '2'`),
    ).toEqual([{ women: 18_112 }]);
    expect(
      await taiwan.ask('SELECT value, count(*) AS clients FROM outcomes GROUP BY value ORDER BY value'),
    ).toEqual([
      { value: '0', clients: 23_364 },
      { value: '1', clients: 6636 },
    ]);
  });

  it('changes nothing the second time; the run reads each card as the bill of September over its limit', async () => {
    expect(unchangedCounts(await taiwan.again())).toEqual(kinds);
    const { run, scores } = await taiwan.score('2005-10-01');
    expect(run).toMatchObject({ subjects: 30_000, reportingCurrency: 'TWD' });
    const readings = (of: string) => scores.factors.find(({ factorId }) => factorId === of)!.value;
    // Twenty years and more for everybody: the file does not know the age of a card, so nobody is blamed for it.
    expect(readings('credit-age').every((years) => years > 20)).toBe(true);
    expect(readings('new-credit').every((sought) => sought === 0)).toBe(true);
    const utilisation = readings('utilisation');
    // The row above: 11,876 of 100,000.
    expect(utilisation[scores.ids.indexOf('taiwan-8')]).toBeCloseTo(0.118_76, 12);
    expect(utilisation.every((value) => value >= 0)).toBe(true);
  }, 120_000);
});
