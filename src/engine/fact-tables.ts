/**
 * What a store reads for a run: one table per relation or aggregate, integers and ids only. Every ratio, every
 * currency conversion, every order and every real number is made from these in TypeScript, so that the same facts
 * give the same scores in every store, to the bit.
 *
 * Conventions. A table holds equally long columns. Numbers are Float64Array with NaN for NULL; indices are
 * Uint32Array. `subject` and every column described as an index point into `subjects`, whose rows come in the
 * code point order of `id`; `obligation` points into `obligations`, ordered alike. Rows of the other tables come in
 * any order. Only facts visible in the cut count, and instants at asOf or later read as NULL, except due_at. Rows
 * whose subjects are not visible in the cut are left out. Transactions with payer = payee, between a merchant and its
 * owner, and between two merchants of one owner are left out everywhere. `reliability` is how far the fact's source is to
 * be believed, in ppm: 1,000,000 where it names none, or one that is not listed; amounts of transactions are weighed by
 * it, rounded to a minor unit. Ties, memberships, ratings, sightings, transactions, balances, flags and the owners of
 * merchants are left out where it is 0. A transaction is pending until status_at (absent: occurred_at) < asOf, and a pending one
 * counts for nothing but the months of `dealt`.
 */
interface ColumnTypes {
  /** Uint32Array. */
  index: Uint32Array;
  /** Uint32Array; there is no NULL. */
  count: Uint32Array;
  /** Float64Array; NaN is NULL. */
  number: Float64Array;
  text: readonly string[];
}
type ColumnSpec = keyof ColumnTypes;
type TableSpec = Readonly<Record<string, ColumnSpec>>;

/** m1 is the last whole calendar month before asOf's, m12 the twelfth. */
const WHOLE_MONTHS = {
  m1: 'number',
  m2: 'number',
  m3: 'number',
  m4: 'number',
  m5: 'number',
  m6: 'number',
  m7: 'number',
  m8: 'number',
  m9: 'number',
  m10: 'number',
  m11: 'number',
  m12: 'number',
} as const;

export const FACT_TABLES = {
  /**
   * kind: index into SUBJECT_KINDS. registered_at: `since` for a group. owner: the subject that owns a merchant, NaN
   * where nobody that the cut sees does.
   */
  subjects: { id: 'text', kind: 'index', registered_at: 'number', owner: 'number' },
  /** One row per subject with a live flag `confirmed_fraud` or `blocked`; flagged_at: of the latest. */
  restrictions: { subject: 'index', flagged_at: 'number' },
  /** One row per subject with a live flag `trusted_seed`. */
  seeds: { subject: 'index' },
  /**
   * One row per subject that consented to processing for the purpose and whose latest word to no client is a refusal:
   * runs are not made client by client, so a withdrawal from one counts for all.
   */
  consents: { subject: 'index' },
  /** The latest profile per subject and source. */
  profiles: {
    subject: 'index',
    source: 'text',
    reliability: 'number',
    occurred_at: 'number',
    identity_level: 'number',
    residence_since: 'number',
    phone_since: 'number',
    completeness: 'number',
  },
  /** kind: index into the choices of obligations.kind. */
  obligations: {
    id: 'text',
    debtor: 'index',
    kind: 'index',
    currency: 'text',
    principal: 'number',
    opened_at: 'number',
    settled_at: 'number',
    defaulted_at: 'number',
    written_off_at: 'number',
    reliability: 'number',
  },
  /** seq: its place in the schedule, its key within the obligation. What is not believed at all is left out. */
  dues: { obligation: 'index', seq: 'count', due_at: 'number', amount: 'number', reliability: 'number' },
  /** Those by sources believed at least by half, HALF_BELIEVED. */
  payments: { obligation: 'index', occurred_at: 'number', amount: 'number' },
  /**
   * Per obligation and reliability of the sources that say so the latest balance; of an obligation given up the latest from
   * before, since books that wrote a debt off say 0 of it. What is not believed at all is left out.
   */
  balances: {
    obligation: 'index',
    occurred_at: 'number',
    balance: 'number',
    limit: 'number',
    reliability: 'number',
  },
  /** Inquiries in the window of 6 months that are believed at all; reliability_sum: over them, in ppm. */
  inquiries: { subject: 'index', inquiries: 'number', reliability_sum: 'number' },
  /** months: how many of the 12-month window's months have a payment made or a rating given; acts: of all time. */
  activity: { subject: 'index', months: 'number', acts: 'number' },
  /** As payer of completed purchases and utilities: minor units a whole month, and how many purchases in them. */
  spend: { subject: 'index', currency: 'text', purchases: 'number', ...WHOLE_MONTHS },
  /** Completed income: minor units a whole month. */
  income: { subject: 'index', currency: 'text', ...WHOLE_MONTHS },
  /**
   * Minor units a whole month: completed sales and transfers taken, less all that the subject paid, below 0 where it paid
   * more. Rows of 0 alone are left out, and so are subjects above 0 in no month of any currency. Loan proceeds, refunds
   * and deposits taken count for nothing.
   */
  turnover: { subject: 'index', currency: 'text', ...WHOLE_MONTHS },
  /** category: index into MERCHANT_CATEGORIES. Completed purchases in the window of 12 months; reliability_sum: over them, in ppm. */
  purchases_by_category: {
    subject: 'index',
    category: 'index',
    purchases: 'number',
    reliability_sum: 'number',
  },
  /**
   * What passed from source (payer) to target (payee), one row per ordered pair and reliability of the sources that say
   * so (parts per million, above 0; what is not believed at all is in no table): with sources believed alike, one row a pair.
   * paid: completed purchases, transfers and utilities. The rest is of promises, which are purchases, utilities and
   * deposits, since money that merely moves promises nothing. dealings: those in a final status, and which side broke
   * them, by FAULT_RULES. disputed_of_*: those that the other side disputed or charged back. months: bit k is set where
   * some promise matured in the calendar month k before that of asOf, 0 to RECORD_MONTHS - 1, those still pending after
   * MATURITY_DAYS included.
   */
  dealt: {
    source: 'index',
    target: 'index',
    reliability: 'count',
    paid: 'count',
    dealings: 'count',
    broken_by_source: 'count',
    broken_by_target: 'count',
    disputed_of_source: 'count',
    disputed_of_target: 'count',
    months: 'count',
  },
  /**
   * Ratings per ordered pair: how many, the sum of their sources' reliabilities, and that of their values weighed by
   * these, all in ppm. What is not believed at all is left out.
   */
  rated: { source: 'index', target: 'index', ratings: 'number', weight: 'number', value_sum: 'number' },
  /**
   * Ties accepted before asOf and not ended, once per unordered pair with source < target: the strength of the strongest,
   * weighed by its source's reliability. What is not believed at all is left out.
   */
  knows: { source: 'index', target: 'index', strength: 'number' },
  /** Not ended; amount NaN: all that is outstanding; obligation NaN: all of the debtor's. */
  guarantees: {
    source: 'index',
    target: 'index',
    obligation: 'number',
    amount: 'number',
    reliability: 'number',
  },
  /** Not ended. */
  member_of: { source: 'index', target: 'index' },
  /**
   * One row per subject and identifier; identifier: any dense number, equal for equal (kind, hash);
   * kind: index into the choices of sightings.kind; reliability: of the best believed source. Sightings of a source
   * that is not believed at all are left out.
   */
  sightings: {
    subject: 'index',
    identifier: 'index',
    kind: 'index',
    first_at: 'number',
    last_at: 'number',
    reliability: 'number',
  },
  /**
   * The latest value per subject and name (equal instants: from the source last in code point order), by sources believed
   * at least by half.
   */
  attributes: { subject: 'index', name: 'text', value: 'text', protected: 'number' },
  /** The latest rate per currency, in ppm. */
  rates: { currency: 'text', per_reporting_unit: 'number' },
} as const satisfies Readonly<Record<string, TableSpec>>;

export type FactTableName = keyof typeof FACT_TABLES;
export const FACT_TABLE_NAMES = Object.keys(FACT_TABLES) as readonly FactTableName[];
export type FactTable<N extends FactTableName> = {
  readonly [C in keyof (typeof FACT_TABLES)[N]]: ColumnTypes[(typeof FACT_TABLES)[N][C] & ColumnSpec];
};
/** Who is tied to whom. */
export type RelationTables = Pick<FactTables, 'subjects' | 'knows' | 'member_of'>;
export type FactTables = { readonly [N in FactTableName]: FactTable<N> };
