/**
 * Every kind of fact that may enter, declared once. Types, validation in TypeScript and in SQL, the columns
 * an import takes, the stores' tables and docs/facts.md all derive from here.
 *
 * Any row may also carry the columns of `PROVENANCE`. A file is named after its kind: `users.csv`.
 */
import { z } from 'zod';
import * as column from './columns.ts';
import { MERCHANT_CATEGORIES } from './categories.ts';
import type { FactDeclaration, RowRule } from './fact-declaration.ts';

function fact<Shape extends z.ZodRawShape>(
  doc: string,
  declaration: {
    key: readonly (keyof Shape & string)[];
    eventTime: (keyof Shape & string) | { openingOf: keyof Shape & string };
    columns: Shape;
    rules?: readonly RowRule[];
  },
): FactDeclaration<Shape> {
  const { columns, key, eventTime, rules = [] } = declaration;
  return { doc, schema: z.strictObject(columns), key, eventTime, rules };
}

export const FACTS = {
  users: fact('A person who can be scored.', {
    key: ['id'],
    eventTime: 'registered_at',
    columns: {
      id: column.id('Unique across users, merchants, groups and obligations.'),
      registered_at: column.instant('When the person joined.'),
      display_name: column.text('Shown to people, never scored.').optional(),
    },
  }),
  merchants: fact('A business that can be scored.', {
    key: ['id'],
    eventTime: 'registered_at',
    columns: {
      id: column.id('Unique across users, merchants, groups and obligations.'),
      registered_at: column.instant('When the business joined.'),
      display_name: column.text('Shown to people, never scored.').optional(),
      category: column.choice(MERCHANT_CATEGORIES, 'What it sells, from the ranges of ISO 18245.').optional(),
      owner_id: column.reference('member', 'Who owns it.').optional(),
    },
    rules: [{ rule: 'differ', columns: ['id', 'owner_id'] }],
  }),
  groups: fact('A workplace, association, lending circle or family; scored through its members.', {
    key: ['id'],
    eventTime: 'since',
    columns: {
      id: column.id('Unique across users, merchants, groups and obligations.'),
      kind: column.choice(
        ['workplace', 'association', 'lending_circle', 'family', 'household', 'cooperative', 'other'],
        'What brings the members together.',
      ),
      since: column.instant('When it was founded.'),
      display_name: column.text('Shown to people, never scored.').optional(),
    },
  }),
  consents: fact('What a subject allows a client to do for a purpose. The latest before asOf counts.', {
    key: ['subject_id', 'client', 'purpose', 'kind', 'occurred_at'],
    eventTime: 'occurred_at',
    columns: {
      subject_id: column.reference('subject', 'Who consents.'),
      client: column.id('Who is allowed.'),
      purpose: column.id('What for, such as credit or tenancy.'),
      kind: column.choice(
        ['processing', 'disclosure', 'publication'],
        'To compute a score, to hand it to the client, or to make it public.',
      ),
      occurred_at: column.instant('When it was given or withdrawn.'),
      granted: column.flag('true gives it, false withdraws it.'),
    },
  }),
  profiles: fact('What a source says of a person or business.', {
    key: ['subject_id', 'source', 'occurred_at'],
    eventTime: 'occurred_at',
    columns: {
      subject_id: column.reference('member', 'Whom it describes.'),
      source: column.id('Who says so; weighed by its reliability.'),
      occurred_at: column.instant('When the source said so.'),
      identity_level: column
        .count(0, 3, '0 claimed, 1 document seen, 2 document verified, 3 verified in person or by chip.')
        .optional(),
      residence_since: column.instant('When the present residence began.').optional(),
      phone_since: column.instant('When the present phone number began.').optional(),
      occupation: column.text('As given; never scored.').optional(),
      completeness: column.proportion(0, 1, 'Share of the profile that is filled in.').optional(),
    },
  }),
  memberships: fact('A user or merchant belongs to a group.', {
    key: ['subject_id', 'group_id', 'since'],
    eventTime: 'since',
    columns: {
      subject_id: column.reference('member', 'Who belongs.'),
      group_id: column.reference('group', 'To which group.'),
      since: column.instant('From when.'),
      until: column.instant('Until when; absent while it lasts.').optional(),
    },
    rules: [{ rule: 'ordered', columns: ['since', 'until'] }],
  }),
  ties: fact('Two subjects know each other. Symmetric; counts only once the other side accepted.', {
    key: ['from_id', 'to_id', 'kind', 'since'],
    eventTime: 'since',
    columns: {
      from_id: column.reference('member', 'Who asked.'),
      to_id: column.reference('member', 'Who was asked.'),
      kind: column.choice(
        ['family', 'friend', 'colleague', 'business', 'trust', 'other'],
        'How they know each other.',
      ),
      since: column.instant('When it was asked for.'),
      strength: column.proportion(0, 1, 'How close the tie is.'),
      accepted_at: column.instant('When the other side accepted; absent: it never did.').optional(),
      until: column.instant('When it ended; absent while it lasts.').optional(),
    },
    rules: [
      { rule: 'differ', columns: ['from_id', 'to_id'] },
      { rule: 'ordered', columns: ['since', 'accepted_at'] },
      { rule: 'ordered', columns: ['since', 'until'] },
    ],
  }),
  ratings: fact('One subject says how far it trusts another.', {
    key: ['from_id', 'to_id', 'occurred_at'],
    eventTime: 'occurred_at',
    columns: {
      from_id: column.reference('member', 'Who rates.'),
      to_id: column.reference('member', 'Who is rated.'),
      occurred_at: column.instant('When.'),
      value: column.proportion(-1, 1, '-1 full distrust to 1 full trust.'),
    },
    rules: [{ rule: 'differ', columns: ['from_id', 'to_id'] }],
  }),
  transactions: fact(
    'Money moved, or was to move, from payer to payee. Payer = payee is legal and left out of aggregates.',
    {
      key: ['id'],
      eventTime: 'occurred_at',
      columns: {
        id: column.id('Unique among transactions.'),
        payer_id: column.reference('member', 'Who pays.'),
        payee_id: column.reference('member', 'Who is paid.'),
        amount_minor: column.minor('In minor units of the currency.'),
        currency: column.currencyCode('ISO 4217.'),
        occurred_at: column.instant('When it was agreed.'),
        kind: column.choice(
          ['purchase', 'transfer', 'utility', 'deposit', 'refund', 'income', 'loan_proceeds'],
          'What it was for.',
        ),
        status: column.choice(
          ['completed', 'cancelled', 'disputed', 'charged_back', 'refunded'],
          'How it ended; before status_at it counts as pending.',
        ),
        status_at: column.instant('When it ended so; absent: at once.').optional(),
        status_by: column.choice(['payer', 'payee'], 'Whose act it was.').optional(),
      },
      rules: [{ rule: 'ordered', columns: ['occurred_at', 'status_at'] }],
    },
  ),
  obligations: fact('A debt, bill or deposit that somebody has to honour.', {
    key: ['id'],
    eventTime: 'opened_at',
    columns: {
      id: column.id('Unique across users, merchants, groups and obligations.'),
      debtor_id: column.reference('member', 'Who owes.'),
      creditor_id: column.reference('member', 'Who is owed, where it is a subject.').optional(),
      kind: column.choice(['loan', 'card', 'instalment', 'utility', 'rental', 'deposit'], 'What it is.'),
      currency: column.currencyCode('ISO 4217.'),
      principal_minor: column.minor('The sum agreed, in minor units; for a card its first limit.'),
      opened_at: column.instant('When it was agreed.'),
      settled_at: column.instant('When it was settled in full.').optional(),
      defaulted_at: column
        .instant('When the creditor called it in default: all of it was due then.')
        .optional(),
      written_off_at: column
        .instant('When the creditor gave it up; it is owed until it is settled.')
        .optional(),
    },
    rules: [
      { rule: 'ordered', columns: ['opened_at', 'settled_at'] },
      { rule: 'ordered', columns: ['opened_at', 'defaulted_at'] },
      { rule: 'ordered', columns: ['opened_at', 'written_off_at'] },
    ],
  }),
  balances: fact('What was owed on an obligation at an instant.', {
    key: ['obligation_id', 'occurred_at'],
    eventTime: 'occurred_at',
    columns: {
      obligation_id: column.reference('obligation', 'On which obligation.'),
      occurred_at: column.instant('When.'),
      balance_minor: column.minor('Owed, in minor units of the obligation.'),
      limit_minor: column.minor('The limit at that instant, for revolving lines.').optional(),
    },
  }),
  dues: fact('One payment that an obligation calls for.', {
    key: ['obligation_id', 'seq'],
    eventTime: { openingOf: 'obligation_id' },
    columns: {
      obligation_id: column.reference('obligation', 'Under which obligation.'),
      seq: column.count(0, 1_000_000, 'Its place in the schedule.'),
      due_at: column.instant('When it falls due; may lie after asOf.'),
      amount_minor: column.minor('In minor units of the obligation.'),
    },
  }),
  payments: fact('Money paid on an obligation; allocated to its dues, the oldest first.', {
    key: ['id'],
    eventTime: 'occurred_at',
    columns: {
      id: column.id('Unique among payments.'),
      obligation_id: column.reference('obligation', 'On which obligation.'),
      occurred_at: column.instant('When it was paid.'),
      amount_minor: column.minor('In minor units of the obligation.'),
    },
  }),
  inquiries: fact('Somebody asked about a subject because it sought credit or the like.', {
    key: ['id'],
    eventTime: 'occurred_at',
    columns: {
      id: column.id('Unique among inquiries.'),
      subject_id: column.reference('member', 'About whom.'),
      occurred_at: column.instant('When.'),
      purpose: column.id('What for.'),
    },
  }),
  guarantees: fact('The guarantor pays if the debtor does not.', {
    key: ['guarantor_id', 'debtor_id', 'since'],
    eventTime: 'since',
    columns: {
      guarantor_id: column.reference('member', 'Who guarantees.'),
      debtor_id: column.reference('member', 'For whom.'),
      since: column.instant('From when.'),
      obligation_id: column.reference('obligation', 'Which obligation; absent: all of them.').optional(),
      amount_minor: column
        .minor('At most how much, in minor units; absent: all that is outstanding.')
        .optional(),
      until: column.instant('Until when; absent while it lasts.').optional(),
    },
    rules: [
      { rule: 'differ', columns: ['guarantor_id', 'debtor_id'] },
      { rule: 'ordered', columns: ['since', 'until'] },
    ],
  }),
  sightings: fact(
    'A subject was seen using an identifier. The value is normalised and kept only as a keyed hash.',
    {
      key: ['subject_id', 'kind', 'value', 'occurred_at'],
      eventTime: 'occurred_at',
      columns: {
        subject_id: column.reference('member', 'Who used it.'),
        kind: column.choice(['device', 'phone', 'email', 'address', 'card', 'ip'], 'What it identifies.'),
        value: column.text('The identifier; stored as HMAC-SHA256 under the configured key.'),
        occurred_at: column.instant('When it was seen.'),
      },
    },
  ),
  attributes: fact("A column of a lender's own about a subject.", {
    key: ['subject_id', 'source', 'name', 'occurred_at'],
    eventTime: 'occurred_at',
    columns: {
      subject_id: column.reference('member', 'Whom it describes.'),
      source: column.id('Who says so.'),
      name: column.id('What it is called; a factor reads it as attribute:<name>.'),
      occurred_at: column.instant('When it was so.'),
      value: column.text('A number or text.'),
      protected: column
        .flag('true: sex, age, marital status and the like, for fairness reports and no scorecard.')
        .optional(),
    },
  }),
  flags: fact("What is known to be bad or good. Factors read others' flags, never the subject's own.", {
    key: ['subject_id', 'kind', 'occurred_at'],
    eventTime: 'occurred_at',
    columns: {
      subject_id: column.reference('member', 'About whom.'),
      kind: column.choice(['confirmed_fraud', 'blocked', 'trusted_seed'], 'What is known.'),
      occurred_at: column.instant('Since when.'),
      until: column.instant('Until when; absent while it lasts.').optional(),
    },
    rules: [{ rule: 'ordered', columns: ['occurred_at', 'until'] }],
  }),
  outcomes: fact('What became of a subject, to fit and to judge scorecards by; never read by a factor.', {
    key: ['subject_id', 'name', 'as_of'],
    eventTime: 'observed_at',
    columns: {
      subject_id: column.reference('member', 'Of whom.'),
      name: column.id('Which outcome, such as default_12m.'),
      as_of: column.instant('The instant at which features must be frozen.'),
      observed_at: column.instant('When the outcome was known.'),
      value: column.choice(['0', '1', 'indeterminate'], '1 is the bad outcome.'),
    },
    rules: [{ rule: 'ordered', columns: ['as_of', 'observed_at'] }],
  }),
  rates: fact('The exchange rate of a currency against the reporting currency of a run.', {
    key: ['currency', 'occurred_at'],
    eventTime: 'occurred_at',
    columns: {
      currency: column.currencyCode('ISO 4217.'),
      occurred_at: column.instant('From when it holds.'),
      per_reporting_unit: column.proportion(
        0,
        1_000_000_000,
        'How many of its minor units are worth one minor unit of the reporting currency.',
      ),
    },
  }),
  sources: fact('How far a source is to be believed. A source that is not listed is believed in full.', {
    key: ['id', 'occurred_at'],
    eventTime: 'occurred_at',
    columns: {
      id: column.id('Unique among sources.'),
      occurred_at: column.instant('From when it holds.'),
      reliability: column.proportion(0, 1, 'Weight of what it says.'),
    },
  }),
} as const;

export type FactKind = keyof typeof FACTS;

/** One validated row of a kind, values as stored: instants in ms, ratios in parts per million. */
export type Fact<K extends FactKind> = z.output<(typeof FACTS)[K]['schema']>;

/** Every kind, referenced kinds first: the order in which an import takes its files. */
export const FACT_KINDS = Object.keys(FACTS).sort(
  (a, b) => referenceDepth(a as FactKind) - referenceDepth(b as FactKind),
) as readonly FactKind[];

function referenceDepth(kind: FactKind): number {
  if (kind === 'users' || kind === 'groups' || kind === 'sources' || kind === 'rates') return 0;
  if (kind === 'merchants') return 1;
  return kind === 'obligations' ? 2 : 3;
}

/** The kinds whose ids are subjects, in the order of `subjectKindCode`. */
export const SUBJECT_KINDS = ['user', 'merchant', 'group'] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/**
 * Columns that any row of any kind may carry besides its own. `source` is left out of the kinds that
 * declare one of their own (profiles, attributes).
 */
export const PROVENANCE = {
  recorded_at: column
    .instant('When we came to know; absent: now, or the event time with --recorded event.')
    .optional(),
  retracted: column
    .flag('true: the fact of this key is taken back; its other columns are not read.')
    .optional(),
  source: column.id('Who says so; see sources.').optional(),
};

export function factDeclaration(kind: FactKind): FactDeclaration {
  return FACTS[kind];
}
