import { OUTCOMES, THOUSAND } from '../../domain/score.ts';
import { influence } from '../../factors/influence.ts';
import type { LocalAffine } from '../../graph/local/local-affine.ts';
import type { LocalInfluence } from '../../graph/local/local-influence.ts';
import { scoreGroups } from '../../scoring/group-scores.ts';
import { credences, type NetworkSettings } from '../../scoring/network.ts';
import { enterReadings, settlePersonalScores } from '../../scoring/score-subjects.ts';
import { NOT_SCORED_BIN, type ScoreTable } from '../../scoring/score-table.ts';
import { companionsOf, enterLines, enterNetwork, meansOf, networkRelations, numberedIn } from '../network.ts';
import { aroundCompany } from './around-tables.ts';
import { isOtherValue, NETWORK_EPSILON } from './epsilon.ts';
import type { RowAt } from './held-scores.ts';
import { isGroup, takeOwn, withoutNetwork, type Scoring } from './score-step.ts';
import { ascending, type Step } from './step.ts';

/** What scores that lean on others' are solved with. */
export interface Solvers {
  readonly settings: NetworkSettings;
  readonly affine: LocalAffine;
  readonly influence: LocalInfluence;
}

/** Has scores lean on others' where either is new, and scores groups by members that are. */
export async function networkStep(
  step: Step,
  { solvers, ...scoring }: Scoring & { readonly solvers: Solvers },
  measured: readonly number[],
): Promise<void> {
  const people = measured.filter((subject) => !isGroup(step, subject));
  const ofCompany = ['knows', 'owned', 'member_of'] as const;
  const ends = ascending(ofCompany.flatMap((name) => step.changed.pairs(name).flat()));
  const believed = takeCredence(step, { scoring, settings: solvers.settings }, people);
  const companions = [...ends, ...believed].flatMap((subject) => companyOf(step, subject));
  const near = ascending([...people, ...ends, ...believed, ...companions]).filter(
    (subject) => !isGroup(step, subject),
  );
  await enterCompanyOf(step, { scoring, settings: solvers.settings }, near);
  enterInfluence(step, scoring, near);
  const owning = takeOwn(step, scoring, near);
  const moved = solvers.affine.update([...ends, ...believed, ...owning, ...people], step.journal);
  const influential = [...solvers.influence.update(step.journal)].filter((subject) =>
    setInfluence(step, subject, solvers.influence.values[subject]!),
  );
  const stands = scoring.scores.table.factors.find(({ factorId }) => factorId === influence.id)?.value;
  const read = influential.filter(
    (subject) =>
      stands !== undefined &&
      !isGroup(step, subject) &&
      isOtherValue(influence.id, stands[subject]!, solvers.influence.values[subject]!),
  );
  enterInfluence(step, scoring, read);
  const again = takeOwn(step, scoring, read);
  const movedAgain = again.length > 0 ? solvers.affine.update(again, step.journal) : [];
  // It must be told of every update of what it is about.
  if (again.length > 0) solvers.influence.update(step.journal);
  const isMoved = (subject: number): boolean =>
    isOtherLine(step, { scoring, values: solvers.affine.values }, subject);
  const leaning = ascending([...near, ...read, ...[...moved, ...movedAgain].filter(isMoved)]).filter(
    (subject) => !isGroup(step, subject),
  );
  enterLinesOf(step, { scoring, values: solvers.affine.values }, leaning);
  await scoreGroupsOf(step, { scoring, settings: solvers.settings }, measured);
}

interface Settled {
  readonly scoring: Scoring;
  readonly settings: NetworkSettings;
}

/** Takes in how much each record says; gives those of whom it says otherwise. */
function takeCredence(step: Step, { scoring, settings }: Settled, subjects: readonly number[]): number[] {
  const table = scoring.scores.pick(subjects);
  const credence = credences(table, numberedIn(table), settings);
  return subjects.filter((subject, place) =>
    step.columns.set('credence', { subject, value: credence[place]! }, step.journal),
  );
}

/** Those tied to a subject, and its fellow members. */
function companyOf({ rows }: Step, subject: number): number[] {
  const { ties, memberships } = rows;
  const targets = (of: typeof ties, node: number): number[] => {
    const row = of.row(node);
    return [...row.targets.subarray(row.from, row.to)];
  };
  const groups = [...targets(memberships.outgoing, subject), subject];
  return [...targets(ties, subject), ...groups.flatMap((group) => targets(memberships.incoming, group))];
}

/** Writes lambda and what company consists of. */
async function enterCompanyOf(
  step: Step,
  { scoring, settings }: Settled,
  subjects: readonly number[],
): Promise<void> {
  const { ties, memberships } = step.rows;
  const groups = ascending(
    subjects.flatMap((subject) => {
      const { targets, from, to } = memberships.outgoing.row(subject);
      return [...targets.subarray(from, to)];
    }),
  );
  const tied = subjects.flatMap((subject) => {
    const { targets, from, to } = ties.row(subject);
    return [...targets.subarray(from, to)];
  });
  const around = aroundCompany(step.tables, [...subjects, ...groups], tied);
  const table = withoutNetwork(scoring.scores.pick([...around.members]), around.members.length);
  const relations = networkRelations(around.tables);
  await enterNetwork(table, { relations, settings, kernels: step.kernels });
  scoring.scores.write(subjects, table, step.journal);
  const companions = companionsOf(table);
  subjects.forEach((subject, place) => {
    step.columns.set('companions', { subject, value: companions[place]! }, step.journal);
  });
}

function setInfluence({ columns, journal }: Step, subject: number, value: number): boolean {
  return columns.set('influence', { subject, value }, journal);
}

/** Enters how much others lean on each, where that is a factor. */
function enterInfluence(step: Step, { scorecard, scores }: Scoring, subjects: readonly number[]): void {
  const table = scores.pick(subjects);
  const column = table.factors.find(({ factorId }) => factorId === influence.id);
  if (column === undefined || subjects.length === 0) return;
  const { asOf, reportingCurrency, tables, columns, journal } = step;
  const idOf = (subject: number): string => tables.idOf(subject);
  const readings = influence.measure(columns.pick(subjects, { asOf, reportingCurrency, idOf }));
  const isRead = (row: number) => column.bin[row] !== NOT_SCORED_BIN;
  enterReadings(table, { scorecard, factor: influence, readings }, isRead);
  settlePersonalScores(table, scorecard);
  scores.write(subjects, table, journal);
}

/** Whether what stands of the line is off by more than is let pass. */
function isOtherLine(
  { columns }: Step,
  { scoring, values }: { readonly scoring: Scoring; readonly values: Float64Array },
  subject: number,
): boolean {
  const line = values[subject]! - columns.measure('own')[subject]!;
  return !(Math.abs(line - scoring.scores.table.network[subject]!) <= NETWORK_EPSILON.points / 2);
}

function enterLinesOf(
  { columns, journal }: Step,
  { scoring, values }: { readonly scoring: Scoring; readonly values: Float64Array },
  subjects: readonly number[],
): void {
  const table = scoring.scores.pick(subjects);
  const own = columns.measure('own');
  const personal = Float64Array.from(subjects, (subject) => Math.round(own[subject]! * THOUSAND));
  enterLines(
    table,
    personal,
    Float64Array.from(subjects, (subject) => values[subject]!),
  );
  scoring.scores.write(subjects, table, journal);
}

/** Of what groups read of their members. */
function isOtherMember([before, row]: RowAt, table: ScoreTable, subject: number): boolean {
  return (['score', 'outcome', 'confidence', 'record'] as const).some(
    (column) => before[column][row] !== table[column][subject],
  );
}

async function scoreGroupsOf(
  step: Step,
  { scoring, settings }: Settled,
  measured: readonly number[],
): Promise<void> {
  const { scores } = scoring;
  const joined = step.changed
    .pairs('member_of')
    .flat()
    .filter((subject) => isGroup(step, subject));
  const members = scores
    .writtenSubjects()
    .filter((subject) => isOtherMember(scores.before(subject), scores.table, subject));
  const theirs = members.flatMap((subject) => {
    const { targets, from, to } = step.rows.memberships.outgoing.row(subject);
    return [...targets.subarray(from, to)];
  });
  const groups = ascending([...joined, ...theirs, ...measured.filter((subject) => isGroup(step, subject))]);
  if (groups.length === 0) return;
  const around = aroundCompany(step.tables, groups);
  const table = withoutNetwork(scores.pick([...around.members]), groups.length);
  for (const column of ['score', 'confidence'] as const) table[column].fill(0, 0, groups.length);
  table.outcome.fill(OUTCOMES.indexOf('unscorable'), 0, groups.length);
  const relations = networkRelations(around.tables);
  scoreGroups(table, await meansOf(table, { relations, settings, kernels: step.kernels }));
  scores.write(groups, table, step.journal);
}
