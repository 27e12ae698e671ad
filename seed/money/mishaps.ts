import { MS_PER_DAY, type Instant } from '../../src/domain/time.ts';
import { exponential } from '../random/exponential.ts';
import type { Random } from '../random/random.ts';
import { MS_PER_HOUR } from '../time/calendar.ts';
import type { Turn } from './transaction-book.ts';

export interface Parties {
  readonly payerReliability: number;
  readonly payeeReliability: number;
}

/** A turn that a dealing may take: how likely, given what the two are like, and how long after. */
interface Mishap {
  readonly turn: Pick<Turn, 'status' | 'by'>;
  readonly base: number;
  /** Added for a party of reliability 0. */
  readonly fromPayer: number;
  readonly fromPayee: number;
  readonly meanDelayMs: number;
}

const SHOPPING: readonly Mishap[] = [
  {
    turn: { status: 'cancelled', by: 'payer' },
    base: 0.004,
    fromPayer: 0.16,
    fromPayee: 0,
    meanDelayMs: 5 * MS_PER_HOUR,
  },
  {
    turn: { status: 'cancelled', by: 'payee' },
    base: 0.002,
    fromPayer: 0,
    fromPayee: 0.05,
    meanDelayMs: 20 * MS_PER_HOUR,
  },
  {
    turn: { status: 'refunded', by: 'payer' },
    base: 0.002,
    fromPayer: 0,
    fromPayee: 0.04,
    meanDelayMs: 6 * MS_PER_DAY,
  },
  {
    turn: { status: 'refunded', by: 'payee' },
    base: 0.006,
    fromPayer: 0,
    fromPayee: 0,
    meanDelayMs: 5 * MS_PER_DAY,
  },
  {
    turn: { status: 'disputed', by: 'payer' },
    base: 0.001,
    fromPayer: 0.012,
    fromPayee: 0.025,
    meanDelayMs: 12 * MS_PER_DAY,
  },
  {
    turn: { status: 'charged_back', by: 'payer' },
    base: 0.0005,
    fromPayer: 0,
    fromPayee: 0.015,
    meanDelayMs: 25 * MS_PER_DAY,
  },
];

/** Between people: a transfer is called off before it is done, or fought over afterwards. */
const SENDING: readonly Mishap[] = [
  {
    turn: { status: 'cancelled', by: 'payer' },
    base: 0.003,
    fromPayer: 0.15,
    fromPayee: 0,
    meanDelayMs: 3 * MS_PER_HOUR,
  },
  {
    turn: { status: 'disputed', by: 'payer' },
    base: 0.0005,
    fromPayer: 0,
    fromPayee: 0.02,
    meanDelayMs: 9 * MS_PER_DAY,
  },
];

/** The share of disputes that end, and how: the scheme sides with the payer, or the dealing stands. */
const CHARGED_BACK_SHARE = 0.35;
const STANDS_SHARE = 0.3;
const MEAN_DISPUTE_MS = 20 * MS_PER_DAY;

/** What a purchase of that instant comes to beyond being completed: mostly nothing. */
export function shoppingMishap(random: Random, at: Instant, parties: Parties): readonly Turn[] {
  return mishap(random, at, { among: SHOPPING, parties });
}

export function sendingMishap(random: Random, at: Instant, parties: Parties): readonly Turn[] {
  return mishap(random, at, { among: SENDING, parties });
}

function mishap(
  random: Random,
  at: Instant,
  { among, parties }: { among: readonly Mishap[]; parties: Parties },
): readonly Turn[] {
  let draw = random.uniform();
  for (const { turn, base, fromPayer, fromPayee, meanDelayMs } of among) {
    draw -= base + fromPayer * (1 - parties.payerReliability) + fromPayee * (1 - parties.payeeReliability);
    if (draw >= 0) continue;
    const turnedAt = at + MS_PER_HOUR + Math.ceil(exponential(random, meanDelayMs));
    const first = { ...turn, at: turnedAt };
    return turn.status === 'disputed' ? [first, ...endOfDispute(random, turnedAt)] : [first];
  }
  return [];
}

function endOfDispute(random: Random, disputedAt: Instant): readonly Turn[] {
  const draw = random.uniform();
  const at = disputedAt + MS_PER_DAY + Math.ceil(exponential(random, MEAN_DISPUTE_MS));
  if (draw < CHARGED_BACK_SHARE) return [{ status: 'charged_back', by: 'payer', at }];
  return draw < CHARGED_BACK_SHARE + STANDS_SHARE ? [{ status: 'completed', by: undefined, at }] : [];
}
