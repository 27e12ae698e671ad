import { THOUSAND } from '../../domain/score.ts';
import { influence } from '../../factors/influence.ts';
import type { LocalAffine } from '../../graph/local/local-affine.ts';
import type { LocalInfluence } from '../../graph/local/local-influence.ts';
import { GROUP_COLUMNS, groupScore } from '../../scoring/group-scores.ts';
import { credenceOf, type NetworkSettings } from '../../scoring/network.ts';
import { enterReadings, settlePersonalScores } from '../../scoring/score-subjects.ts';
import { NOT_SCORED_BIN, type ScoreTable } from '../../scoring/score-table.ts';
import { enterLines, numberedIn } from '../network.ts';
import { companyStep, nearCompany } from './company-step.ts';
import { isOtherValue, NETWORK_EPSILON } from './epsilon.ts';
import type { RowAt } from './held-scores.ts';
import { isGroup, takeOwn, type Scoring } from './score-step.ts';
import { ascending, type Step } from './step.ts';

/** What scores that lean on others' are solved with. */
export interface Solvers {
  readonly settings: NetworkSettings;
  readonly affine: LocalAffine;
  readonly influence: LocalInfluence;
}

/** Has scores lean on others' where either is new, and scores groups by members that are. */
export function networkStep(
  step: Step,
  { solvers, ...scoring }: Scoring & { readonly solvers: Solvers },
  measured: readonly number[],
): void {
  const { settings, affine } = solvers;
  const people = measured.filter((subject) => !isGroup(step, subject));
  const ofCompany = ['knows', 'owned', 'member_of'] as const;
  const ends = ascending(ofCompany.flatMap((name) => step.changed.pairs(name).flat()));
  const { believed, flipped } = takeCredence(step, { scoring, settings }, people);
  const owning = enterInfluence(step, scoring, people);
  const moved = affine.update([...ends, ...believed, ...owning, ...people], step.journal);
  // Others have the company they had, but for what that kernel lets lag.
  const near = [...affine.recompanied, ...nearCompany(step, flipped)];
  const company = companyStep(step, { scoring, settings }, { measured: people, near });
  const read = ascending([...influentialOf(step, { scoring, solvers }), ...company.heard]);
  const again = enterInfluence(step, scoring, read);
  const movedAgain = again.length > 0 ? affine.update(again, step.journal) : [];
  // It must be told of every update of what it is about.
  if (again.length > 0) solvers.influence.update(step.journal);
  const isMoved = (subject: number): boolean =>
    !isGroup(step, subject) && isOtherLine(step, { scoring, values: affine.values }, subject);
  const leaning = [...people, ...company.written, ...read, ...[...moved, ...movedAgain].filter(isMoved)];
  enterLinesOf(step, { scoring, values: affine.values }, ascending(leaning));
  scoreGroupsOf(step, scoring, measured);
}

interface Settled {
  readonly scoring: Scoring;
  readonly settings: NetworkSettings;
}

/**
 * Takes in how much each record says; gives those of whom it says otherwise, and whoever says something for the first
 * time or no more.
 */
function takeCredence(step: Step, { scoring, settings }: Settled, subjects: readonly number[]) {
  const { table } = scoring.scores;
  const isNumbered = numberedIn(table);
  const [believed, flipped]: [number[], number[]] = [[], []];
  for (const subject of subjects) {
    const value = isNumbered(subject) ? credenceOf(settings, table.record[subject]!) : 0;
    const before = step.columns.measure('credence')[subject]!;
    if (!step.columns.set('credence', { subject, value }, step.journal)) continue;
    believed.push(subject);
    if (!(before > 0 && value > 0)) flipped.push(subject);
  }
  return { believed, flipped };
}

/** Takes in who has another influence; gives those of whom it is told otherwise. */
function influentialOf(
  step: Step,
  { scoring, solvers }: { readonly scoring: Scoring; readonly solvers: Solvers },
): number[] {
  const { columns, journal } = step;
  const updated = [...solvers.influence.update(journal)];
  // Others by now where subjects came new.
  const { values } = solvers.influence;
  const influential = updated.filter((subject) =>
    columns.set('influence', { subject, value: values[subject]! }, journal),
  );
  const stands = scoring.scores.table.factors.find(({ factorId }) => factorId === influence.id)?.value;
  return influential.filter(
    (subject) =>
      stands !== undefined &&
      !isGroup(step, subject) &&
      isOtherValue(influence.id, stands[subject]!, values[subject]!),
  );
}

/** Enters how much others lean on each, where that is a factor; gives those whose personal score is another. */
function enterInfluence(step: Step, scoring: Scoring, subjects: readonly number[]): number[] {
  const { scorecard, scores } = scoring;
  const table = scores.pick(subjects);
  const column = table.factors.find(({ factorId }) => factorId === influence.id);
  if (column !== undefined && subjects.length > 0) {
    const readings = influence.measure(step.columns.view(step.asOf, subjects));
    const isRead = (row: number) => column.bin[row] !== NOT_SCORED_BIN;
    enterReadings(table, { scorecard, factor: influence, readings }, isRead);
    settlePersonalScores(table, scorecard);
    const { score, confidence } = table;
    scores.write(subjects, { score, confidence, factors: [column] }, step.journal);
  }
  return takeOwn(step, { scorecard, table }, subjects);
}

interface Leaning {
  readonly scoring: Scoring;
  /** s of each subject. */
  readonly values: Float64Array;
}

/** Whether what stands of the line is off by more than is let pass. */
function isOtherLine({ columns }: Step, { scoring, values }: Leaning, subject: number): boolean {
  const line = values[subject]! - columns.measure('own')[subject]!;
  return !(Math.abs(line - scoring.scores.table.network[subject]!) <= NETWORK_EPSILON.points / 2);
}

function enterLinesOf(
  { columns, journal }: Step,
  { scoring: { scores }, values }: Leaning,
  subjects: readonly number[],
): void {
  const table = scores.pickOwn(subjects);
  table.network.fill(0);
  const own = columns.measure('own');
  const personal = Float64Array.from(subjects, (subject) => Math.round(own[subject]! * THOUSAND));
  enterLines(
    table,
    personal,
    Float64Array.from(subjects, (subject) => values[subject]!),
  );
  const { network, score } = table;
  scores.write(subjects, { network, score }, journal);
}

/** Of what groups read of their members. */
function isOtherMember([before, row]: RowAt, table: ScoreTable, subject: number): boolean {
  return (['score', 'outcome', 'confidence', 'record'] as const).some(
    (column) => before[column][row] !== table[column][subject],
  );
}

function scoreGroupsOf(step: Step, { scores }: Scoring, measured: readonly number[]): void {
  const { incoming, outgoing } = step.rows.memberships;
  const groups = new Set([...step.changed.pairs('member_of').flat(), ...measured]);
  for (const subject of scores.writtenSubjects()) {
    if (!isOtherMember(scores.before(subject), scores.table, subject)) continue;
    const { targets, from, to } = outgoing.row(subject);
    for (let entry = from; entry < to; entry++) groups.add(targets[entry]!);
  }
  const asked = ascending([...groups].filter((subject) => isGroup(step, subject)));
  const table = scores.pickOwn(asked);
  const credence = step.columns.measure('credence');
  asked.forEach((group, place) => {
    const score = groupScore(scores.table, incoming.row(group), credence);
    for (const column of GROUP_COLUMNS) table[column][place] = score[column];
  });
  const given = Object.fromEntries(GROUP_COLUMNS.map((column) => [column, table[column]]));
  scores.write(asked, given, step.journal);
}
