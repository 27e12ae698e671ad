/**
 * The numeric view that a run works on, its columns and relations under their names in the domain. Everything in it
 * holds as of one instant and one batch. A dense index names a subject; indices follow the code point order
 * of ids, so the same facts give the same indices in every store.
 */

/**
 * One number per subject for each of these. NaN means there is nothing to measure; a count of 0 means that
 * counting found none. Units: instants in ms, money in minor units of the reporting currency, ratios 0 to 1.
 */
export const SUBJECT_COLUMNS = {
  registeredAt: 'When the subject joined (ms).',
  // credit history, from dues with payments allocated oldest first; weights are decayed and weighed by source
  duesMatured:
    'Dues whose day had ended by asOf; debts in default or given up without a late due are one each.',
  duesLate: 'Matured dues not paid in full by their day.',
  duesOnTimeWeight: 'Weight of matured dues paid in full by their day.',
  duesMaturedWeight: 'Weight of all matured dues; halves every 12 months.',
  utilityDuesMatured: 'Matured dues of utility obligations.',
  utilityDuesLate: 'Matured utility dues not paid in full by their day.',
  utilityOnTimeWeight: 'Weight of matured utility dues paid in full by their day.',
  utilityMaturedWeight: 'Weight of matured utility dues.',
  worstDaysLate24:
    'Most days past due of any matured due still open or paid in the last 24 months; NaN without a matured due.',
  duesLate24: 'Late dues still open or paid in the last 24 months.',
  duesPastDue: 'Matured dues that are still open.',
  lastLateAt: 'When the last late due was paid, or asOf while one is open (ms).',
  revolvingBalance: 'Owed on open cards, by the balances that tell a limit, as far as each is believed.',
  revolvingLimit: 'Limits of these, weighed alike.',
  revolvingLines: 'Open cards with such a balance and a limit above 0.',
  worstLineUse: 'Largest balance over limit of any of these, by sources believed at least by half.',
  instalmentBalance: 'Still to pay on loans and instalments, weighed by source.',
  instalmentPrincipal:
    'Principal of these, weighed alike; of settled ones where the source is believed by half or more.',
  instalmentDebts: 'How many these are.',
  totalDebt: 'Still to pay on all obligations that are not settled, weighed by source.',
  openDebts: 'Open obligations of which it is known what is still to pay.',
  obligationsEver: 'Obligations opened before asOf.',
  obligationKinds: 'Distinct kinds of these.',
  oldestObligationAt: 'When the first obligation was opened (ms).',
  obligationsOpened6: 'Obligations opened in the last 6 months.',
  openedWeight6: 'Obligations opened in the last 6 months, weighed by source.',
  inquiries6: 'Inquiries in the last 6 months.',
  inquiryWeight6: 'Inquiries in the last 6 months, weighed by source.',
  // fulfilment capacity
  monthlyDues: 'Falling due in the month after asOf; NaN with open obligations whose schedule is not known.',
  medianNetInflow12: 'Median of the monthly net inflow, income and lasting gains, over the 12 whole months.',
  inflowMonths12: 'How many of those 12 months had an inflow.',
  dealings: 'Purchases, utilities and deposits that reached a final status, as payer or payee.',
  dealingsBroken: 'Of these, those the subject broke.',
  dealingsDisputed: 'Dealings on which the other side disputed or charged back.',
  dealingsWeight: 'Dealings, each weighed by the reliability of its source.',
  dealingsBrokenWeight: 'Of this, that of those the subject broke.',
  dealingsDisputedWeight: 'Weight of those on which the other side disputed or charged back.',
  followThrough: 'Share of dealings kept, each weighed by how far the other side keeps its own, 0 to 1.',
  record:
    'Distinct (counterparty or obligation, month) of the last 24 months in which anything of its own matured.',
  standing: 'Mean rank of those dealt with, over the mean rank; see engine/columns/standing.',
  counterparties: 'Distinct subjects dealt with.',
  placedDuesMatured:
    'Matured dues of rentals and deposits, deposits without dues that were given back, and defaults on either.',
  placedDuesLate: 'Of these, those not honoured in full by their day.',
  placedOnTimeWeight: 'Weight of those honoured; halves every 12 months.',
  placedMaturedWeight: 'Weight of all of these.',
  guaranteesGiven: 'Guarantees given that have not ended.',
  guaranteeBurden: 'Expected payment for others over guarantee chains of up to 5 hops.',
  inGuaranteeCircle: '1 for a guarantor that a chain of at most 5 guarantees leads back to, else 0.',
  // personal characteristics
  identityLevel: 'Level of identification, 0 to 3.',
  identityLevelSources: 'Sources that identified the subject at least so well.',
  profileCompleteness: 'Share of the profile that is filled in.',
  residenceSince: 'When the present residence began (ms).',
  residenceSources: 'Sources that agree with that, less those that contradict it; at least 0.',
  phoneSince: 'When the present phone number began (ms).',
  phoneSources: 'Sources that agree with that, less those that contradict it; at least 0.',
  profileSources: 'Sources that describe the subject.',
  statementsCompared: 'Pairs of sources that both give a field, over residence and phone.',
  statementsAtOdds: 'Of these, pairs that contradict each other.',
  comparedWeight: 'Compared pairs, each weighed by the product of its reliabilities.',
  agreedWeight: 'Of that, pairs that agree.',
  identifiersSeen: 'Distinct identifiers the subject was seen with.',
  identifiersShared: 'Of these, those used at the same time as others.',
  identifierSharing:
    'Sum of 2/k over the episodes in which k subjects, this one among them, used an identifier, weighed by source.',
  // behaviour and preferences
  activeMonths12: 'Months of the last 12, the current one included, in which the subject paid or rated.',
  acts: 'Payments and ratings made before asOf.',
  medianSpend12: 'Median monthly spend over the 12 whole months.',
  spendSpread12: 'Median absolute deviation of monthly spend over its median; NaN where the median is 0.',
  purchases12: 'Purchases in the 12 whole months.',
  categoryEntropy: 'Entropy of purchases over merchant categories, 0 one category to 1 all alike.',
  purchasesCategorised: 'Purchases of the last 12 months whose merchant has a category.',
  // interpersonal relationships
  goodness: 'Goodness from signed ratings, -1 to 1 (Kumar et al. 2016).',
  ratingsReceived: 'Subjects that rated this one.',
  ratingsReceivedWeight: 'These, each weighed by how far the sources of its ratings are believed.',
  fairness: 'Fairness as a rater, 0 to 1 (Kumar et al. 2016).',
  ratingsGiven: 'Subjects that this one rated.',
  ratingsGivenWeight: 'These, each weighed by how far the sources of its ratings are believed.',
  liveTies: 'Accepted ties that have not ended.',
  reach: 'Of these, ties to subjects with a record of their own.',
  propagatedTrust:
    'Trust spread from seeds in few steps along ties, per unit of tie strength, over its mean.',
  trustedTriangles: 'Pairs of people with ties to the subject and to each other, all three reached by trust.',
  exposure: 'Log-odds of bad subjects within two ties, less those of everybody else.',
  exposureTies: 'Ties that lead to somebody of whom something is known, in one step or two.',
  influence: 'How much of other scores is its own, by credence; NaN until a run knows its network.',
  companions: 'Scored subjects with a record that it is tied to, owns, is owned by or shares a group with.',
} as const;

export type SubjectColumn = keyof typeof SUBJECT_COLUMNS;
export type SubjectColumns = Readonly<Record<SubjectColumn, Float64Array>>;

/** The relations that whole-graph kernels run on. */
export const RELATIONS = ['paid', 'knows', 'rated', 'guarantees', 'usesIdentifier', 'memberOf'] as const;
export type Relation = (typeof RELATIONS)[number];

/** A lender's own column, the latest value of each subject as it came and, where it is one, as a number. */
export interface AttributeColumn {
  readonly texts: readonly (string | undefined)[];
  /** NaN where there is no value, or none that is a number. */
  readonly numbers: Float64Array;
}

export interface Projection {
  readonly asOf: number;
  readonly ids: readonly string[];
  /** Index into SUBJECT_KINDS, one per subject. */
  readonly kinds: Uint8Array;
  readonly columns: SubjectColumns;
  readonly attributes: ReadonlyMap<string, AttributeColumn>;
  /** Factor ids (`attribute:<name>`) of attributes that any row marks as protected. */
  readonly protectedAttributes: ReadonlySet<string>;
  /** 1 where somebody's verdict holds the subject back: `confirmed_fraud` or `blocked`, not ended. */
  readonly restricted: Uint8Array;
  /** 1 where the subject's latest processing consent for the run's purpose is a yes. */
  readonly consented: Uint8Array;
  /** The currency that money columns are in; XXX where no fact has an amount. */
  readonly reportingCurrency: string;
}
