import { MS_PER_DAY, monthIndex, monthStart } from '../../src/domain/time.ts';
import type { Batches } from '../facts/fact-book.ts';
import { logNormal } from '../random/log-normal.ts';
import { poisson } from '../random/poisson.ts';
import type { Random } from '../random/random.ts';
import type { PersonRole } from '../people/people.ts';
import type { Scene } from '../scene.ts';
import { inCurrency } from './currencies.ts';
import {
  FIRST_MONTH,
  LAST_MONTH,
  MS_PER_HOUR,
  MS_PER_MINUTE,
  momentOfDay,
  WORLD_ENDS_AT,
  WORLD_STARTS_AT,
} from '../time/calendar.ts';

/** Salaries leave at ten in the morning, local time. */
const PAID_AT = 2 * MS_PER_HOUR;
const RAISE_A_YEAR = 0.04;
const BONUS_MONTH = 0;
const BONUS_SHARE = 0.5;
/** The share of people without an employer who earn from odd jobs, and how many a month. */
const SELF_EMPLOYED_SHARE = 0.45;
const JOBS_A_MONTH = 0.7;
const HAVE_ODD_JOBS: readonly PersonRole[] = ['regular', 'ring_member'];

export function* earn(scene: Scene): Batches {
  const { streams, people, employment, facts } = scene;
  for (let person = 0; person < people.count; person++) {
    const random = streams.of('income', person);
    const employer = employment.employer[person]!;
    if (employer < 0) {
      if (HAVE_ODD_JOBS.includes(people.role[person]!) && random.chance(SELF_EMPLOYED_SHARE))
        payJobs(random, scene, person);
    } else if (employment.paysHere[employer] === true) paySalary(random, scene, person);
    yield* facts.outbox.take();
  }
}

/** On the employer's day of every month while the job lasts, with a raise each year and perhaps a bonus in January. */
function paySalary(
  random: Random,
  { people, merchants, employment, transactions }: Scene,
  person: number,
): void {
  const employer = employment.employer[person]!;
  const [from, until] = [employment.from[person]!, employment.until[person]!];
  const payday = employment.payday[employer]!;
  const salary = people.monthlyIncomeMinor[person]!;
  const hasBonus = random.chance(BONUS_SHARE);
  const firstMonth = Math.max(FIRST_MONTH, monthIndex(from));
  for (let month = firstMonth; month <= LAST_MONTH; month++) {
    const at = monthStart(month) + (payday - 1) * MS_PER_DAY + PAID_AT + random.below(20 * MS_PER_MINUTE);
    if (at < from || at >= until || at >= WORLD_ENDS_AT) continue;
    const years = Math.floor((month - FIRST_MONTH) / 12);
    const months = hasBonus && month % 12 === BONUS_MONTH ? 2 : 1;
    transactions.record(random, {
      payer: merchants.firstSubject + employment.employers[employer]!,
      payee: person,
      amountMinor: Math.round((salary * months * (1 + RAISE_A_YEAR * years)) / 100) * 100,
      currency: 'CNY',
      at,
      kind: 'income',
    });
  }
}

/** Irregular work for one shop or another. */
function payJobs(random: Random, { people, merchants, transactions, density }: Scene, person: number): void {
  const joinedAt = people.joinedAt[person]!;
  const usual = people.monthlyIncomeMinor[person]! * 0.8;
  for (let month = Math.max(FIRST_MONTH, monthIndex(joinedAt)); month <= LAST_MONTH; month++) {
    for (let left = poisson(random, JOBS_A_MONTH * Math.min(1, density)); left > 0; left--) {
      const at = momentOfDay(random, monthStart(month) / MS_PER_DAY + random.below(28));
      const shop = random.pick(merchants.shops);
      const earliest = Math.max(WORLD_STARTS_AT, joinedAt, merchants.joinedAt[shop]!);
      if (at < earliest || at >= WORLD_ENDS_AT) continue;
      const currency = merchants.currency[shop]!;
      const earned = inCurrency(logNormal(random, { median: usual, sigma: 0.6 }), currency);
      transactions.record(random, {
        payer: merchants.firstSubject + shop,
        payee: person,
        amountMinor: Math.max(100, Math.round(earned / 100) * 100),
        currency,
        at,
        kind: 'income',
      });
    }
  }
}
