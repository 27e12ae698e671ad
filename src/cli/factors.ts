import type { Command } from 'commander';
import type { ProcessingBasis } from '../domain/score.ts';
import { formatInstant, type Instant } from '../domain/time.ts';
import { factorMatrix } from '../engine/run.ts';
import { findFactor } from '../factors/registry.ts';
import { formatReading } from '../scoring/reading-text.ts';
import type { Catalogue } from '../domain/catalogue.ts';
import { medianOfSorted } from '../domain/median.ts';
import type { CliDependencies } from './dependencies.ts';
import { printable } from './display-width.ts';
import { formatCount } from './number-format.ts';
import {
  asOfOption,
  basisOption,
  currencyOption,
  examples,
  jsonOption,
  purposeOption,
  requireFacts,
  storeOption,
  withStore,
} from './options.ts';
import { isoInstant, printJson, printLines } from './output.ts';
import { withProgress } from './progress.ts';
import { drawTable } from './table.ts';

interface FactorsOptions {
  readonly store: string;
  readonly asOf?: Instant;
  readonly out?: string;
  readonly purpose: string;
  readonly basis?: ProcessingBasis;
  readonly currency?: string;
  readonly json?: true;
}

/** One factor over everybody; null where it could be measured for nobody. */
interface FactorSpread {
  readonly id: string;
  readonly measured: number;
  readonly min: number | null;
  readonly median: number | null;
  readonly max: number | null;
}

export function addFactorsCommand(program: Command, deps: CliDependencies): void {
  program
    .command('factors')
    .summary('measure every factor for everyone')
    .description(
      'Writes the factor matrix: a row per subject, a column per factor, empty where nothing could be measured. ' +
        'Without --out, how each factor spreads.',
    )
    .addOption(storeOption(deps))
    .option('--out <file>', 'a .csv or .parquet file to write, or to write anew')
    .addOption(asOfOption('measure with what was known before this instant (default: now)'))
    .addOption(purposeOption(deps))
    .addOption(basisOption(deps))
    .addOption(currencyOption(deps))
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        'credence factors',
        'credence factors --out factors.parquet --as-of 2024-06-30',
        'credence factors --json',
      ),
    )
    .action((options: FactorsOptions) => measureFactors(options, deps));
}

async function measureFactors(options: FactorsOptions, deps: CliDependencies): Promise<void> {
  const asOf = options.asOf ?? deps.clock.now();
  const { out, purpose, basis = 'contract', currency } = options;
  // Before the measuring, which may take minutes.
  if (out !== undefined) await deps.checkMatrixPath(out);
  const matrix = await withStore(deps, options.store, async (store) => {
    await requireFacts(store);
    return withProgress(deps, options.json === true, (onProgress) =>
      factorMatrix(store, {
        asOf,
        purpose,
        basis,
        reportingCurrency: currency,
        kernels: deps.kernels,
        onProgress,
      }),
    );
  });
  if (out !== undefined) {
    const header = ['subject_id', ...matrix.factors.map(({ id }) => id)];
    const columns = matrix.factors.map(({ value }) => value);
    await deps.writeMatrix({ path: out, header, ids: matrix.ids, columns });
  }
  const subjects = matrix.ids.length;
  if (options.json === true) {
    const factors = matrix.factors.map(({ id, value }) => spreadOf(id, value));
    printJson(deps, {
      as_of: isoInstant(asOf),
      purpose,
      basis,
      subjects,
      ...(out === undefined ? {} : { out }),
      factors,
    });
  } else if (out !== undefined) {
    const size = `${formatCount(subjects)} subjects by ${formatCount(matrix.factors.length)} factors`;
    printLines(deps, [`Wrote ${size} as of ${formatInstant(asOf)} to ${printable(out)}`]);
  } else {
    const spreads = matrix.factors.map(({ id, value }) => spreadOf(id, value));
    printLines(deps, [
      ...spreadTable(spreads, await deps.readCatalogue('en')),
      '',
      `${formatCount(subjects)} subjects as of ${formatInstant(asOf)}.`,
    ]);
  }
}

function spreadOf(id: string, column: Float64Array): FactorSpread {
  const values = column.filter((value) => !Number.isNaN(value)).sort();
  if (values.length === 0) return { id, measured: 0, min: null, median: null, max: null };
  return {
    id,
    measured: values.length,
    min: values[0]!,
    median: medianOfSorted(values),
    max: values.at(-1)!,
  };
}

function spreadTable(spreads: readonly FactorSpread[], catalogue: Catalogue): readonly string[] {
  const rows = spreads.map(({ id, measured, min, median, max }) => {
    const unit = findFactor(id)?.unit ?? 'as_given';
    const reading = (value: number | null): string =>
      value === null ? '' : formatReading(catalogue, value, unit);
    return [printable(id), formatCount(measured), reading(min), reading(median), reading(max)];
  });
  const numbers = ['measured', 'min', 'median', 'max'].map(
    (heading) => ({ heading, align: 'right' }) as const,
  );
  return drawTable([{ heading: 'factor', align: 'left' }, ...numbers], rows);
}
