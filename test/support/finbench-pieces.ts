/** LDBC FinBench as its facts would have come to be known: most of it, then a stretch at a time, some of it late. */
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { folderOf } from './intake-folders.ts';

export const FINBENCH_RECIPE = 'seed/recipes/ldbc-finbench';

/** What comes as it happens, by the file that has it. */
const STREAMED = [
  ...['AccountRepayLoan', 'AccountTransferAccount', 'AccountWithdrawAccount', 'MediumSignInAccount'],
  ...['Company', 'CompanyGuaranteeCompany', 'Loan', 'Person', 'PersonGuaranteePerson'],
];
/** Of these, movements of money and sign-ins, the last weeks alone are taken, so that they are few. */
const RECENT = /Repay|Transfer|Withdraw|SignIn/;
/** Who owns what, which the others are read with. */
const KNOWN_BEFORE = [
  ...['Medium', 'PersonOwnAccount', 'CompanyOwnAccount', 'PersonApplyLoan', 'CompanyApplyLoan'],
];
/** One row of so many comes with the next piece. */
const LATE_EVERY = 10;

/** Where movements and sign-ins begin, and the pieces end, as the files write instants: in UTC, to sort as texts. */
const SINCE = '2022-11-15';
const ENDS = ['2022-11-27 00:00', '2022-11-27 09:00', '2022-11-27 21:00', '2022-11-29 00:00'];

/** What is known by an instant and was in no piece before, as a folder for the recipe `ldbc-finbench`. */
export interface Piece {
  readonly folder: string;
  readonly asOf: string;
}

/** The first is the most of it; two follow on the same day, and one on a later day of the same month. */
export async function finbenchInPieces(from: string): Promise<[Piece, ...Piece[]]> {
  const pieces: Piece[] = [];
  for (const end of ENDS) pieces.push({ folder: await folderOf(), asOf: `${end.replace(' ', 'T')}Z` });
  for (const { folder } of pieces) {
    await mkdir(join(folder, 'snapshot'));
    for (const name of KNOWN_BEFORE) await copyFile(fileIn(from, name), fileIn(folder, name));
  }
  for (const name of STREAMED) {
    const [head = '', ...rows] = (await readFile(fileIn(from, name), 'utf8')).trimEnd().split('\n');
    const known = inPieces({ head, rows, since: RECENT.test(name) ? SINCE : '' });
    for (const [at, { folder }] of pieces.entries())
      await writeFile(fileIn(folder, name), [head, ...known[at]!, ''].join('\n'));
  }
  return pieces as [Piece, ...Piece[]];
}

const fileIn = (folder: string, name: string): string => join(folder, 'snapshot', `${name}.csv`);

interface Rows {
  readonly head: string;
  readonly rows: readonly string[];
  readonly since: string;
}

function inPieces({ head, rows, since }: Rows): string[][] {
  const column = head.split('|').indexOf('createTime');
  const pieces = ENDS.map((): string[] => []);
  for (const [index, row] of rows.entries()) {
    const instant = row.split('|')[column]!;
    const happened = ENDS.findIndex((end) => instant < end);
    if (happened < 0 || instant < since) continue;
    const isLate = index % LATE_EVERY === 0 && happened > 0 && happened < ENDS.length - 1;
    pieces[happened + (isLate ? 1 : 0)]!.push(row);
  }
  return pieces;
}
