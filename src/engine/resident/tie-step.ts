import {
  baseLogOdds,
  exposureOf,
  exposureSums,
  sumAround,
  type ExposureSight,
  type ExposureView,
  type KnownTotals,
} from '../columns/exposure.ts';
import { recordIn } from '../columns/ties.ts';
import type { HeldTrust } from './held-trust.ts';
import { ascending, entering, knownBy, type Step } from './step.ts';
import { trustStep } from './trust-step.ts';

/** How far the base rate of exposure may drift, in log-odds, before everybody is measured by the new one. */
const BASE_DRIFT = 2.5e-4;

/** How bad a subject was and whether anything was known of it, before a step. */
export interface Regard {
  readonly badness: number;
  readonly hasRecord: boolean;
}

export function regardOf({ columns }: Pick<Step, 'columns'>, subject: number): Regard {
  return { badness: columns.measure('badness')[subject]!, hasRecord: recordOf({ columns })(subject) };
}

function recordOf({ columns }: Pick<Step, 'columns'>): (subject: number) => boolean {
  return recordIn({
    duesMatured: columns.measure('duesMatured'),
    dealings: columns.measure('dealings'),
    ratingsReceived: columns.measure('ratingsReceived'),
  });
}

/** As the mark of the columns has it. */
export function regardMark({ badness, hasRecord }: Regard): number {
  if (badness > 0) return 2;
  return hasRecord ? 1 : 0;
}

/** What is known of everybody: as it is, and as exposure is measured by. */
export interface ExposureTotals {
  readonly now: KnownTotals;
  readonly used: KnownTotals;
}

/** As the columns have them. */
export function totalsOf({ columns }: Pick<Step, 'columns'>): ExposureTotals {
  const now = { known: 0, badness: 0 };
  const [regard, badness] = [columns.mark('regard'), columns.measure('badness')];
  for (let subject = 0; subject < columns.count; subject++) {
    now.known += Math.min(1, regard[subject]!);
    now.badness += badness[subject]!;
  }
  return { now, used: now };
}

/**
 * Ties, and what is known of those at their other ends: reach and exposure for those near to what changed, trust and
 * triangles for those whom they can have moved. Gives what is known of everybody.
 * @param before - how those were regarded who were changed
 */
export function tieStep(
  step: Step,
  before: ReadonlyMap<number, Regard>,
  { trust, totals }: { readonly trust: HeldTrust; readonly totals: ExposureTotals },
): ExposureTotals {
  const pairs = step.changed.pairs('knows');
  const recorded: number[] = [];
  const established: number[] = [];
  const regarded: number[] = [];
  const now = { ...totals.now };
  for (const [subject, was] of before) {
    const is = regardOf(step, subject);
    if (was.hasRecord !== is.hasRecord) recorded.push(subject);
    if (isEstablishedAnew(step, subject, is)) established.push(subject);
    const isOther = step.columns.setMark('regard', { subject, value: regardMark(is) }, step.journal);
    if (isOther || was.badness !== is.badness) regarded.push(subject);
    now.known += Math.min(1, regardMark(is)) - Math.min(1, regardMark(was));
    now.badness += is.badness - was.badness;
  }
  const ends = pairs.flat();
  const around = (subjects: readonly number[]) => subjects.flatMap((subject) => [...knownBy(step, subject)]);
  reachStep(step, [...ends, ...around(recorded), ...before.keys()]);
  const near = [...new Set([...ends, ...regarded, ...around(regarded)])];
  const used = exposureStep(step, [...near, ...around(near), ...before.keys()], { now, used: totals.used });
  trustStep(step, trust, { pairs, established, subjects: before.keys() });
  return { now, used };
}

/** Takes in whether the subject is a seed, and established; gives whether either is new. */
function isEstablishedAnew({ tables, columns, journal }: Step, subject: number, is: Regard): boolean {
  const isSeed = tables.held.seeds.rowsOf('subject', subject).length > 0;
  const isNewSeed = columns.setMark('seeds', { subject, value: isSeed ? 1 : 0 }, journal);
  const value = isSeed || is.hasRecord ? 1 : 0;
  return columns.setMark('established', { subject, value }, journal) || isNewSeed;
}

function reachStep(step: Step, near: readonly number[]): void {
  const hasRecord = recordOf(step);
  const [enterTies, enterReach] = [entering(step, 'liveTies'), entering(step, 'reach')];
  for (const subject of ascending(near)) {
    const others = knownBy(step, subject);
    enterTies(subject, others.length);
    enterReach(subject, others.filter(hasRecord).length);
  }
}

/** Gives by what it measures now. */
function exposureStep(step: Step, near: readonly number[], { now, used }: ExposureTotals): KnownTotals {
  const isAdrift = Math.abs(baseLogOdds(now) - baseLogOdds(used)) > BASE_DRIFT;
  const totals = isAdrift ? now : used;
  const { columns, journal } = step;
  const sight = sightOf(step);
  const view = viewFrom(sight);
  const looked = ascending(near);
  const enterTies = entering(step, 'exposureTies');
  const [enterSeen, enterBad] = [
    columns.setter('exposureSeen', journal),
    columns.setter('exposureBad', journal),
  ];
  for (const subject of looked) {
    const sums = exposureSums(view, subject);
    enterSeen(subject, sums.seen);
    enterBad(subject, sums.bad);
    enterTies(subject, sums.exposureTies);
  }
  const [seen, bad] = [columns.measure('exposureSeen'), columns.measure('exposureBad')];
  const enter = entering(step, 'exposure');
  const read = (subject: number): void => {
    const sums = { seen: seen[subject]!, bad: bad[subject]! };
    enter(subject, exposureOf(sums, { sight, subject }, totals));
  };
  if (isAdrift) for (let subject = 0; subject < columns.count; subject++) read(subject);
  else looked.forEach(read);
  return totals;
}

/** What the columns know of everybody. */
export function sightOf({ columns, rows }: Pick<Step, 'columns' | 'rows'>): ExposureSight {
  const [regard, badness] = [columns.mark('regard'), columns.measure('badness')];
  return {
    tiesOf: (subject: number) => rows.known.row(subject),
    isKnown: (subject: number) => regard[subject]! > 0,
    // One byte a subject is at hand where eight are not: hardly anybody is bad.
    badnessOf: (subject: number) => (regard[subject] === 2 ? badness[subject]! : 0),
  };
}

/** Sums around somebody are made once, when they are first asked for. */
function viewFrom(sight: ExposureSight): ExposureView {
  const sums = new Map<number, KnownTotals>();
  const around = (subject: number): KnownTotals => {
    const known = sums.get(subject) ?? sumAround(sight, subject);
    sums.set(subject, known);
    return known;
  };
  return {
    ...sight,
    knownAround: (subject) => around(subject).known,
    badnessAround: (subject) => around(subject).badness,
  };
}
