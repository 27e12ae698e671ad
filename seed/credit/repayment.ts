/** How somebody honours what they owe: the course that a schedule of dues takes, before anything is written. */
import { MS_PER_DAY, type Instant } from '../../src/domain/time.ts';
import { logNormal } from '../random/log-normal.ts';
import type { Random } from '../random/random.ts';
import { MS_PER_HOUR, WORLD_ENDS_AT } from '../time/calendar.ts';
import type { Debtor } from './debtor.ts';

export interface PlannedDue {
  /** Midnight UTC of the day by which to pay. */
  readonly dueAt: Instant;
  readonly amountMinor: number;
  /** When it is called for: the opening, or the bill's date. */
  readonly knownAt: Instant;
}

interface PlannedPayment {
  readonly at: Instant;
  readonly amountMinor: number;
}

export interface Course {
  /** The dues that were called for before the end, in order; a default ends further bills. */
  readonly dues: readonly PlannedDue[];
  /** Before the end. */
  readonly payments: readonly PlannedPayment[];
  /** When everything called for was paid; undefined where it was not. */
  readonly paidUpAt: Instant | undefined;
  readonly defaultedAt: Instant | undefined;
  /** Instants at which a due had been open for 30 days. */
  readonly seriousArrearsAt: readonly Instant[];
}

/** A creditor calls a default this long after the first due that stays unpaid. */
const DEFAULT_AFTER_DAYS = 90;
const DEFAULT_WITHIN_DAYS = 25;
const AUTOPAY_SHARE = 0.45;
const PARTIAL_SHARE = 0.02;

/** The chance, per due, that somebody stops paying for good. */
function stoppingHazard(reliability: number, isHardPressed: boolean): number {
  const calm = 0.0004 + 0.06 * (1 - reliability) * (1 - reliability);
  return isHardPressed ? 6 * calm : calm;
}

function onTimeChance(reliability: number, isHardPressed: boolean): number {
  const calm = 0.995 - 0.4 * (1 - reliability);
  return isHardPressed ? 0.5 * calm : calm;
}

export function follow(random: Random, debtor: Debtor, schedule: readonly PlannedDue[]): Course {
  const isOnAutopay = random.chance(AUTOPAY_SHARE);
  const dues: PlannedDue[] = [];
  const payments: PlannedPayment[] = [];
  const seriousArrearsAt: Instant[] = [];
  let defaultedAt = Number.POSITIVE_INFINITY;
  for (const due of schedule) {
    if (due.knownAt >= Math.min(defaultedAt, WORLD_ENDS_AT)) break;
    dues.push(due);
    if (defaultedAt < Number.POSITIVE_INFINITY) continue;
    const isHardPressed = debtor.isHardPressed(due.dueAt);
    if (random.chance(stoppingHazard(debtor.reliability, isHardPressed))) {
      const patience = DEFAULT_AFTER_DAYS * MS_PER_DAY + random.below(DEFAULT_WITHIN_DAYS * MS_PER_DAY);
      defaultedAt = due.dueAt + patience;
      continue;
    }
    const isOnTime = random.chance(onTimeChance(debtor.reliability, isHardPressed));
    const at = isOnTime ? paysOnTime(random, due, isOnAutopay) : paysLate(random, due, isHardPressed);
    if (at > due.dueAt + 30 * MS_PER_DAY) seriousArrearsAt.push(due.dueAt + 30 * MS_PER_DAY);
    payments.push(...inParts(random, due, at));
  }
  const made = payments.filter(({ at }) => at < WORLD_ENDS_AT);
  const isPaidUp = defaultedAt === Number.POSITIVE_INFINITY && made.length === payments.length;
  return {
    dues,
    payments: made,
    seriousArrearsAt,
    paidUpAt: isPaidUp && made.length > 0 ? Math.max(...made.map(({ at }) => at)) : undefined,
    defaultedAt: defaultedAt < WORLD_ENDS_AT ? defaultedAt : undefined,
  };
}

function paysOnTime(random: Random, { dueAt, knownAt }: PlannedDue, isOnAutopay: boolean): Instant {
  if (isOnAutopay) return dueAt + random.between(1 * MS_PER_HOUR, 3 * MS_PER_HOUR);
  const earliest = Math.max(knownAt + MS_PER_HOUR, dueAt - 7 * MS_PER_DAY);
  return random.between(earliest, dueAt + 20 * MS_PER_HOUR);
}

function paysLate(random: Random, { dueAt }: PlannedDue, isHardPressed: boolean): Instant {
  const days = logNormal(random, isHardPressed ? { median: 20, sigma: 0.8 } : { median: 4, sigma: 0.9 });
  return dueAt + MS_PER_DAY + Math.floor(Math.min(days, 85) * MS_PER_DAY);
}

/** Mostly in one sum; now and then half of it a few days before the rest. */
function inParts(random: Random, { amountMinor, knownAt }: PlannedDue, at: Instant): PlannedPayment[] {
  const half = Math.floor(amountMinor / 2);
  const earlier = at - random.between(MS_PER_HOUR, 4 * MS_PER_DAY);
  if (!random.chance(PARTIAL_SHARE) || half === 0 || earlier <= knownAt) return [{ at, amountMinor }];
  return [
    { at: earlier, amountMinor: half },
    { at, amountMinor: amountMinor - half },
  ];
}
