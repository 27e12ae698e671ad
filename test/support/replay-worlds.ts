/**
 * Small worlds of every kind of fact, dated and recorded around a cut. Many worlds are imported side by side, each
 * with ids of its own, since an import costs far more than a row.
 */
import fc from 'fast-check';
import { factDeclaration, type FactKind } from '../../src/domain/facts.ts';
import { parseInstant } from '../../src/domain/time.ts';
import type { RawFacts, RawRow } from './staging.ts';

export const AS_OF = '2024-07-15';
/** Before, just before, at, and after the cut. */
const INSTANTS = ['2024-01-10', '2024-06-20', '2024-07-14T23:59:59.999Z', AS_OF, '2024-07-16', '2024-09-01'];

const instants = fc.constantFrom(...INSTANTS);
const ids = fc.constantFrom('ada', 'bob', 'cem', 'dan');
const shops = fc.constantFrom('shop', 'stall');
const members = fc.oneof({ arbitrary: ids, weight: 2 }, shops);
const pairs = fc.tuple(ids, ids).filter(([a, b]) => a !== b);
const obligationIds = fc.constantFrom('o1', 'o2');
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
/** Any row may say when it was recorded, but not before it happened, and who says so, and may be taken back. */
const provenance = fc.record({
  recorded_at: maybe(instants),
  retracted: fc.constantFrom(undefined, undefined, undefined, true),
  source: maybe(fc.constantFrom('s1', 's2')),
});

function rows(kind: FactKind, fact: fc.Arbitrary<RawRow>): fc.Arbitrary<RawRow[]> {
  const row = fc.tuple(fact, provenance).map(([values, rest]) => ({ ...rest, ...values }));
  const { eventTime } = factDeclaration(kind);
  const happened = typeof eventTime === 'string' ? row.filter(ordered(eventTime, 'recorded_at')) : row;
  return fc.array(happened, { maxLength: 5 });
}
/** Drops rows that no import would stage because their instants are out of order. */
const ordered = (first: string, second: string) => (values: RawRow) =>
  values[second] === undefined || milliseconds(values[first]) <= milliseconds(values[second]);

const user = fc.record({ id: ids, registered_at: instants, display_name: maybe(fc.constantFrom('A', 'B')) });
const tie = fc
  .record({
    pair: pairs,
    since: instants,
    strength: fc.constantFrom(0.25, 0.5),
    accepted_at: maybe(instants),
    until: maybe(instants),
  })
  .map(({ pair: [from_id, to_id], ...rest }) => ({ from_id, to_id, kind: 'friend', ...rest }))
  .filter(ordered('since', 'accepted_at'))
  .filter(ordered('since', 'until'));
const rating = fc
  .record({ pair: pairs, occurred_at: instants, value: fc.constantFrom(-1, 0.5) })
  .map(({ pair: [from_id, to_id], ...rest }) => ({ from_id, to_id, ...rest }));
const transaction = fc
  .record({
    id: fc.constantFrom('t1', 't2', 't3'),
    payer_id: members,
    payee_id: members,
    amount_minor: fc.constantFrom(1, 20),
    currency: fc.constantFrom('EUR', 'USD'),
    occurred_at: instants,
    kind: fc.constantFrom('purchase', 'transfer'),
    status: fc.constantFrom('completed', 'cancelled'),
    status_at: maybe(instants),
    status_by: fc.constant('payer'),
  })
  .filter(ordered('occurred_at', 'status_at'));
const obligation = fc
  .record({ id: obligationIds, debtor_id: ids, opened_at: instants, settled_at: maybe(instants) })
  .map((values) => ({ ...values, kind: 'loan', currency: 'EUR', principal_minor: 5 }))
  .filter(ordered('opened_at', 'settled_at'));
const due = fc.record({
  obligation_id: obligationIds,
  seq: fc.constantFrom(0, 1),
  due_at: instants,
  amount_minor: fc.constantFrom(3, 4),
});
const flag = fc
  .record({
    subject_id: ids,
    kind: fc.constantFrom('blocked', 'trusted_seed'),
    occurred_at: instants,
    until: maybe(instants),
  })
  .filter(ordered('occurred_at', 'until'));
const attribute = fc.record({
  subject_id: ids,
  source: fc.constantFrom('s1', 's2'),
  name: fc.constant('n'),
  occurred_at: instants,
  value: fc.constantFrom('1', '2'),
});

const merchant = fc
  .record({
    ...{ id: shops, registered_at: instants },
    category: maybe(fc.constantFrom('grocery', 'lodging')),
    owner_id: maybe(members),
  })
  .filter(({ id, owner_id }) => id !== owner_id);
const group = fc.record({
  id: fc.constant('circle'),
  kind: fc.constantFrom('family', 'other'),
  since: instants,
});
const consent = fc.record({
  ...{ subject_id: ids, client: fc.constantFrom('bank', 'shop'), purpose: fc.constant('credit') },
  ...{ kind: fc.constant('processing'), occurred_at: instants, granted: fc.boolean() },
});
const profile = fc.record({
  ...{ subject_id: ids, source: fc.constantFrom('s1', 's2'), occurred_at: instants },
  ...{
    identity_level: maybe(fc.nat(3)),
    residence_since: maybe(instants),
    completeness: maybe(fc.constantFrom(0.25, 1)),
  },
});
const membership = fc
  .record({ subject_id: ids, group_id: fc.constant('circle'), since: instants, until: maybe(instants) })
  .filter(ordered('since', 'until'));
const balance = fc.record({
  ...{
    obligation_id: obligationIds,
    occurred_at: instants,
    balance_minor: fc.nat(9),
    limit_minor: maybe(fc.nat(9)),
  },
});
const payment = fc.record({
  ...{
    id: fc.constantFrom('p1', 'p2'),
    obligation_id: obligationIds,
    occurred_at: instants,
    amount_minor: fc.nat(9),
  },
});
const inquiry = fc.record({
  id: fc.constantFrom('q1', 'q2'),
  subject_id: ids,
  occurred_at: instants,
  purpose: fc.constant('loan'),
});
const guarantee = fc
  .record({
    pair: pairs,
    since: instants,
    obligation_id: maybe(obligationIds),
    amount_minor: maybe(fc.nat(9)),
    until: maybe(instants),
  })
  .map(({ pair: [guarantor_id, debtor_id], ...rest }) => ({ guarantor_id, debtor_id, ...rest }))
  .filter(ordered('since', 'until'));
const sighting = fc.record({
  ...{
    subject_id: ids,
    kind: fc.constantFrom('device', 'ip'),
    value: fc.constantFrom('h1', 'h2'),
    occurred_at: instants,
  },
});
const rate = fc.record({
  currency: fc.constantFrom('EUR', 'USD'),
  occurred_at: instants,
  per_reporting_unit: fc.constantFrom(0.5, 2),
});
const source = fc.record({
  id: fc.constantFrom('s1', 's2'),
  occurred_at: instants,
  reliability: fc.constantFrom(0, 0.5, 1),
});

const world: fc.Arbitrary<RawFacts> = fc.record({
  merchants: rows('merchants', merchant),
  groups: rows('groups', group),
  consents: rows('consents', consent),
  profiles: rows('profiles', profile),
  memberships: rows('memberships', membership),
  balances: rows('balances', balance),
  payments: rows('payments', payment),
  inquiries: rows('inquiries', inquiry),
  guarantees: rows('guarantees', guarantee),
  sightings: rows('sightings', sighting),
  rates: rows('rates', rate),
  sources: rows('sources', source),
  users: rows('users', user),
  ties: rows('ties', tie),
  ratings: rows('ratings', rating),
  transactions: rows('transactions', transaction),
  obligations: rows('obligations', obligation),
  dues: rows('dues', due),
  flags: rows('flags', flag),
  attributes: rows('attributes', attribute),
});

const WORLDS = 40;
/** Worlds side by side: the n-th has ids that end in n. */
export const worlds = fc.array(world, { minLength: WORLDS, maxLength: WORLDS }).map(sideBySide);

function sideBySide(all: readonly RawFacts[]): RawFacts {
  const merged: Record<string, RawRow[]> = {};
  for (const [place, facts] of all.entries())
    for (const [kind, kindRows] of Object.entries(facts))
      (merged[kind] ??= []).push(...kindRows.map((fact) => withOwnIds(fact, place)));
  return merged;
}

function withOwnIds(fact: RawRow, place: number): RawRow {
  const own = ([name, value]: [string, RawRow[string]]) => [
    name,
    isId(name) && value !== undefined ? `${String(value)}-${place}` : value,
  ];
  return Object.fromEntries(Object.entries(fact).map(own)) as RawRow;
}

const isId = (name: string) => name === 'id' || name === 'source' || name.endsWith('_id');

/** What every world has, so that most references hold. */
export const GROUND = sideBySide(
  Array.from({ length: WORLDS }, () => ({
    users: ['ada', 'bob', 'cem', 'dan'].map((id) => ({ id, registered_at: '2020-01-01' })),
    merchants: ['shop', 'stall'].map((id) => ({ id, registered_at: '2020-01-01' })),
    obligations: ['o1', 'o2'].map((id) => ({
      id,
      debtor_id: 'ada',
      kind: 'loan',
      currency: 'EUR',
      principal_minor: 1,
      opened_at: '2020-01-01',
    })),
  })),
);

export function milliseconds(value: RawRow[string]): number {
  const instant = parseInstant(String(value));
  if (instant === undefined) throw new Error(`${String(value)} is no instant`);
  return instant;
}
