/** Two runs compared, as tables. */
import { formatInstant } from '../domain/time.ts';
import type { Distribution, KindComparison, RunComparison } from '../engine/run-comparison.ts';
import type { Stability } from '../scoring/stability.ts';
import { printable } from './display-width.ts';
import { formatCount } from './number-format.ts';
import { drawTable, type TableColumn } from './table.ts';

const SHIFTS = {
  none: 'no significant change',
  small: 'a small change, to be looked into',
  significant: 'a significant change',
} as const satisfies Record<Stability['shift'], string>;

/** Ten a decile, with fewer than which the index of two draws from one population is not small; by judgement. */
const FEW = 100;

export function comparisonLines(comparison: RunComparison): readonly string[] {
  const { base, other, entered, left, moved, stayed } = comparison;
  return [
    `base   ${base.id}  as of ${formatInstant(base.cut.asOf)}  ${base.scorecardId}`,
    `other  ${other.id}  as of ${formatInstant(other.cut.asOf)}  ${other.scorecardId}`,
    '',
    `Of those scored in both, ${formatCount(moved)} have another score and ${formatCount(stayed)} the same. ` +
      `${formatCount(entered)} are new, ${formatCount(left)} are gone.`,
    ...comparison.kinds.flatMap((kind) => ['', ...kindLines(kind)]),
  ];
}

function kindLines({ kind, base, other, migration, stability }: KindComparison): readonly string[] {
  const few =
    Math.min(base.scored, other.scored) < FEW ? [`of fewer than ${FEW} it may be chance alone`] : [];
  return [
    `${kind}s`,
    ...drawTable(numberColumns('', ['scored', 'mean', 'median']), [
      ['base', ...distributionCells(base)],
      ['other', ...distributionCells(other)],
    ]),
    ...(stability === null
      ? []
      : [`population stability index ${stability.index.toFixed(4)}: ${SHIFTS[stability.shift]}`, ...few]),
    '',
    ...migrationLines(migration),
  ];
}

function distributionCells({ scored, mean, median }: Distribution): readonly string[] {
  return [formatCount(scored), mean?.toFixed(1) ?? '–', median?.toFixed(1) ?? '–'];
}

/** Rows and columns that nobody is in are left out. */
function migrationLines({ from, to, counts }: KindComparison['migration']): readonly string[] {
  const rows = from.map((_, row) => row).filter((row) => counts[row]!.some((count) => count > 0));
  const columns = to.map((_, column) => column).filter((column) => counts.some((row) => row[column]! > 0));
  const cell = (count: number): string => (count === 0 ? '·' : formatCount(count));
  return drawTable(
    numberColumns(
      'from, to',
      columns.map((column) => printable(to[column]!)),
    ),
    rows.map((row) => [printable(from[row]!), ...columns.map((column) => cell(counts[row]![column]!))]),
  );
}

function numberColumns(first: string, rest: readonly string[]): readonly TableColumn[] {
  return [
    { heading: first, align: 'left' },
    ...rest.map((heading): TableColumn => ({ heading, align: 'right' })),
  ];
}
