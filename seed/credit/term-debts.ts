import type { Instant } from '../../src/domain/time.ts';
import { logNormal } from '../random/log-normal.ts';
import type { Random } from '../random/random.ts';
import type { Scene } from '../scene.ts';
import { MS_PER_HOUR, WORLD_ENDS_AT, WORLD_STARTS_AT } from '../time/calendar.ts';
import { recordedAfter } from '../time/recording.ts';
import type { Debtor } from './debtor.ts';
import type { Obligation } from './obligation-book.ts';
import { instalments, openingAfter } from './schedules.ts';

const LOAN_MONTHS = [12, 24, 36] as const;
const INSTALMENT_MONTHS = [3, 6, 12] as const;
/** Flat interest a year on the first principal. */
const LOAN_INTEREST = 0.08;

export interface LoanTerms {
  readonly debtor: Debtor;
  /** Their number as a subject. */
  readonly creditor: number;
  readonly openedAt: Instant;
  /** In months of the debtor's income. */
  readonly size: number;
}

/** A loan in instalments; its proceeds arrive within hours where money is followed already. */
export function borrow(random: Random, terms: LoanTerms, scene: Scene): Obligation {
  const { debtor, creditor, openedAt } = terms;
  const months = random.pick(LOAN_MONTHS);
  const principalMinor = roundTo(100_000, debtor.incomeMinor * terms.size);
  const totalMinor = Math.round(principalMinor * (1 + (LOAN_INTEREST * months) / 12));
  const schedule = instalments(openedAt, { months, totalMinor });
  const loan = scene.obligations.open(random, {
    debtor,
    creditor,
    kind: 'loan',
    principalMinor,
    openedAt,
    schedule,
    closes: true,
  });
  const paidOutAt = openedAt + random.between(MS_PER_HOUR, 6 * MS_PER_HOUR);
  if (paidOutAt < WORLD_ENDS_AT && openedAt >= WORLD_STARTS_AT) {
    scene.transactions.record(random, {
      payer: creditor,
      payee: debtor.subject,
      amountMinor: principalMinor,
      currency: 'CNY',
      at: paidOutAt,
      kind: 'loan_proceeds',
    });
  }
  return loan;
}

/** Goods paid for in a few parts. */
export function buyInInstalments(
  random: Random,
  { debtor, times }: { debtor: Debtor; times: number },
  scene: Scene,
): readonly Obligation[] {
  return Array.from({ length: times }, () => {
    const openedAt = openingAfter(random, debtor.joinedAt);
    const principalMinor = roundTo(100, logNormal(random, { median: 260_000, sigma: 0.7 }));
    const schedule = instalments(openedAt, {
      months: random.pick(INSTALMENT_MONTHS),
      totalMinor: principalMinor,
    });
    const creditor = scene.merchants.firstSubject + random.pick(scene.merchants.lenders);
    return scene.obligations.open(random, {
      debtor,
      creditor,
      kind: 'instalment',
      principalMinor,
      openedAt,
      schedule,
      closes: true,
    });
  });
}

/** What is left of a loan at the end of each year, as its lender reports it. */
export function reportOutstanding(random: Random, loan: Obligation, scene: Scene): void {
  for (const year of [2023, 2024, 2025]) {
    const at = Date.UTC(year, 11, 28, 9);
    if (at <= loan.openedAt || at >= (loan.settledAt ?? WORLD_ENDS_AT)) continue;
    const owed = sum(loan.dues.map((due) => due.amountMinor));
    const paid = sum(
      loan.payments.filter((payment) => payment.at < at).map((payment) => payment.amountMinor),
    );
    scene.facts.balances.append({
      obligation_id: loan.number,
      occurred_at: at,
      balance_minor: Math.max(0, owed - paid),
      recorded_at: recordedAfter(random, at, 'batch'),
    });
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Never 0: somebody who borrows borrows something. */
function roundTo(unit: number, amount: number): number {
  return Math.max(unit, Math.round(amount / unit) * unit);
}
