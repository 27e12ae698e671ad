/** Bad lines of a foreign data set are rejected as rows; the good ones beside them enter. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folderOf, importFolder, TEST_KEY, type Imported } from '../support/intake-folders.ts';

function importRecipe(recipe: string, from: string): Promise<Imported> {
  return importFolder(from, { recipe: `seed/recipes/${recipe}`, recorded: 'event', identifierKey: TEST_KEY });
}

async function finbenchWith(changed: Readonly<Record<string, string>>): Promise<string> {
  const tables = {
    Person: 'personId|personName|isBlocked|createTime\n1|Ann|false|2020-01-01 00:00:00.0\n',
    Company: 'companyId|companyName|isBlocked|createTime\n1|Acme|false|2020-01-01 00:00:00.0\n',
    PersonOwnAccount: 'personId|accountId|createTime\n1|11|2020-01-02 00:00:00.0\n',
    CompanyOwnAccount: 'companyId|accountId|createTime\n1|12|2020-01-02 00:00:00.0\n',
    Loan: 'loanId|loanAmount|balance|createTime\n7|100.0|100.0|2020-01-03 00:00:00.0\n',
    PersonApplyLoan: 'personId|loanId|createTime\n1|7|2020-01-03 00:00:00.0\n',
    CompanyApplyLoan: 'companyId|loanId|createTime\n1|8|2020-01-03 00:00:00.0\n',
    AccountRepayLoan: 'accountId|loanId|amount|createTime\n11|7|5.0|2020-02-01 00:00:00.0\n',
    PersonGuaranteePerson: 'fromId|toId|createTime\n1|2|2020-01-04 00:00:00.0\n',
    CompanyGuaranteeCompany: 'fromId|toId|createTime\n1|2|2020-01-04 00:00:00.0\n',
    AccountTransferAccount: 'fromId|toId|amount|createTime\n11|12|1.5|2020-03-01 00:00:00.0\n',
    AccountWithdrawAccount: 'fromId|toId|amount|createTime\n12|11|2.5|2020-03-02 00:00:00.0\n',
    Medium: 'mediumId|mediumType|isBlocked|createTime\n5|PHONE|false|2020-01-01 00:00:00.0\n',
    MediumSignInAccount: 'mediumId|accountId|createTime\n5|11|2020-03-03 00:00:00.0\n',
    ...changed,
  };
  const from = await folderOf();
  await mkdir(join(from, 'snapshot'));
  for (const [name, text] of Object.entries(tables))
    await writeFile(join(from, 'snapshot', `${name}.csv`), text);
  return from;
}

it('bitcoin-otc rejects a line without a rating, a time or fields, or with too many', async () => {
  const from = await folderOf({
    'otc_network.csv':
      '6,2,4,1289241911.72836\n6,5,abc,1289241941\n1,15,1,soon\n4,3\n13,16,8,1289243140.4,9\n13,"10,-8,1289245277\n',
  });
  const { store, rejects, summary } = await importRecipe('bitcoin-otc', from);
  expect(summary.files.map(({ read, rejected }) => [read, rejected])).toEqual([
    [5, 0],
    [6, 4],
  ]);
  // A quote is a character like any other: the file knows none.
  expect(store.rows['ratings']?.map(({ to_id, value }) => [to_id, value])).toEqual([
    ['2', 400_000],
    ['"10', -800_000],
  ]);
  expect(rejects.map(({ record, column, reason, came }) => [record, column, reason, came])).toEqual([
    ['2', 'value', 'invalid_value', 'abc'],
    ['3', 'occurred_at', 'invalid_value', 'soon'],
    ['4', 'occurred_at', 'invalid_value', ''],
    ['5', 'occurred_at', 'invalid_value', '1289243140.4,9'],
  ]);
});

it('ldbc-finbench rejects rows with text for numbers, absurd times and missing fields', async () => {
  const from = await finbenchWith({
    Loan: 'loanId|loanAmount|balance|createTime\n7|100.0|100.0|2020-01-03 00:00:00.0\n8|much|1.0|2020-01-03 00:00:00.0\n',
    AccountRepayLoan:
      'accountId|loanId|amount|createTime\n11|7|5.0|2020-02-01 00:00:00.0\n11|7|5.0|never\n11|7\n',
    AccountTransferAccount:
      'fromId|toId|amount|createTime\n11|12|1.5|2020-03-01 00:00:00.0\n11|12|1e300|2020-03-01 00:00:00.0\n11|"12\n',
  });
  const { rejects, summary } = await importRecipe('ldbc-finbench', from);
  const counts = Object.fromEntries(
    summary.files.map(({ kind, created, rejected }) => [kind, [created, rejected]]),
  );
  expect(counts).toEqual({
    users: [1, 0],
    merchants: [1, 0],
    obligations: [1, 1],
    payments: [1, 2],
    guarantees: [2, 0],
    transactions: [2, 2],
    sightings: [1, 0],
  });
  expect(rejects.map(({ file, column, reason, came }) => [file, column, reason, came])).toEqual([
    ['obligations.sql', 'principal_minor', 'invalid_value', 'much'],
    ['transactions.sql', 'payee_id', 'missing_value', ''],
    ['transactions.sql', 'amount_minor', 'invalid_value', '1e300'],
    ['payments.sql', 'occurred_at', 'invalid_value', 'never'],
    ['payments.sql', 'occurred_at', 'missing_value', ''],
  ]);
});
