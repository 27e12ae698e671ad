/** Bitcoin OTC and FinBench over their data; the counts are the publishers' own (see each README). */
import { beforeAll, expect, it } from 'vitest';
import { describeWithData } from '../support/data-folder.ts';
import { importFolder, TEST_KEY, type Imported } from '../support/intake-folders.ts';

function importRecipe(recipe: string, from: string): Promise<Imported> {
  return importFolder(from, { recipe: `seed/recipes/${recipe}`, recorded: 'event', identifierKey: TEST_KEY });
}

const countsOf = ({ summary }: Imported): object =>
  Object.fromEntries(summary.files.map(({ kind, read }) => [kind, read]));

describeWithData('rev2-otc', (from) => {
  let otc: Imported;
  beforeAll(async () => {
    otc = await importRecipe('bitcoin-otc', from);
  }, 60_000);

  it('gives every user and every rating', () => {
    expect(countsOf(otc)).toEqual({ users: 5881, ratings: 35_592 });
    expect(otc.rejects).toEqual([]);
    expect(otc.store.rows['ratings']?.filter(({ value }) => Number(value) < 0)).toHaveLength(3563);
    expect(new Set(otc.store.rows['ratings']?.map(({ from_id }) => from_id)).size).toBe(4814);
  });

  it('reads the first line as it stands in the file', () => {
    // 6,2,4,1289241911.72836
    expect(otc.store.rows['ratings']?.[0]).toMatchObject({
      from_id: '6',
      to_id: '2',
      value: 400_000,
      occurred_at: 1_289_241_911_728,
    });
    expect(otc.store.rows['users']?.find(({ id }) => id === '2')?.['registered_at']).toBe(1_289_241_911_728);
  });

  it('gives the same rows twice', async () => {
    const again = await importRecipe('bitcoin-otc', from);
    expect(again.store.rows['users']).toEqual(otc.store.rows['users']);
    expect(again.store.rows['ratings']).toEqual(otc.store.rows['ratings']);
  });
});

describeWithData('ldbc-finbench-example', (from) => {
  let finbench: Imported;
  beforeAll(async () => {
    finbench = await importRecipe('ldbc-finbench', from);
  }, 60_000);

  it('drops no row of what it reads', () => {
    expect(finbench.rejects).toEqual([]);
    expect(countsOf(finbench)).toEqual({
      users: 1957,
      merchants: 967,
      obligations: 3465,
      payments: 8398,
      guarantees: 916 + 435,
      transactions: 37_861 + 42_069,
      sightings: 542 + 524,
    });
    const { transactions, obligations } = finbench.store.rows;
    const named = (name: string): unknown[] => transactions!.filter(({ id }) => String(id).startsWith(name));
    expect(named('transfer-')).toHaveLength(37_861);
    expect(named('withdrawal-')).toHaveLength(42_069);
    expect(obligations!.filter(({ debtor_id }) => String(debtor_id).startsWith('person-'))).toHaveLength(
      2324,
    );
  });

  it('names each fact once, and every subject that the files describe', () => {
    const { users, merchants, transactions, payments, obligations, guarantees, sightings } =
      finbench.store.rows;
    for (const rows of [[...users!, ...merchants!, ...obligations!], transactions!, payments!])
      expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    const subjects = new Set([...users!, ...merchants!].map(({ id }) => id));
    const named = [
      ...transactions!.flatMap(({ payer_id, payee_id }) => [payer_id, payee_id]),
      ...guarantees!.flatMap(({ guarantor_id, debtor_id }) => [guarantor_id, debtor_id]),
      ...[...obligations!, ...sightings!].map(({ debtor_id, subject_id }) => debtor_id ?? subject_id),
    ];
    // 42 persons and 33 companies own accounts and are in no Person or Company row.
    const undescribed = [...new Set(named.map(String))].filter((id) => !subjects.has(id));
    expect(undescribed.filter((id) => id.startsWith('person-'))).toHaveLength(42);
    expect(undescribed.filter((id) => id.startsWith('company-'))).toHaveLength(33);
    expect(undescribed).toHaveLength(75);
  });

  it('keeps transfers within an owner, overpaid loans and amounts to the hundredth', () => {
    const { transactions, payments, obligations } = finbench.store.rows;
    const within = transactions!.filter(({ payer_id, payee_id }) => payer_id === payee_id);
    expect(within.filter(({ id }) => String(id).startsWith('transfer-'))).toHaveLength(201);
    const paid = new Map<unknown, number>();
    for (const { obligation_id, amount_minor } of payments!)
      paid.set(obligation_id, (paid.get(obligation_id) ?? 0) + Number(amount_minor));
    const overpaid = obligations!.filter(
      ({ id, principal_minor }) => (paid.get(id) ?? 0) > Number(principal_minor),
    );
    expect(overpaid).toHaveLength(621);
    // 28710447624489049|48413695994234887|544595.7886430753|2020-06-29 02:33:46.538
    const first = transactions!.find(
      ({ id }) => id === 'transfer-28710447624489049-48413695994234887-1593398026538-1',
    );
    expect(first).toMatchObject({
      amount_minor: 54_459_579,
      currency: 'XXX',
      kind: 'transfer',
      status: 'completed',
    });
  });

  it('gives the same rows twice', async () => {
    const again = await importRecipe('ldbc-finbench', from);
    expect(again.store.rows).toEqual(finbench.store.rows);
  });
});
