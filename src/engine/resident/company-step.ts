import { LEAST_COMPANY } from '../../graph/affine/neighbour-means.ts';
import { Frontier } from '../../graph/walks/frontier.ts';
import {
  companyAround,
  COMPANY_COLUMNS,
  shareOf,
  type KnownCompany,
  type NetworkSettings,
} from '../../scoring/network.ts';
import { companyOf } from '../../scoring/network-lines.ts';
import type { ScoreTable } from '../../scoring/score-table.ts';
import { numberedIn } from '../network.ts';
import { isOtherNumber } from './epsilon.ts';
import { isGroup, type Scoring } from './score-step.ts';
import { ascending, type Step } from './step.ts';

interface Settled {
  readonly scoring: Scoring;
  readonly settings: NetworkSettings;
}

interface Asked {
  readonly measured: readonly number[];
  /** Who may have other company, besides. */
  readonly near: Iterable<number>;
}

interface CompanyChange {
  /** Of whom lambda or company was written. */
  readonly written: readonly number[];
  /** Who has more or fewer in it. */
  readonly heard: readonly number[];
}

/**
 * Who may have others in its company: those at either end of a tie that came or went, all members of a group that somebody
 * joined or left, and whoever is tied to one of the `flipped`, who say something now and did not or the reverse, or is in
 * a group with it.
 */
export function nearCompany({ rows, columns, changed }: Step, flipped: readonly number[]): Uint32Array {
  const { ties, memberships } = rows;
  const [near, groups] = [new Frontier(columns.count), new Frontier(columns.count)];
  const touch = (into: Frontier, of: typeof ties, node: number): void => {
    const { targets, from, to } = of.row(node);
    for (let entry = from; entry < to; entry++) into.touch(targets[entry]!);
  };
  for (const name of ['knows', 'owned'] as const)
    for (const end of changed.pairs(name).flat()) near.touch(end);
  for (const end of changed.pairs('member_of').flat()) {
    near.touch(end);
    groups.touch(end);
  }
  for (const subject of flipped) {
    near.touch(subject);
    touch(near, ties, subject);
    touch(groups, memberships.outgoing, subject);
  }
  for (const group of groups.touched()) touch(near, memberships.incoming, group);
  return near.touched();
}

/** Writes lambda and what company consists of: of the measured, and where it says something else than what stands. */
export function companyStep(step: Step, settled: Settled, { measured, near }: Asked): CompanyChange {
  const { columns, journal } = step;
  const { scores } = settled.scoring;
  const isMeasured = new Set(measured);
  const seen = { ...settled, known: knownIn(step), isNumbered: numberedIn(scores.table) };
  const written: number[] = [];
  const lines: Line[] = [];
  const heard: number[] = [];
  for (const subject of ascending([...measured, ...near])) {
    if (isGroup(step, subject)) continue;
    const line = lineOf(step, seen, subject);
    if (!isMeasured.has(subject) && !isOtherLine(scores.table, line, subject)) continue;
    written.push(subject);
    lines.push(line);
    const value = line.tieContributors + line.ownershipContributors + line.membershipContributors;
    if (columns.set('companions', { subject, value }, journal)) heard.push(subject);
  }
  const given = LINE_COLUMNS.map((column) => {
    const cells = scores.table[column].slice(0, lines.length);
    lines.forEach((line, place) => (cells[place] = line[column]));
    return [column, cells] as const;
  });
  scores.write(written, Object.fromEntries(given), journal);
  return { written, heard };
}

const LINE_COLUMNS = ['share', ...COMPANY_COLUMNS] as const;
type Line = Readonly<Record<(typeof LINE_COLUMNS)[number], number>>;
const NO_LINE = Object.fromEntries(LINE_COLUMNS.map((column) => [column, 0])) as Line;

interface Seen extends Settled {
  readonly known: KnownCompany;
  readonly isNumbered: (subject: number) => boolean;
}

function lineOf({ rows }: Step, { scoring, settings, known, isNumbered }: Seen, subject: number): Line {
  const { table } = scoring.scores;
  if (!isNumbered(subject)) return NO_LINE;
  const around = { ties: rows.ties.row(subject), groups: rows.memberships.outgoing.row(subject) };
  const company = companyAround(around, known, subject);
  const all = companyOf(company);
  return { ...company, share: shareOf(settings, table.record[subject]!, all < LEAST_COMPANY ? 0 : all) };
}

/** Of each group that is asked for, its members are gone through once. */
function knownIn({ columns, rows, tables }: Step): KnownCompany {
  const credence = columns.measure('credence');
  const groups = new Map<number, { readonly sum: number; readonly heard: number }>();
  const of = (group: number): { readonly sum: number; readonly heard: number } => {
    const found = groups.get(group);
    if (found !== undefined) return found;
    const { targets, from, to } = rows.memberships.incoming.row(group);
    let [sum, heard] = [0, 0];
    for (let entry = from; entry < to; entry++) {
      const own = credence[targets[entry]!]!;
      sum += own;
      if (own > 0) heard++;
    }
    groups.set(group, { sum, heard });
    return { sum, heard };
  };
  const { owner } = tables.held.subjects.columns;
  return { credence, owner, groupCredence: (group) => of(group).sum, heard: (group) => of(group).heard };
}

function isOtherLine(table: ScoreTable, line: Line, subject: number): boolean {
  return LINE_COLUMNS.some((column) => isOtherNumber(column, table[column][subject]!, line[column]));
}
