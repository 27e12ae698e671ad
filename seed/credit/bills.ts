import { MS_PER_DAY, type Instant } from '../../src/domain/time.ts';
import { inCurrency } from '../money/currencies.ts';
import type { PersonRole } from '../people/people.ts';
import { exponential } from '../random/exponential.ts';
import { logNormal } from '../random/log-normal.ts';
import { normal } from '../random/normal.ts';
import type { Random } from '../random/random.ts';
import type { Scene } from '../scene.ts';
import { monthsAfter, startOfDay, WORLD_ENDS_AT, WORLD_STARTS_AT } from '../time/calendar.ts';
import type { Debtor } from './debtor.ts';
import type { Obligation } from './obligation-book.ts';
import { monthlyBills, openingAfter } from './schedules.ts';

/** The share of utility accounts paid through the service, so that each payment is a transaction as well. */
const PAID_HERE_SHARE = 0.2;
/** Mean days until somebody moves house or changes their supplier. */
const CONTRACT_DAYS = 2500;
/** Power for heating and for cooling: what a month of the year takes of the usual amount. */
const USE_BY_MONTH = [1.35, 1.25, 1.0, 0.85, 0.85, 1.05, 1.25, 1.25, 0.95, 0.8, 0.9, 1.2] as const;
const RENT_OF_INCOME = 0.3;
const LANDLORDS: readonly PersonRole[] = ['regular', 'ring_member'];

/** Power, water or a phone contract: monthly bills for as long as it lasts. */
export function openUtility(random: Random, debtor: Debtor, scene: Scene): Obligation {
  const openedAt = openingAfter(random, debtor.joinedAt);
  const creditor = scene.merchants.firstSubject + random.pick(scene.merchants.utilities);
  const usualMinor = logNormal(random, { median: 13_000, sigma: 0.45 });
  const endsAt = openedAt + Math.ceil((90 + exponential(random, CONTRACT_DAYS)) * MS_PER_DAY);
  const schedule = monthlyBills({ openedAt, endsAt }, (dueAt) => {
    const season = USE_BY_MONTH[new Date(dueAt).getUTCMonth()] ?? 1;
    return Math.max(500, Math.round(usualMinor * season * (1 + 0.08 * normal(random))));
  });
  const bills = { debtor, creditor, kind: 'utility', principalMinor: 0, openedAt, schedule } as const;
  const account = scene.obligations.open(random, { ...bills, closes: endsAt < WORLD_ENDS_AT });
  if (random.chance(PAID_HERE_SHARE * Math.min(1, scene.density)))
    payHere(random, account, { creditor, scene });
  return account;
}

function payHere(
  random: Random,
  { debtor, payments }: Obligation,
  { creditor, scene }: { creditor: number; scene: Scene },
): void {
  for (const { at, amountMinor } of payments) {
    if (at < WORLD_STARTS_AT) continue;
    const transfer = { payer: debtor, payee: creditor, amountMinor, at } as const;
    scene.transactions.record(random, { ...transfer, currency: 'CNY', kind: 'utility' });
  }
}

/** A lease of one or two years, from a private person or somebody who is not a subject. */
export function rentHome(random: Random, debtor: Debtor, scene: Scene): Obligation {
  const openedAt = openingAfter(random, debtor.joinedAt);
  const months = random.pick([12, 12, 24]);
  const rentMinor = Math.max(50_000, Math.round((debtor.incomeMinor * RENT_OF_INCOME) / 10_000) * 10_000);
  const endsAt = monthsAfter(startOfDay(openedAt))(months);
  const landlord = landlordAt(random, { debtor, openedAt, scene });
  return scene.obligations.open(random, {
    debtor,
    creditor: landlord,
    kind: 'rental',
    principalMinor: rentMinor * months,
    openedAt,
    schedule: monthlyBills({ openedAt, endsAt }, () => rentMinor),
    closes: endsAt < WORLD_ENDS_AT,
  });
}

function landlordAt(
  random: Random,
  { debtor, openedAt, scene }: { debtor: Debtor; openedAt: Instant; scene: Scene },
): number | undefined {
  const { people } = scene;
  const landlord = random.below(people.count);
  const isKnown = people.joinedAt[landlord]! < openedAt && LANDLORDS.includes(people.role[landlord]!);
  return isKnown && landlord !== debtor.subject ? landlord : undefined;
}

/** A deposit for something borrowed, such as a bicycle or a power bank: one due, within days. */
export function leaveDeposit(random: Random, debtor: Debtor, scene: Scene): Obligation {
  const openedAt = openingAfter(random, debtor.joinedAt);
  const shop = random.pick(scene.merchants.shops);
  const currency = scene.merchants.currency[shop]!;
  const asked = inCurrency(logNormal(random, { median: 9_900, sigma: 0.8 }), currency);
  const principalMinor = Math.max(1_000, Math.round(asked / 100) * 100);
  const dueAt = startOfDay(openedAt) + 3 * MS_PER_DAY;
  const isOpen = scene.merchants.joinedAt[shop]! < openedAt;
  const creditor = isOpen ? scene.merchants.firstSubject + shop : undefined;
  const schedule = [{ dueAt, amountMinor: principalMinor, knownAt: openedAt }];
  const deposit = scene.obligations.open(random, {
    debtor,
    creditor,
    kind: 'deposit',
    currency,
    principalMinor,
    openedAt,
    schedule,
    closes: true,
  });
  if (creditor === undefined) return deposit;
  for (const { at, amountMinor } of deposit.payments) {
    if (at < WORLD_STARTS_AT) continue;
    const transfer = { payer: debtor.subject, payee: creditor, amountMinor, at } as const;
    scene.transactions.record(random, { ...transfer, currency, kind: 'deposit' });
  }
  return deposit;
}
