import { SUBJECT_KINDS } from '../../domain/facts.ts';
import { THOUSAND, type ProcessingBasis } from '../../domain/score.ts';
import { COMPANY_COLUMNS } from '../../scoring/network.ts';
import type { Scorecard } from '../../scoring/scorecard.ts';
import { personalScores, scoreSubjects } from '../../scoring/score-subjects.ts';
import type { ScoreTable } from '../../scoring/score-table.ts';
import type { HeldScores } from './held-scores.ts';
import type { Step } from './step.ts';

export interface Scoring {
  readonly scorecard: Scorecard;
  readonly basis: ProcessingBasis;
  readonly scores: HeldScores;
}

/** What the network did to a score: it stands until that is known anew. */
const OF_NETWORK = ['share', 'network', ...COMPANY_COLUMNS] as const;

export function isGroup({ columns }: Step, subject: number): boolean {
  return SUBJECT_KINDS[columns.mark('kinds')[subject]!] === 'group';
}

/** What subjects' own rows say, without what others' scores do to them; groups, which have nothing of their own, left out. */
export function scoreOwn(step: Step, scoring: Scoring, measured: readonly number[]): void {
  const { columns, tables, asOf, reportingCurrency, journal } = step;
  const { scorecard, basis, scores } = scoring;
  const groups = measured.filter((subject) => isGroup(step, subject));
  const kinds = Uint8Array.from(groups, (subject) => columns.mark('kinds')[subject]!);
  scores.write(groups, { kinds }, journal);

  const people = measured.filter((subject) => !isGroup(step, subject));
  const nothing = new Float64Array(people.length);
  // Influence is entered once it is known who has a number.
  const unread = { influence: nothing.slice().fill(Number.NaN), companions: nothing };
  const own = columns.pick(people, {
    ...{ asOf, reportingCurrency, over: unread },
    idOf: (subject) => tables.idOf(subject),
  });
  const table = scoreSubjects(own, scorecard, basis);
  if (scorecard.network !== undefined) table.record.set(own.columns.record);
  const ofNetwork = Object.fromEntries(OF_NETWORK.map((column) => [column, undefined]));
  scores.write(people, { ...table, ...ofNetwork }, journal);
}

/** Takes in the personal scores of rows that were written, `table` being those rows; gives those that are others. */
export function takeOwn(
  step: Step,
  { scorecard, table }: { readonly scorecard: Scorecard; readonly table: ScoreTable },
  subjects: readonly number[],
): number[] {
  const personal = personalScores(table, scorecard);
  return subjects.filter((subject, place) =>
    step.columns.set('own', { subject, value: personal[place]! / THOUSAND }, step.journal),
  );
}
