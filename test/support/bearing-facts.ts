/** Facts about Ann that better or worsen what a factor reads. */
import {
  add,
  alter,
  ANN,
  both,
  CARD,
  CAT,
  DAN,
  day,
  due,
  kindOf,
  LOAN,
  NEW_LOAN,
  NEW_RENTAL,
  NEW_UTILITY,
  number,
  onTime,
  promise,
  scaled,
  unpaid,
  WHOLE_MONTHS,
  type Change,
} from './altered-worlds.ts';

interface Facts {
  readonly better?: Change;
  readonly worse?: Change;
}

const moreInflow = both(
  alter('income', { subject: ANN }, scaled(WHOLE_MONTHS, 2)),
  alter('turnover', { subject: ANN }, scaled(WHOLE_MONTHS, 2)),
);

/** What bears on each factor; of both what there is. */
export const CHANGES: Readonly<Record<string, Facts>> = {
  'on-time-share': { better: onTime(NEW_LOAN), worse: unpaid(NEW_LOAN) },
  'worst-delinquency': { better: onTime(NEW_LOAN), worse: unpaid(NEW_LOAN) },
  'last-delinquency': { better: onTime(NEW_LOAN), worse: unpaid(NEW_LOAN) },
  'utility-punctuality': { better: onTime(NEW_UTILITY), worse: unpaid(NEW_UTILITY) },
  'deposits-and-rentals': { better: onTime(NEW_RENTAL), worse: unpaid(NEW_RENTAL) },
  utilisation: {
    better: alter('balances', { obligation: CARD }, scaled(['balance'], 0.5)),
    worse: alter('balances', { obligation: CARD }, scaled(['balance'], 2)),
  },
  'worst-line-utilisation': {
    better: alter('balances', { obligation: CARD }, scaled(['balance'], 0.5)),
    worse: alter('balances', { obligation: CARD }, scaled(['balance'], 2)),
  },
  'instalment-debt': {
    better: alter('obligations', { id: `o${NEW_LOAN}` }, () => ({ settled_at: day(6, 1) })),
    worse: alter('balances', { obligation: LOAN }, scaled(['balance'], 2)),
  },
  'total-debt': {
    better: moreInflow,
    worse: alter('balances', { obligation: LOAN }, scaled(['balance'], 2)),
  },
  'credit-age': {
    better: alter('obligations', { debtor: ANN }, (row) => ({ opened_at: number(row, 'opened_at') - 1e10 })),
    worse: alter('obligations', { debtor: ANN }, (row) => ({ opened_at: number(row, 'opened_at') + 1e10 })),
  },
  'credit-mix': { better: alter('obligations', { id: 'o4' }, () => ({ kind: kindOf('deposit') })) },
  'new-credit': { worse: alter('inquiries', { subject: ANN }, scaled(['inquiries', 'reliability_sum'], 2)) },
  'follow-through': {
    better: alter('dealt', promise, () => ({ broken_by_source: 0 })),
    worse: alter('dealt', promise, (row) => ({ broken_by_source: number(row, 'dealings') })),
  },
  'dealings-kept': {
    better: alter('dealt', promise, (row) => ({ dealings: number(row, 'dealings') + 1 })),
    worse: alter('dealt', promise, (row) => ({ broken_by_source: number(row, 'dealings') })),
  },
  'dispute-rate': {
    better: alter('dealt', promise, (row) => ({ dealings: number(row, 'dealings') + 1 })),
    worse: alter('dealt', promise, (row) => ({ disputed_of_source: number(row, 'disputed_of_source') + 1 })),
  },
  'dues-to-inflow': {
    better: moreInflow,
    worse: add('dues', due(NEW_LOAN, day(7, 1))),
  },
  'guarantee-burden': {
    better: (world) => ({ ...world, guarantees: [] }),
    worse: add('guarantees', { source: ANN, target: DAN, amount: 1e6 }),
  },
  'identity-level': {
    better: alter('profiles', { subject: ANN }, () => ({ identity_level: 3 })),
    worse: alter('profiles', { subject: ANN }, () => ({ identity_level: 0 })),
  },
  'profile-completeness': {
    better: alter('profiles', { subject: ANN }, () => ({ completeness: 1_000_000 })),
    worse: alter('profiles', { subject: ANN }, () => ({ completeness: 0 })),
  },
  'residence-tenure': {
    better: alter('profiles', { subject: ANN }, () => ({ residence_since: 0 })),
    worse: alter('profiles', { subject: ANN }, () => ({ residence_since: day(6, 1) })),
  },
  'phone-tenure': {
    better: alter('profiles', { subject: ANN }, () => ({ phone_since: 0 })),
    worse: alter('profiles', { subject: ANN }, () => ({ phone_since: day(6, 1) })),
  },
  'identifier-sharing': {
    worse: add('sightings', {
      subject: DAN,
      identifier: 0,
      kind: 0,
      first_at: day(1, 1),
      last_at: day(6, 1),
    }),
  },
  'active-months': {
    better: alter('activity', { subject: ANN }, () => ({ months: 12 })),
    worse: alter('activity', { subject: ANN }, () => ({ months: 1 })),
  },
  'spend-level': {
    better: alter('spend', { subject: ANN }, scaled(WHOLE_MONTHS, 2)),
    worse: alter('spend', { subject: ANN }, scaled(WHOLE_MONTHS, 0.5)),
  },
  reach: {
    better: both(
      add('knows', { source: ANN, target: CAT, strength: 1 }),
      add('dealt', { source: CAT, target: DAN, dealings: 3 }),
    ),
    worse: alter('dealt', {}, () => ({ dealings: 0, broken_by_source: 0 })),
  },
};
