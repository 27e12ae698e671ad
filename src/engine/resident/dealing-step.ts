import type { LocalFairnessGoodness } from '../../graph/local/local-fairness-goodness.ts';
import type { LocalMutualReliability } from '../../graph/local/local-mutual-reliability.ts';
import type { LocalPageRank } from '../../graph/local/local-page-rank.ts';
import type { Journal } from '../../graph/local/journal.ts';
import { standingAround } from '../columns/standing.ts';
import { aroundDealings } from './around-tables.ts';
import { ascending, contextOf, type Step } from './step.ts';

/** How far a rank, or how reliable a payee is, may drift, relatively, before standings are read from it anew. */
const DRIFT = 5e-5;

/** What ranks and reliabilities standings were last read from. */
export interface ReadRanks {
  readonly ranks: Float64Array;
  readonly followThrough: Float64Array;
  /** The mean rank of those who pay or are paid. */
  readonly mean: number;
}

export interface DealingKernels {
  readonly follow: LocalMutualReliability;
  readonly ranks: LocalPageRank;
  readonly ratings: LocalFairnessGoodness;
}

/** Follow-through, and the standing of those dealt with. Gives what standings are read from now. */
export async function dealingStep(
  step: Step,
  { follow, ranks }: DealingKernels,
  read: ReadRanks,
): Promise<ReadRanks> {
  const { changed, columns, journal } = step;
  const ends = ascending(changed.pairs('dealt').flat());
  if (ends.length === 0 && follow.values.length >= columns.count && ranks.values.length >= columns.count)
    return read;
  const moved = follow.update(ends, journal);
  for (const subject of ascending([...moved, ...changed.subjects]))
    enter(step, 'followThrough', { subject, value: follow.values[subject]! });
  const ranked = ranks.update({ rows: ends, gains: moved }, journal);
  const known = withRoom(read, columns.count);
  const mean = meanRank(step, ranks.values);
  const isAdrift = !(Math.abs(mean - read.mean) <= DRIFT * read.mean);
  const affected = new Set([...ends, ...changed.subjects]);
  for (const subject of ranked)
    if (isOther(known.ranks, { subject, value: ranks.values[subject]! }, journal))
      for (const other of dealtWith(step, subject)) affected.add(other);
  for (const subject of moved)
    if (isOther(known.followThrough, { subject, value: follow.values[subject]! }, journal)) {
      affected.add(subject);
      for (const other of dealtWith(step, subject)) affected.add(other);
    }
  // Who is new, or deals with nobody any more, is not among the connected.
  const subjects = ascending(isAdrift ? [...connected(step), ...affected] : affected);
  const now = { ...known, mean: isAdrift ? mean : read.mean };
  await standingStep(step, now, subjects);
  return now;
}

async function standingStep(step: Step, read: ReadRanks, subjects: readonly number[]): Promise<void> {
  const { tables, members } = aroundDealings(step.tables, subjects);
  const at = (cells: Float64Array) => Float64Array.from(members, (subject) => cells[subject]!);
  const { standing, counterparties } = await standingAround(
    tables,
    { ranks: at(read.ranks), followThrough: at(read.followThrough), mean: read.mean },
    contextOf(tables, step),
  );
  subjects.forEach((subject, place) => {
    enter(step, 'standing', { subject, value: standing[place]! });
    enter(step, 'counterparties', { subject, value: counterparties[place]! });
  });
}

/** Fairness and goodness of ratings. */
export function ratingStep(step: Step, { ratings }: DealingKernels): void {
  const ends = ascending(step.changed.pairs('rated').flat());
  const { fairness, goodness } = ratings.update(ends, step.journal);
  for (const subject of ascending([...fairness, ...step.changed.subjects]))
    enter(step, 'fairness', { subject, value: ratings.fairness[subject]! });
  for (const subject of ascending([...goodness, ...step.changed.subjects]))
    enter(step, 'goodness', { subject, value: ratings.goodness[subject]! });
}

function enter(
  { columns, journal, toCheck }: Step,
  name: 'followThrough' | 'standing' | 'counterparties' | 'fairness' | 'goodness',
  { subject, value }: { subject: number; value: number },
): void {
  if (columns.set(name, { subject, value }, journal)) toCheck.add(subject);
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
  const longer = (cells: Float64Array) => {
    const made = new Float64Array(Math.ceil(count * 1.0625)).fill(Number.NaN);
    made.set(cells);
    return made;
  };
  return { ...read, ranks: longer(read.ranks), followThrough: longer(read.followThrough) };
}

function dealtWith({ rows }: Step, subject: number): number[] {
  return [rows.paid.outgoing, rows.paid.incoming].flatMap((direction) => {
    const { targets, from, to } = direction.row(subject);
    return [...targets.subarray(from, to)];
  });
}

function connected(step: Step): number[] {
  const subjects: number[] = [];
  for (let subject = 0; subject < step.columns.count; subject++)
    if (isConnected(step, subject)) subjects.push(subject);
  return subjects;
}

function isConnected({ rows }: Pick<Step, 'rows'>, subject: number): boolean {
  const { from, to } = rows.paid.outgoing.row(subject);
  if (to > from) return true;
  const incoming = rows.paid.incoming.row(subject);
  return incoming.to > incoming.from;
}

/** Over all who pay or are paid; NaN where nobody does. */
export function meanRank({ rows, columns }: Pick<Step, 'rows' | 'columns'>, ranks: Float64Array): number {
  let [sum, count] = [0, 0];
  for (let subject = 0; subject < columns.count; subject++) {
    if (!isConnected({ rows }, subject)) continue;
    sum += ranks[subject]!;
    count++;
  }
  return sum / count;
}
