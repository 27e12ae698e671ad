import { realpath } from 'node:fs/promises';
import { InvalidConfigError, InvalidInputError } from '../domain/errors.ts';
import type { FactKind } from '../domain/facts.ts';
import type { Instant } from '../domain/time.ts';
import type { FileReceipt, GraphStore, IngestReceipt, KindCounts, OnProgress } from '../engine/ports.ts';
import { findSources, isFolderOrFile } from './find-sources.ts';
import type { IdentifierKey } from '../domain/identifiers.ts';
import { makeFolder, withReader, type Reader } from './reader.ts';
import { stageFile, stageRecipeRows } from './open-source.ts';
import { runRecipe } from './recipe.ts';
import { chooseRejectsPath, describeStoreRejections, writeRejects } from './rejects-file.ts';
import type { Staged, StageOptions } from './stage.ts';

export interface ImportOptions {
  /** A folder of files named after fact kinds, one such file, or the folder that the recipe reads. */
  readonly from: string;
  /** A recipe's folder. */
  readonly recipe?: string;
  /** What a row without `recorded_at` takes: the import's own instant, or the fact's event time. */
  readonly recorded: 'now' | 'event';
  readonly now: Instant;
  /** Make subjects that are referred to and unknown. */
  readonly createMissing: boolean;
  /** Any rejected row refuses the whole import. */
  readonly strict: boolean;
  /** Default: credence-rejects.csv in the working folder; overwritten where it exists, written only if needed. */
  readonly rejectsPath?: string;
  /** Needed where there are sightings. */
  readonly identifierKey?: IdentifierKey;
  readonly onProgress?: OnProgress;
}

/** What became of one source: read = created + updated + unchanged + retracted + rejected. */
interface SourceSummary extends KindCounts {
  readonly kind: FactKind;
  readonly origin: string;
  /** Records of the source. */
  readonly read: number;
}

export interface ImportSummary {
  readonly files: readonly SourceSummary[];
  readonly batch: number;
  readonly createdMissing: number;
  /** Where the rejected rows are described; absent when there are none. */
  readonly rejectsPath?: string;
}

/**
 * Reads files into a store as one batch: every row is validated against its kind, sound rows are ingested in one call
 * and the others described in the rejects file, identifying values masked.
 *
 * @throws InvalidInputError for a folder or file that cannot be read or whose columns are not its kind's, and with
 *   `strict` for any rejected row, whether the reader or the store rejects it: then nothing is kept
 * @throws InvalidConfigError for a recipe, rejects path or identifier key that cannot be used
 */
export async function importFiles(
  store: Pick<GraphStore, 'ingest'>,
  options: ImportOptions,
): Promise<ImportSummary> {
  await isFolderOrFile(options.from);
  const rejectsPath = await chooseRejectsPath(options.from, options.rejectsPath);
  return withReader(async (reader) => {
    const staged = await stageAll(reader, options);
    const parts = staged.flatMap(({ rejectsPart }) => rejectsPart ?? []);
    const files = staged.map(({ file }) => file);
    // A strict import that is refused already is still offered, so that all that is wrong is told at once.
    const isRefused = options.strict && parts.length > 0;
    const receipt = await store.ingest(files, {
      ...(await ingestOptions(reader, options)),
      rehearse: isRefused,
    });
    parts.push(...(await storeParts(reader, staged, receipt)));
    if (parts.length > 0) await writeRejects(rejectsPath, parts);
    const summaries = staged.map((source) => summaryOf(source, receiptOf(receipt, source)));
    if (isRefused || !receipt.committed) throw refusal(summaries, rejectsPath);
    return {
      files: summaries,
      batch: receipt.batch,
      createdMissing: receipt.createdMissing,
      ...(parts.length > 0 && { rejectsPath }),
    };
  });
}

async function stageAll(reader: Reader, options: ImportOptions): Promise<readonly Staged[]> {
  const staging: StageOptions = options;
  const staged: Staged[] = [];
  if (options.recipe === undefined) {
    for (const file of await findSources(await realpath(options.from)))
      staged.push(await stageFile(reader, file, staging));
    return staged;
  }
  if (!(await isFolderOrFile(options.from)))
    throw new InvalidConfigError(
      `import ${options.from} with recipe ${options.recipe}: a recipe reads a folder, and this is a file.`,
    );
  const request = { from: await realpath(options.from), recipe: options.recipe };
  await runRecipe(reader, request, async (rows) => {
    staged.push(await stageRecipeRows(reader, rows, staging));
  });
  return staged;
}

async function ingestOptions(
  reader: Reader,
  { recorded, now, createMissing, strict, onProgress }: ImportOptions,
): Promise<Parameters<GraphStore['ingest']>[1]> {
  return {
    recorded: recorded === 'event' ? 'event' : now,
    createMissing,
    strict,
    scratch: await makeFolder(reader, 'store'),
    ...(onProgress !== undefined && { onProgress }),
  };
}

async function storeParts(
  reader: Reader,
  staged: readonly Staged[],
  receipt: IngestReceipt,
): Promise<readonly string[]> {
  const parts = [];
  for (const source of staged)
    parts.push(await describeStoreRejections(reader, source.file, receiptOf(receipt, source)));
  return parts.filter((part) => part !== undefined);
}

function receiptOf(receipt: IngestReceipt, { file }: Staged): FileReceipt {
  const found = receipt.files.find(({ kind, origin }) => kind === file.kind && origin === file.origin);
  return (
    found ?? {
      kind: file.kind,
      origin: file.origin,
      created: 0,
      updated: 0,
      unchanged: 0,
      retracted: 0,
      rejected: 0,
    }
  );
}

function summaryOf({ file, read, rejected }: Staged, receipt: FileReceipt): SourceSummary {
  const { created, updated, unchanged, retracted } = receipt;
  return {
    kind: file.kind,
    origin: file.origin,
    read,
    created,
    updated,
    unchanged,
    retracted,
    rejected: rejected + receipt.rejected,
  };
}

function refusal(
  sources: readonly { origin: string; rejected: number }[],
  rejectsPath: string,
): InvalidInputError {
  const bad = sources.filter(({ rejected }) => rejected > 0);
  const total = bad.reduce((sum, { rejected }) => sum + rejected, 0);
  const listed = bad.map(({ origin, rejected }) => `${rejected} in ${origin}`).join(', ');
  return new InvalidInputError(
    `import --strict: ${total} rejected row${total === 1 ? '' : 's'} (${listed}); expected none, and nothing was kept. ` +
      `Each is described in ${rejectsPath}.`,
    { context: { rejected: total, rejectsPath } },
  );
}
