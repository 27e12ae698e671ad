import type { SubjectColumn } from '../../graph/projection.ts';
import { makeContext } from '../columns/context.ts';
import { baseLogOdds, exposureColumns, isKnown, type KnownTotals } from '../columns/exposure.ts';
import { acquaintances, reachColumns, recordIn } from '../columns/ties.ts';
import { trustColumns } from '../columns/trust.ts';
import { aroundTies } from './around-tables.ts';
import { ascending, contextOf, noMoney, type Step } from './step.ts';
import { wholeRelation } from './whole-tables.ts';

/** How far the base rate of exposure may drift, in log-odds, before everybody is measured by the new one. */
const BASE_DRIFT = 2.5e-5;

/** How bad a subject was and whether anything was known of it, before a step. */
export interface Regard {
  readonly badness: number;
  readonly hasRecord: boolean;
  readonly isSeed: boolean;
}

export function regardOf({ columns }: Pick<Step, 'columns'>, subject: number): Regard {
  return {
    badness: columns.measure('badness')[subject]!,
    hasRecord: recordOf({ columns })(subject),
    isSeed: columns.mark('seeds')[subject] === 1,
  };
}

function recordOf({ columns }: Pick<Step, 'columns'>): (subject: number) => boolean {
  return recordIn({
    duesMatured: columns.measure('duesMatured'),
    dealings: columns.measure('dealings'),
    ratingsReceived: columns.measure('ratingsReceived'),
  });
}

/** Of everybody, as the columns have them. */
export function totalsOf({ columns }: Pick<Step, 'columns'>): KnownTotals {
  const hasRecord = recordOf({ columns });
  const bad = columns.measure('badness');
  let [known, badness] = [0, 0];
  for (let subject = 0; subject < columns.count; subject++) {
    if (isKnown(bad[subject]!, hasRecord(subject))) known++;
    badness += bad[subject]!;
  }
  return { known, badness };
}

export interface TieChange {
  /** Whether what trust reads may be other for anybody. */
  readonly isTrustNew: boolean;
  /** By which base rate exposure is measured. */
  readonly totals: KnownTotals;
}

/**
 * Ties, and what is known of those at their other ends: reach and exposure for those near to what changed, trust and
 * triangles for everybody where ties, seeds or the established changed.
 * @param before - how those were regarded who were changed
 */
export async function tieStep(
  step: Step,
  before: ReadonlyMap<number, Regard>,
  used: KnownTotals,
): Promise<TieChange> {
  const ends = new Set(step.changed.pairs('knows').flat());
  const established: number[] = [];
  const regarded: number[] = [];
  let isSeedNew = false;
  for (const [subject, was] of before) {
    const is = seededRegard(step, subject);
    if (was.isSeed !== is.isSeed) isSeedNew = true;
    if (was.hasRecord !== is.hasRecord) established.push(subject);
    const isKnownOtherwise = isKnown(was.badness, was.hasRecord) !== isKnown(is.badness, is.hasRecord);
    if (isKnownOtherwise || was.badness !== is.badness) regarded.push(subject);
  }
  reachStep(step, [...ends, ...established.flatMap((one) => knownBy(step, one)), ...before.keys()]);
  const near = new Set([...ends, ...regarded, ...regarded.flatMap((one) => knownBy(step, one))]);
  const measured = [...near, ...[...near].flatMap((one) => knownBy(step, one)), ...before.keys()];
  const totals = await exposureStep(step, measured, used);
  const isTrustNew =
    ends.size > 0 || isSeedNew || established.some((subject) => knownBy(step, subject).length > 0);
  if (isTrustNew) await trustStep(step);
  else for (const subject of before.keys()) if (knownBy(step, subject).length === 0) unreached(step, subject);
  return { isTrustNew, totals };
}

/** Takes in whether the subject is a seed. */
function seededRegard(step: Step, subject: number): Regard {
  const isSeed = step.tables.held.seeds.rowsOf('subject', subject).length > 0;
  step.columns.setMark('seeds', { subject, value: isSeed ? 1 : 0 }, step.journal);
  return regardOf(step, subject);
}

function knownBy({ tables }: Step, subject: number): number[] {
  const { source, target } = tables.held.knows.columns;
  const others: number[] = [];
  tables.visitPairs('knows', subject, (row) => {
    others.push(source[row] === subject ? target[row]! : source[row]!);
  });
  return others;
}

function reachStep(step: Step, near: readonly number[]): void {
  const subjects = ascending(near);
  const { tables, members } = aroundTies(step.tables, subjects);
  const hasRecord = recordOf(step);
  const read = reachColumns(tables, (place) => hasRecord(members[place]!), contextOf(tables, step));
  enter(step, subjects, read);
}

async function exposureStep(step: Step, near: readonly number[], used: KnownTotals): Promise<KnownTotals> {
  const totals = totalsOf(step);
  const isAdrift = Math.abs(baseLogOdds(totals) - baseLogOdds(used)) > BASE_DRIFT;
  const base = isAdrift ? totals : used;
  const subjects = isAdrift ? everybody(step) : ascending(near);
  const around = ascending([...subjects, ...(isAdrift ? [] : subjects.flatMap((one) => knownBy(step, one)))]);
  const { tables, members } = aroundTies(step.tables, around);
  const context = contextOf(tables, step);
  const hasRecord = recordOf(step);
  const bad = step.columns.measure('badness');
  const read = exposureColumns(
    {
      rows: await acquaintances(tables, context),
      hasRecord: (place) => hasRecord(members[place]!),
      badness: Float64Array.from(members, (subject) => bad[subject]!),
      totals: base,
    },
    context,
  );
  const places = new Map(around.map((subject, place) => [subject, place]));
  for (const subject of subjects) enterAt(step, read, { subject, place: places.get(subject)! });
  return base;
}

function everybody({ columns }: Step): number[] {
  return Array.from({ length: columns.count }, (_, subject) => subject);
}

/** Trust travels in fixed steps from all seeds at once, so a tie may be felt by anybody. */
async function trustStep(step: Step): Promise<void> {
  const { tables, columns } = step;
  const knows = wholeRelation(tables, 'knows');
  const seeds = Uint32Array.from(everybody(step).filter((subject) => columns.mark('seeds')[subject] === 1));
  const context = makeContext({ ...noMoney(step), subjects: columns.count });
  const rows = await acquaintances({ knows }, context);
  const read = await trustColumns(
    { knows, seeds: { subject: seeds } },
    { rows, hasRecord: recordOf(step) },
    context,
  );
  const { propagatedTrust, trustedTriangles } = read;
  for (let subject = 0; subject < columns.count; subject++) {
    // How much trust came is told apart: nearly everybody's is another by its last digits.
    columns.set('propagatedTrust', { subject, value: propagatedTrust[subject]! }, step.journal);
    const value = trustedTriangles[subject]!;
    if (columns.set('trustedTriangles', { subject, value }, step.journal)) step.toCheck.add(subject);
  }
}

function unreached({ columns, journal }: Step, subject: number): void {
  for (const name of ['propagatedTrust', 'trustedTriangles'] as const)
    columns.set(name, { subject, value: Number.NaN }, journal);
}

type Read = Readonly<Partial<Record<SubjectColumn, Float64Array>>>;

/** Of the subjects, which come first in what was read. */
function enter(step: Step, subjects: readonly number[], read: Read): void {
  subjects.forEach((subject, place) => {
    enterAt(step, read, { subject, place });
  });
}

function enterAt(step: Step, read: Read, { subject, place }: { subject: number; place: number }): void {
  for (const [name, cells] of Object.entries(read) as [SubjectColumn, Float64Array][])
    if (step.columns.set(name, { subject, value: cells[place]! }, step.journal)) step.toCheck.add(subject);
}
