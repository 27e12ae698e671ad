/** The people that most cases of the store contract are about, and what passes between them. */
import type { RawFacts, RawRow } from '../support/staging.ts';

/** 2024-07-15: the 12-month window starts on 2023-08-01, the 12 whole months are July 2023 to June 2024. */
export const NOW = '2024-07-15';

export const PEOPLE: RawFacts = {
  users: [
    { id: 'ada', registered_at: '2020-01-01' },
    { id: 'bob', registered_at: '2020-02-01' },
    { id: 'cem', registered_at: '2020-03-01' },
  ],
  merchants: [{ id: 'shop', registered_at: '2019-01-01', category: 'grocery', owner_id: 'cem' }],
  groups: [{ id: 'circle', kind: 'lending_circle', since: '2021-01-01' }],
};

let transactions = 0;
/** A completed purchase of last month unless said otherwise. */
export function transaction(payer: string, payee: string, rest: RawRow = {}): RawRow {
  transactions += 1;
  return {
    id: `t${transactions}`, payer_id: payer, payee_id: payee, amount_minor: 100, currency: 'EUR',
    occurred_at: '2024-06-10', kind: 'purchase', status: 'completed', ...rest,
  }; // prettier-ignore
}
