import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BIGINT, blobValue, VARCHAR, type DuckDBValue } from '@duckdb/node-api';
import { InvalidConfigError } from '../domain/errors.ts';
import type { FactKind } from '../domain/facts.ts';
import type { Instant } from '../domain/time.ts';
import type { OnProgress, StagedFile } from '../engine/ports.ts';
import type { MalformedRecord } from './csv-sieve.ts';
import { FAULT, factCheckSql, faultPart, stagedColumns } from './fact-check-sql.ts';
import { checkIdentifierKey, keyPads } from './identifier-sql.ts';
import type { IdentifierKey } from '../domain/identifiers.ts';
import { rowsOf, runWork, type Reader } from './reader.ts';
import { literal, quoted } from './sql-text.ts';
import { numberedRows, stagedRows } from './staged-rows.ts';

/** A source made readable: its relation, and the records of it that no relation can hold. */
export interface OpenSource {
  readonly kind: FactKind;
  readonly origin: string;
  readonly relation: string;
  readonly malformed: readonly MalformedRecord[];
}

export interface StageOptions {
  readonly now: Instant;
  readonly identifierKey?: IdentifierKey | undefined;
  readonly onProgress?: OnProgress | undefined;
}

export interface Staged {
  readonly file: StagedFile;
  /** Records of the source, whatever became of them. */
  readonly read: number;
  readonly rejected: number;
  /** CSV rows of the rejects file, without its header; absent where nothing was rejected. */
  readonly rejectsPart?: string;
}

/** Read a few times and thrown away: trying dictionaries would take longer to write than it saves to read. */
const SCRATCH_FORMAT = '(FORMAT parquet, COMPRESSION lz4_raw, DICTIONARY_SIZE_LIMIT 1)';

/**
 * Reads a source once into checked rows. Where all are sound they are the staged file; else they are split into one and
 * rows of the rejects file. A row's number in the checked file plus the malformed records before it is its number in
 * the source.
 *
 * @throws whatever the reader throws when the relation cannot be read to its end
 */
export async function stageSource(
  reader: Reader,
  source: OpenSource,
  options: StageOptions,
): Promise<Staged> {
  const { kind, origin, malformed } = source;
  const checked = join(reader.scratch, `${kind}.checked.parquet`);
  const check = factCheckSql({ ...source, now: options.now, keyVersion: options.identifierKey?.version });
  await runWork(reader, {
    sql: `COPY (SELECT *, NULL::BIGINT AS record FROM (${check})) TO ${literal(checked)} ${SCRATCH_FORMAT}`,
    parameters: keyParameters(kind, options.identifierKey),
    stage: `validate ${origin}`,
    onProgress: options.onProgress,
  });
  const { rows, rejected } = await countChecked(reader, checked);
  const allRejected = rejected + malformed.length;
  const read = rows + malformed.length;
  const fileAt = (path: string): StagedFile => ({
    ...{ kind, path, origin, rows: rows - rejected },
    ...stagedRows(reader, { kind, path }),
  });
  if (allRejected === 0) return { file: fileAt(checked), read, rejected: 0 };
  const { path, rejectsPart } = await split(reader, { ...source, checked }, options);
  return { file: fileAt(path), read, rejected: allRejected, rejectsPart };
}

/** Parts the checked rows into sound ones, numbered, and what is said of the others; the checked file is gone then. */
async function split(
  reader: Reader,
  { kind, origin, malformed, checked }: OpenSource & { checked: string },
  { onProgress }: StageOptions,
): Promise<{ path: string; rejectsPart: string }> {
  const path = join(reader.scratch, `${kind}.parquet`);
  const rejectsPart = join(reader.scratch, `${kind}.rejects.csv`);
  await keepMalformed(reader, malformed);
  const records = recordsSql(checked, malformed.length > 0);
  const columns = stagedColumns(kind).map(({ name }) => quoted(name));
  await runWork(reader, {
    sql:
      `COPY (SELECT ${columns.join(', ')}, record FROM (${records}) WHERE ${quoted(FAULT)} IS NULL) ` +
      `TO ${literal(path)} ${SCRATCH_FORMAT}`,
    stage: `stage ${origin}`,
    onProgress,
  });
  await reader.connection.run(writeRejectsSql({ origin, records, into: rejectsPart }));
  await rm(checked);
  return { path, rejectsPart };
}

function keyParameters(kind: FactKind, key: IdentifierKey | undefined): Record<string, DuckDBValue> {
  if (kind !== 'sightings') return {};
  if (key === undefined)
    throw new InvalidConfigError(
      'import sightings: identifiers are kept only as keyed hashes and there is no key; set CREDENCE_IDENTIFIER_KEY ' +
        'to a secret of at least 32 bytes, or take the sightings out of the import.',
    );
  checkIdentifierKey(key);
  const { inner, outer } = keyPads(key.key);
  return { inner: blobValue(inner), outer: blobValue(outer) };
}

async function countChecked(reader: Reader, checked: string): Promise<{ rows: number; rejected: number }> {
  const [counts] = await rowsOf(
    reader,
    `SELECT count(*) AS rows, count(${quoted(FAULT)}) AS rejected FROM read_parquet(${literal(checked)})`,
  );
  return { rows: Number(counts?.['rows']), rejected: Number(counts?.['rejected']) };
}

async function keepMalformed(reader: Reader, malformed: readonly MalformedRecord[]): Promise<void> {
  await reader.connection.run(
    'CREATE OR REPLACE TEMP TABLE malformed (record BIGINT, line BIGINT, expected VARCHAR, came VARCHAR)',
  );
  if (malformed.length === 0) return;
  const appender = await reader.connection.createAppender('malformed');
  for (const { record, line, expected, came } of malformed) {
    appender.appendValue(BigInt(record), BIGINT);
    appender.appendValue(BigInt(line), BIGINT);
    appender.appendValue(expected, VARCHAR);
    appender.appendValue(came, VARCHAR);
    appender.endRow();
  }
  appender.closeSync();
}

/** Before the n-th well-formed record stand as many malformed ones m as have record(m) - m < n, m counted from 1. */
function recordsSql(checked: string, hasMalformed: boolean): string {
  const numbered = numberedRows(checked);
  if (!hasMalformed) return `FROM (${numbered})`;
  const shifts = `SELECT record - m AS after, max(m) AS malformed_before FROM (
    SELECT record, row_number() OVER (ORDER BY record) AS m FROM malformed) GROUP BY after`;
  return `SELECT r.* REPLACE (r.record + coalesce(s.malformed_before, 0) AS record)
    FROM (${numbered}) r ASOF LEFT JOIN (${shifts}) s ON r.record > s.after`;
}

function writeRejectsSql({
  origin,
  records,
  into,
}: {
  origin: string;
  records: string;
  into: string;
}): string {
  return `COPY (
    SELECT ${literal(origin)} AS file, * FROM (
      SELECT record, NULL::BIGINT AS line, ${faultPart('column')} AS column, ${faultPart('reason')} AS reason,
        ${faultPart('expected')} AS expected, ${faultPart('came')} AS came, ${faultPart('key')} AS key
      FROM (${records}) WHERE ${quoted(FAULT)} IS NOT NULL
      UNION ALL
      SELECT record, line, NULL, 'malformed_record', expected, came, NULL FROM malformed)
    ORDER BY record) TO ${literal(into)} (FORMAT csv, HEADER false)`;
}
