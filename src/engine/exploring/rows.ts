/**
 * The rows that every store's statements of exploring give under the same names, as the engine has them. Instants come
 * in milliseconds since 1970.
 */
import { InvariantError } from '../../domain/errors.ts';
import { FACTS, SUBJECT_KINDS } from '../../domain/facts.ts';
import {
  RELATIONS,
  type ExploredLink,
  type ExploredSubject,
  type MoneyLine,
  type SharedIdentifier,
} from './explorer.ts';
import type { Guarantee, Limited, Neighbour, Neighbours, Step } from './reads.ts';

/** One row of a result, read by column. */
export interface Row {
  text(name: string): string;
  number(name: string): number;
  /** Whether there is anything but NULL. */
  has(name: string): boolean;
}

const { kind: sightingKind } = FACTS.sightings.schema.shape;
const { kind: transactionKind, status: transactionStatus } = FACTS.transactions.schema.shape;

function choice<Choice extends string>(row: Row, name: string, choices: readonly Choice[]): Choice {
  const value = row.text(name);
  const found = choices.find((known) => known === value);
  if (found === undefined) throw new InvariantError(`column ${name} of a result holds ${value}`);
  return found;
}

function subjectUnder(row: Row, kind: string): ExploredSubject {
  return {
    id: row.text('id'),
    kind: choice(row, kind, SUBJECT_KINDS),
    ...(row.has('display_name') ? { displayName: row.text('display_name') } : {}),
  };
}

export function subject(row: Row): ExploredSubject {
  return subjectUnder(row, 'kind');
}

/** Rows that all say how many there are. */
export function limited<T>(rows: readonly Row[], readRow: (row: Row) => T): Limited<T> {
  return { rows: rows.map(readRow), total: rows[0]?.number('total') ?? 0 };
}

export function neighbour(row: Row): Neighbour {
  return { ...subject(row), facts: row.number('facts') };
}

/** A row has an id and a kind, or only the id of a hub, or only the total. */
export function neighbours(rows: readonly Row[]): Neighbours {
  const found = rows.filter((row) => row.has('kind'));
  const hubs = rows.filter((row) => !row.has('kind') && row.has('id'));
  const counted = rows.find((row) => !row.has('id'));
  return {
    rows: found.map(neighbour),
    total: counted?.number('total') ?? 0,
    hubs: hubs.map((row) => row.text('id')),
  };
}

export function link(row: Row): ExploredLink {
  return {
    relation: choice(row, 'relation', RELATIONS),
    source: row.text('source'),
    target: row.text('target'),
    facts: row.number('facts'),
    weight: row.number('weight'),
  };
}

export function step(row: Row): Step {
  return { from: row.text('near'), to: row.text('far') };
}

/** A row is a guarantee, or only the total. */
export function guarantees(rows: readonly Row[]): Limited<Guarantee> {
  const given = rows.filter((row) => row.has('guarantor_id'));
  const counted = rows.find((row) => !row.has('guarantor_id'));
  return { rows: given.map(guarantee), total: counted?.number('total') ?? 0 };
}

export function guarantee(row: Row): Guarantee {
  return {
    guarantor: row.text('guarantor_id'),
    debtor: row.text('debtor_id'),
    since: row.number('since'),
    ...(row.has('obligation_id') ? { obligation: row.text('obligation_id') } : {}),
    ...(row.has('amount_minor') ? { amountMinor: row.number('amount_minor') } : {}),
  };
}

/** A row is one other user of an identifier; those of one identifier follow each other. */
export function sharedIdentifiers(rows: readonly Row[]): Limited<SharedIdentifier> {
  const byRank = new Map<number, Row[]>();
  for (const row of rows) {
    const rank = row.number('rank');
    byRank.set(rank, [...(byRank.get(rank) ?? []), row]);
  }
  return { rows: [...byRank.values()].map(sharedIdentifier), total: rows[0]?.number('total') ?? 0 };
}

function sharedIdentifier(rows: readonly Row[]): SharedIdentifier {
  const [first] = rows;
  if (first === undefined) throw new InvariantError('a shared identifier that nobody shares');
  return {
    kind: sightingKind.parse(first.text('kind')),
    value: first.text('value'),
    firstAt: first.number('first_at'),
    lastAt: first.number('last_at'),
    others: rows.map((row) => ({
      ...subjectUnder(row, 'subject_kind'),
      firstAt: row.number('other_first_at'),
      lastAt: row.number('other_last_at'),
    })),
    found: first.number('found'),
  };
}

export function moneyLine(row: Row): MoneyLine {
  return {
    payer: row.text('payer_id'),
    payee: row.text('payee_id'),
    kind: transactionKind.parse(row.text('kind')),
    status: transactionStatus.parse(row.text('status')),
    currency: row.text('currency'),
    transactions: row.number('transactions'),
    amountMinor: row.number('amount_minor'),
    firstAt: row.number('first_at'),
    lastAt: row.number('last_at'),
  };
}
