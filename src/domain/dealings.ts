import type { Fact } from './facts.ts';

type TransactionStatus = Fact<'transactions'>['status'];
type Party = 'payer' | 'payee';

/** Who broke a dealing that ended this way. `status_by` null: the source does not say whose act it was. */
export interface FaultRule {
  readonly status: TransactionStatus;
  readonly statusBy: Party | null;
  /** null: nobody is at fault; `pending` dealings are not in the table and count for nobody. */
  readonly atFault: Party | null;
}

/**
 * Only the party at fault loses by a dealing; an act that the source does not attribute blames nobody.
 * A dispute is an allegation, so it is counted apart and breaks nothing until it ends in another status.
 * Where the choice came from: judgement, after card-scheme practice (a chargeback reverses a payment because
 * the payee did not deliver; one that the payee itself started is a correction).
 */
export const FAULT_RULES: readonly FaultRule[] = [
  { status: 'completed', statusBy: null, atFault: null },
  { status: 'completed', statusBy: 'payer', atFault: null },
  { status: 'completed', statusBy: 'payee', atFault: null },
  { status: 'cancelled', statusBy: null, atFault: null },
  { status: 'cancelled', statusBy: 'payer', atFault: 'payer' },
  { status: 'cancelled', statusBy: 'payee', atFault: 'payee' },
  { status: 'charged_back', statusBy: null, atFault: null },
  { status: 'charged_back', statusBy: 'payer', atFault: 'payee' },
  { status: 'charged_back', statusBy: 'payee', atFault: null },
  { status: 'refunded', statusBy: null, atFault: null },
  { status: 'refunded', statusBy: 'payer', atFault: 'payee' },
  { status: 'refunded', statusBy: 'payee', atFault: null },
];

/**
 * A promise matures when it ends, and this many days after it was agreed at the latest: whoever leaves it pending has had
 * the time to keep it. Judgement, after the month within which distance sales must be delivered (Directive 2011/83/EU,
 * Article 18).
 */
export const MATURITY_DAYS = 30;

/** The months over which a record is counted: the current one and those before it. */
export const RECORD_MONTHS = 24;
