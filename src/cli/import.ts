import { Option, type Command } from 'commander';
import { InvalidConfigError } from '../domain/errors.ts';
import type { KindCounts } from '../engine/ports.ts';
import type { CliDependencies, ImportSummary } from './dependencies.ts';
import { printable } from './display-width.ts';
import { formatCount } from './number-format.ts';
import { examples, jsonOption, storeOption, withStore, withStoreMade } from './options.ts';
import { printJson, printLines } from './output.ts';
import { withProgress } from './progress.ts';
import { drawTable, type TableColumn } from './table.ts';

interface ImportOptions {
  readonly store: string;
  readonly recipe?: string;
  readonly recorded: 'now' | 'event';
  readonly createMissing?: true;
  readonly strict?: true;
  readonly rejects?: string;
  readonly abandon?: true;
  readonly json?: true;
}

type Totals = KindCounts & { readonly read: number };
const COUNTS = ['read', 'created', 'updated', 'unchanged', 'retracted', 'rejected'] as const;

export function addImportCommand(program: Command, deps: CliDependencies): void {
  program
    .command('import')
    .summary('bring facts into the store')
    .description(
      'Reads a folder of files named after fact kinds (users.csv, transactions.parquet, ...), or one such file, ' +
        'and makes one batch of what is new. Rows that break a rule are left out and described in a file.',
    )
    .argument('[from]', 'a folder of CSV, NDJSON or Parquet files, or one file')
    .addOption(storeOption(deps))
    .option(
      '--recipe <folder>',
      'SQL that turns a foreign data set into facts, such as seed/recipes/bitcoin-otc',
    )
    .addOption(
      new Option('--recorded <when>', 'when rows without recorded_at were known: now, or at their event time')
        .choices(['now', 'event'])
        .default('now'),
    )
    .option('--create-missing', 'make users of subjects that are referred to and unknown')
    .option('--strict', 'undo the import if any row is rejected')
    .option('--rejects <file>', 'where to describe rejected rows')
    .option('--abandon', 'undo an import that was interrupted, instead of importing anything')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        'credence import facts/',
        'credence import transactions.csv.gz --rejects refused.csv',
        'credence import data/otc --recipe seed/recipes/bitcoin-otc --recorded event --create-missing',
      ),
    )
    .action((from: string | undefined, options: ImportOptions) => {
      if ((from === undefined) !== (options.abandon === true))
        throw new InvalidConfigError(
          'import: expected either what to import from, or --abandon to undo an import that was interrupted.',
        );
      return from === undefined ? abandonImport(options, deps) : importFacts(from, options, deps);
    });
}

async function abandonImport(options: ImportOptions, deps: CliDependencies): Promise<void> {
  const undone = await withStore(
    deps,
    options.store,
    async (store) => (await store.abandonImport?.()) ?? false,
  );
  if (options.json === true) printJson(deps, { undone });
  else printLines(deps, [undone ? 'The interrupted import was undone.' : 'No import was interrupted.']);
}

async function importFacts(from: string, options: ImportOptions, deps: CliDependencies): Promise<void> {
  const { recorded, createMissing = false, strict = false } = options;
  const summary = await withStoreMade(deps, options.store, (store) =>
    withProgress(deps, options.json === true, (onProgress) =>
      deps.importFiles(store, {
        from,
        recorded,
        createMissing,
        strict,
        now: deps.clock.now(),
        onProgress,
        ...(options.recipe === undefined ? {} : { recipe: options.recipe }),
        ...(options.rejects === undefined ? {} : { rejectsPath: options.rejects }),
      }),
    ),
  );
  if (options.json === true) printJson(deps, importJson(summary));
  else printLines(deps, importLines(summary));
}

function totalsOf({ files }: ImportSummary): Totals {
  const total = (count: keyof Totals): number => files.reduce((sum, file) => sum + file[count], 0);
  return Object.fromEntries(COUNTS.map((count) => [count, total(count)])) as Record<
    (typeof COUNTS)[number],
    number
  >;
}

function importJson(summary: ImportSummary): unknown {
  const { batch, createdMissing, rejectsPath = null, files } = summary;
  const counts = (of: Totals): Totals => {
    const { read, created, updated, unchanged, retracted, rejected } = of;
    return { read, created, updated, unchanged, retracted, rejected };
  };
  return {
    batch,
    created_missing: createdMissing,
    rejects_path: rejectsPath,
    files: files.map((file) => ({ kind: file.kind, origin: file.origin, ...counts(file) })),
    totals: counts(totalsOf(summary)),
  };
}

function importLines(summary: ImportSummary): readonly string[] {
  const columns: readonly TableColumn[] = [
    { heading: 'kind', align: 'left' },
    ...COUNTS.map((heading) => ({ heading, align: 'right' }) as const),
    { heading: 'from', align: 'left' },
  ];
  const cells = (counts: Totals): readonly string[] => COUNTS.map((count) => formatCount(counts[count]));
  const rows = summary.files.map((file) => [file.kind, ...cells(file), printable(file.origin)]);
  const { createdMissing, rejectsPath } = summary;
  const missing = `${formatCount(createdMissing)} users were made of subjects that were referred to and unknown.`;
  return [
    ...drawTable(columns, rows, ['total', ...cells(totalsOf(summary))]),
    '',
    `Batch ${summary.batch}.`,
    ...(createdMissing > 0 ? [missing] : []),
    ...(rejectsPath === undefined ? [] : [`The rejected rows are described in ${printable(rejectsPath)}`]),
  ];
}
