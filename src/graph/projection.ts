/**
 * The numeric view that a run works on: the only file of this layer that knows domain words. Everything in it
 * holds as of one instant and one batch. A dense index names a subject; indices follow the code point order
 * of ids, so the same facts give the same indices in every store.
 */
import type { SubjectKind } from '../domain/facts.ts';
import type { EdgeList } from './edge-list.ts';

/**
 * One number per subject for each of these. NaN means there is nothing to measure; a count of 0 means that
 * counting found none. Units: instants in ms, money in minor units of the reporting currency, ratios 0 to 1.
 */
export const SUBJECT_COLUMNS = {
  registeredAt: 'When the subject joined (ms).',
  // credit history, from dues with payments allocated oldest first
  duesMatured: 'Dues that fell due before asOf.',
  duesOnTimeWeight: 'Decayed weight of dues paid in full by their day.',
  duesMaturedWeight: 'Decayed weight of all matured dues; halves every 12 months.',
  utilityDuesMatured: 'Matured dues of utility obligations.',
  utilityDuesOnTimeWeight: 'Decayed weight of utility dues paid in full by their day.',
  utilityDuesMaturedWeight: 'Decayed weight of matured utility dues.',
  worstDaysLate24:
    'Most days past due of any due open or paid late in the last 24 months; 0 with dues and none late.',
  revolvingBalance: 'Owed on open cards, latest balances before asOf.',
  revolvingLimit: 'Limits of open cards with a known limit above 0.',
  revolvingLines: 'Open cards with a balance and a limit above 0.',
  obligationsEver: 'Obligations opened before asOf.',
  oldestObligationAt: 'When the first obligation was opened (ms).',
  obligationsOpened6: 'Obligations opened in the last 6 months.',
  inquiries6: 'Inquiries in the last 6 months.',
  // fulfilment capacity
  monthlyDues: 'Dues falling due within the month after asOf, or else in the last whole month.',
  medianNetInflow12: 'Median of monthly recurring net inflow over 12 whole months, for subjects with any.',
  inflowMonths12: 'How many of those 12 months had an inflow.',
  dealings: 'Dealings that reached a final status before asOf, as payer or payee.',
  dealingsBroken: 'Of these, those the subject broke.',
  depositsMatured: 'Deposits and rentals with dues that matured.',
  // personal characteristics
  identityLevel: 'Level of identification, 0 to 3, from the most reliable source.',
  profileCompleteness: 'Share of the profile filled in, from the most reliable source.',
  residenceSince: 'When the present residence began (ms).',
  phoneSince: 'When the present phone began (ms).',
  profileSources: 'Sources that describe the subject.',
  identifiersSeen: 'Distinct identifiers the subject was seen with.',
  identifierSharing:
    'Sum over sharing episodes with k users of 2/k, the episode weight that touches the subject.',
  // behaviour and preferences
  activeMonths12: 'Months of the last 12, the current one included, in which the subject paid or rated.',
  lifetimeActs: 'Payments and ratings made before asOf.',
  medianSpend12: 'Median monthly spend over the 12 whole months.',
  spendSpread12: 'Median absolute deviation of monthly spend over its median, 12 whole months.',
  purchases12: 'Purchases in the 12 whole months.',
  categoryEntropy:
    'Shannon entropy of purchases over merchant categories, over the log of the categories there are.',
  purchasesCategorised: 'Purchases from merchants with a known category in the last 12 months.',
  disputes: 'Dealings in which the other side disputed or charged back.',
  // interpersonal relationships
  goodness: 'Goodness from signed ratings, -1 to 1 (Kumar et al. 2016).',
  ratingsReceived: 'Subjects whose rating of this one counts.',
  fairness: 'Fairness as a rater, 0 to 1 (Kumar et al. 2016).',
  ratingsGiven: 'Subjects rated by this one.',
  reach: 'Accepted live ties to subjects with evidence of their own.',
  propagatedTrust:
    'Personalised PageRank from trusted seeds over live ties, over its mean; own teleport mass taken out.',
  standing: 'Personalised PageRank on payments over its mean.',
  counterparties: 'Distinct subjects dealt with.',
} as const;

export type SubjectColumn = keyof typeof SUBJECT_COLUMNS;
export type SubjectColumns = Readonly<Record<SubjectColumn, Float64Array>>;

/** The relations whole-graph kernels run on; each edge list is in dense subject indices unless it says otherwise. */
export const RELATIONS = ['paid', 'knows', 'rated', 'guarantees', 'usesIdentifier', 'memberOf'] as const;
export type Relation = (typeof RELATIONS)[number];

/** A lender's own column, latest value per subject; `text` where any value is not a number. */
export type AttributeColumn =
  | { readonly kind: 'number'; readonly values: Float64Array }
  | { readonly kind: 'text'; readonly values: readonly (string | undefined)[] };

export interface Projection {
  readonly asOf: number;
  readonly ids: readonly string[];
  /** Index into SUBJECT_KINDS, one per subject. */
  readonly kinds: Uint8Array;
  readonly columns: SubjectColumns;
  readonly attributes: ReadonlyMap<string, AttributeColumn>;
  /** 1 where somebody's verdict holds the subject back: `confirmed_fraud` or `blocked`, not ended. */
  readonly restricted: Uint8Array;
  /** 1 where the subject's latest processing consent for the run's purpose is a yes. */
  readonly consented: Uint8Array;
  readonly relations: Readonly<Record<Relation, EdgeList>>;
}

export const subjectKindCode: Readonly<Record<SubjectKind, number>> = { user: 0, merchant: 1, group: 2 };
