import type { Instant } from '../../src/domain/time.ts';
import { inCurrency, type Currency } from '../money/currencies.ts';
import { normal } from '../random/normal.ts';
import type { Random } from '../random/random.ts';
import type { Scene } from '../scene.ts';
import { WORLD_ENDS_AT } from '../time/calendar.ts';
import { recordedAfter } from '../time/recording.ts';
import type { Debtor } from './debtor.ts';
import type { Obligation } from './obligation-book.ts';
import { monthlyBills, openingAfter } from './schedules.ts';

/** Limits come in these steps. */
const LIMIT_STEP_MINOR: Readonly<Record<Currency, number>> = { CNY: 100_000, USD: 10_000 };
const IN_DOLLARS_SHARE = 0.04;
/** The smallest part of a statement that must be paid, and the least sum that is asked for. */
const LEAST_SHARE = 0.1;
const LEAST_MINOR: Readonly<Record<Currency, number>> = { CNY: 5_000, USD: 1_000 };
/** How much of last month's use carries over to this month's. */
const PERSISTENCE = 0.7;

interface Statement {
  readonly balanceMinor: number;
  readonly limitMinor: number;
}

/**
 * A card: monthly statements with balance and limit, and the least payment of each as a due. What is paid
 * beyond the least shows in the next balance only, or it would count as paid ahead.
 */
export function openCard(random: Random, debtor: Debtor, scene: Scene): Obligation {
  const openedAt = openingAfter(random, debtor.joinedAt);
  const currency = random.chance(IN_DOLLARS_SHARE) ? 'USD' : 'CNY';
  const limitMinor = firstLimit(random, debtor, currency);
  const statements = new Map<Instant, Statement>();
  const balances = balanceWalk(random, debtor, { limitMinor, step: LIMIT_STEP_MINOR[currency] });
  const schedule = monthlyBills({ openedAt, endsAt: Number.POSITIVE_INFINITY }, (dueAt) => {
    const statement = balances(dueAt);
    statements.set(dueAt, statement);
    return Math.max(LEAST_MINOR[currency], Math.round(statement.balanceMinor * LEAST_SHARE));
  });
  const creditor = scene.merchants.firstSubject + random.pick(scene.merchants.lenders);
  const card = scene.obligations.open(random, {
    debtor,
    creditor,
    kind: 'card',
    currency,
    principalMinor: limitMinor,
    openedAt,
    schedule,
    closes: false,
  });
  for (const due of card.dues) {
    const statement = statements.get(due.dueAt);
    if (statement === undefined || due.knownAt >= WORLD_ENDS_AT) continue;
    scene.facts.balances.append({
      obligation_id: card.number,
      occurred_at: due.knownAt,
      balance_minor: statement.balanceMinor,
      limit_minor: statement.limitMinor,
      recorded_at: recordedAfter(random, due.knownAt, 'batch'),
    });
  }
  return card;
}

function firstLimit(random: Random, debtor: Debtor, currency: Currency): number {
  const months = 0.8 + 2.5 * random.uniform();
  const step = LIMIT_STEP_MINOR[currency];
  return Math.max(1, Math.round(inCurrency(debtor.incomeMinor * months, currency) / step)) * step;
}

/** Use of the limit wanders about a level that is higher for the less reliable and in hard times. */
function balanceWalk(
  random: Random,
  debtor: Debtor,
  first: { readonly limitMinor: number; readonly step: number },
): (at: Instant) => Statement {
  const level = Math.max(0.02, 0.1 + 0.7 * (1 - debtor.reliability) + 0.12 * normal(random));
  let use = level;
  let { limitMinor } = first;
  return (at) => {
    const pull = level + (debtor.isHardPressed(at) ? 0.35 : 0);
    use = PERSISTENCE * use + (1 - PERSISTENCE) * pull + 0.07 * normal(random);
    use = Math.min(1.08, Math.max(0, use));
    if (use < 0.4 && random.chance(0.03)) limitMinor += Math.round(limitMinor / 4 / first.step) * first.step;
    return { balanceMinor: Math.round(use * limitMinor), limitMinor };
  };
}
