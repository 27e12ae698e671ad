/** What people do because they are scored, and how often. Every rate is a chance; at 0 nobody does it. */
import { InvalidConfigError } from '../domain/errors.ts';

interface Behaviour {
  readonly title: string;
  /** 0 to 1. */
  readonly usual: number;
  /** What the rate is the chance of. */
  readonly rate: string;
  /** What people do, and which facts it alters. */
  readonly doc: string;
  readonly source: string;
}

export const BEHAVIOURS = {
  dropping: {
    title: 'Dropping ties to those below',
    usual: 0.05,
    rate: 'each month that somebody ends a tie to a person who is 50 points or more below',
    doc:
      'Where a policy weighs company, the better scored of two people ends their tie, unless they are family, and turns ' +
      'down new ties to anybody as far below. Everybody is taken to know the scores of those they are tied to, which is ' +
      'more than the service tells: so this is the most that can happen. It ends ties (`ties.until`).',
    source:
      'Y. Wei, P. Yildirim, C. Van den Bulte and C. Dellarocas, Credit scoring with social network data, Marketing ' +
      'Science 35 (2), 2016, doi:10.1287/mksc.2015.0949: who wants a better score forms fewer ties, and to those more ' +
      'alike. The rate and the distance, a band, are by judgement.',
  },
  striving: {
    title: 'Doing better so as to be kept',
    usual: 0.3,
    rate: 'each month that somebody to whom a tie could be dropped pays everything on its day',
    doc:
      'Where a policy weighs company, whoever is tied to a person 50 points or more above may be left. Some then pay ' +
      'what is open at once, and what falls due that month on its day. Payments come earlier (`payments.occurred_at`); ' +
      'what they would never have paid they do not pay, and what a creditor has said of a debt stands.',
    source:
      'Wei and others 2016, as above: the threat of exclusion is what makes those of low standing exert themselves. ' +
      'The rate is by judgement.',
  },
  closing: {
    title: 'Closing triads',
    usual: 0.001,
    rate: 'each month, for each common friend, that two people who are not tied become so',
    doc:
      'With c friends in common the chance is 1 - (1 - rate)^c. Under every policy, beside the new ties of the world ' +
      'itself. It adds ties of strength 0.3, weaker than the usual one between friends (`ties`).',
    source:
      'G. Kossinets and D. J. Watts, Empirical analysis of an evolving social network, Science 311, 2006, ' +
      'doi:10.1126/science.1116869, found that the chance grows with the number of common acquaintances; independent ' +
      'chances are the baseline that D. Easley and J. Kleinberg, Networks, Crowds, and Markets, 2010, section 4.5, hold ' +
      'against those data. The rate, for ties of trust and not for e-mail, is by judgement.',
  },
  overspending: {
    title: 'Spending for points',
    usual: 0.1,
    rate: 'that somebody is one who buys for points, drawn once',
    doc:
      'Those below the highest band then buy, in one month of three, for half a month of their income beyond what they ' +
      'would: three purchases at shops, on credit from a lender, to be paid back in six instalments as reliably as ' +
      'everything they owe. Only where the scorecard gives points for spending or activity. It adds `transactions`, ' +
      '`obligations`, `dues`, `payments` and `inquiries`. The debt makes nobody poorer: who owes more pays no later.',
    source:
      'By judgement: what a score that rewards activity invites. The scorecard says that buying saturates; this holds ' +
      'it to that.',
  },
} as const satisfies Readonly<Record<string, Behaviour>>;

export type BehaviourId = keyof typeof BEHAVIOURS;
export const BEHAVIOUR_IDS = Object.keys(BEHAVIOURS) as readonly BehaviourId[];

/** The rate of each behaviour, 0 to 1. */
export type Conduct = Readonly<Record<BehaviourId, number>>;

/** Nobody minds the score. */
export const NO_CONDUCT: Conduct = { dropping: 0, striving: 0, closing: 0, overspending: 0 };

/** Fills in the usual rates. Throws InvalidConfigError for one that is not from 0 to 1. */
export function readConduct(rates: Readonly<Partial<Conduct>>): Conduct {
  const settled = BEHAVIOUR_IDS.map((id) => [id, rates[id] ?? BEHAVIOURS[id].usual] as const);
  for (const [id, rate] of settled)
    if (!(rate >= 0 && rate <= 1))
      throw new InvalidConfigError(
        `simulate: expected the rate of ${id} to be a number from 0 to 1, got ${rate}; it is a chance`,
      );
  return Object.fromEntries(settled) as Conduct;
}
