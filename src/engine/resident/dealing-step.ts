import type { LocalFairnessGoodness } from '../../graph/local/local-fairness-goodness.ts';
import type { LocalMutualReliability } from '../../graph/local/local-mutual-reliability.ts';
import type { LocalPageRank } from '../../graph/local/local-page-rank.ts';
import type { Journal } from '../../graph/local/journal.ts';
import { Frontier } from '../../graph/walks/frontier.ts';
import { payeeReliability } from '../columns/standing.ts';
import type { ResidentRows } from './resident-rows.ts';
import { roomFor } from './room.ts';
import { ascending, entering, type Step } from './step.ts';

/** How far a rank, or how reliable a payee is, may drift, relatively, before standings are read from it anew. */
const DRIFT = 2e-4;

/** What ranks and reliabilities standings were last read from. */
export interface ReadRanks {
  readonly ranks: Float64Array;
  readonly followThrough: Float64Array;
  /** The mean rank of those who pay or are paid. */
  readonly mean: number;
  /** Whether a subject pays or is paid, and how many do. */
  readonly isConnected: Uint8Array;
  readonly connected: number;
}

export interface DealingKernels {
  readonly follow: LocalMutualReliability;
  readonly ranks: LocalPageRank;
  readonly ratings: LocalFairnessGoodness;
}

/** As the kernels have it at first. */
export function readRanks(rows: ResidentRows, { follow, ranks }: DealingKernels): ReadRanks {
  const isConnected = Uint8Array.from({ length: rows.paid.outgoing.nodes }, (_, subject) =>
    isConnectedIn(rows, subject) ? 1 : 0,
  );
  const connected = isConnected.reduce((count, is) => count + is, 0);
  return {
    ...{ ranks: ranks.values.slice(), followThrough: follow.values.slice() },
    ...{ mean: ranks.total / connected, isConnected, connected },
  };
}

/** Follow-through, and the standing of those dealt with. Gives what standings are read from now. */
export function dealingStep(step: Step, { follow, ranks }: DealingKernels, read: ReadRanks): ReadRanks {
  const { changed, columns, journal } = step;
  const ends = ascending(changed.pairs('dealt').flat());
  if (ends.length === 0 && columns.count === step.known) return read;
  const moved = follow.update(ends, journal);
  const enterFollowed = entering(step, 'followThrough');
  for (const subjects of [moved, changed.subjects])
    for (const subject of subjects) enterFollowed(subject, follow.values[subject]!);
  const ranked = ranks.update({ rows: ends, gains: moved }, journal);
  const known = countConnected(step, withRoom(read, columns.count), ends);
  const mean = ranks.total / known.connected;
  const isAdrift = !(Math.abs(mean - read.mean) <= DRIFT * read.mean);
  const affected = new Frontier(columns.count);
  // Who is new, or deals with nobody any more, is not among the connected.
  for (const subject of [...ends, ...changed.subjects]) affected.touch(subject);
  for (const subject of ranked)
    if (isOther(known.ranks, { subject, value: ranks.values[subject]! }, journal))
      touchDealtWith(step, subject, affected);
  for (const subject of moved)
    if (isOther(known.followThrough, { subject, value: follow.values[subject]! }, journal)) {
      affected.touch(subject);
      touchDealtWith(step, subject, affected);
    }
  if (isAdrift)
    for (let subject = 0; subject < columns.count; subject++)
      if (known.isConnected[subject] === 1) affected.touch(subject);
  const now = { ...known, mean: isAdrift ? mean : read.mean };
  const enterStanding = entering(step, 'standing');
  for (const subject of affected.touched()) enterStanding(subject, standingOf(step, now, subject));
  const enterCounterparties = entering(step, 'counterparties');
  for (const subjects of [ends, changed.subjects])
    for (const subject of subjects) enterCounterparties(subject, counterpartiesOf(step, subject));
  return now;
}

/** As `standingColumns` has it: the mean over rows both ways, a payment weighing by the reliability of its payee. */
function standingOf(
  { rows: { paid } }: Step,
  { ranks, followThrough, mean }: ReadRanks,
  subject: number,
): number {
  let [sum, total] = [0, 0];
  const outgoing = paid.outgoing.row(subject);
  for (let entry = outgoing.from; entry < outgoing.to; entry++) {
    const payee = outgoing.targets[entry]!;
    const weight = outgoing.weights[entry]! * payeeReliability(followThrough[payee]!);
    sum += weight * ranks[payee]!;
    total += weight;
  }
  const own = payeeReliability(followThrough[subject]!);
  const incoming = paid.incoming.row(subject);
  for (let entry = incoming.from; entry < incoming.to; entry++) {
    const weight = incoming.weights[entry]! * own;
    sum += weight * ranks[incoming.targets[entry]!]!;
    total += weight;
  }
  return sum / total / mean;
}

/** Each once, be it paid, paying or both. */
function counterpartiesOf({ rows: { paid } }: Step, subject: number): number {
  const [outgoing, incoming] = [paid.outgoing.row(subject), paid.incoming.row(subject)];
  let [at, both] = [outgoing.from, 0];
  for (let entry = incoming.from; entry < incoming.to; entry++) {
    const payer = incoming.targets[entry]!;
    while (at < outgoing.to && outgoing.targets[at]! < payer) at++;
    if (at < outgoing.to && outgoing.targets[at] === payer) both++;
  }
  return outgoing.to - outgoing.from + (incoming.to - incoming.from) - both;
}

/** Fairness and goodness of ratings. */
export function ratingStep(step: Step, { ratings }: DealingKernels): void {
  const ends = ascending(step.changed.pairs('rated').flat());
  const { fairness, goodness } = ratings.update(ends, step.journal);
  for (const [name, moved] of [
    ['fairness', fairness],
    ['goodness', goodness],
  ] as const) {
    const enter = entering(step, name);
    for (const subjects of [moved, step.changed.subjects])
      for (const subject of subjects) enter(subject, ratings[name][subject]!);
  }
}

/** Takes a value in where it is far enough from the one in use. */
function isOther(
  used: Float64Array,
  { subject, value }: { subject: number; value: number },
  journal: Journal,
): boolean {
  const before = used[subject]!;
  if (Object.is(value, before) || Math.abs(value - before) <= DRIFT * before) return false;
  journal.set(used, subject, value);
  return true;
}

/** What stands beyond those who were there before was never read. */
function withRoom(read: ReadRanks, count: number): ReadRanks {
  if (read.ranks.length >= count) return read;
  const room = roomFor(count);
  const longer = (cells: Float64Array) => {
    const made = new Float64Array(room).fill(Number.NaN);
    made.set(cells);
    return made;
  };
  const isConnected = new Uint8Array(room);
  isConnected.set(read.isConnected);
  return { ...read, ranks: longer(read.ranks), followThrough: longer(read.followThrough), isConnected };
}

function touchDealtWith({ rows }: Step, subject: number, affected: Frontier): void {
  for (const direction of [rows.paid.outgoing, rows.paid.incoming]) {
    const { targets, from, to } = direction.row(subject);
    for (let entry = from; entry < to; entry++) affected.touch(targets[entry]!);
  }
}

function countConnected({ rows, journal }: Step, read: ReadRanks, ends: readonly number[]): ReadRanks {
  let { connected } = read;
  for (const subject of ends) {
    const is = isConnectedIn(rows, subject) ? 1 : 0;
    connected += is - read.isConnected[subject]!;
    journal.set(read.isConnected, subject, is);
  }
  return { ...read, connected };
}

function isConnectedIn({ paid }: ResidentRows, subject: number): boolean {
  const outgoing = paid.outgoing.row(subject);
  if (outgoing.to > outgoing.from) return true;
  const incoming = paid.incoming.row(subject);
  return incoming.to > incoming.from;
}
