import { BOOLEAN } from '@duckdb/node-api';
import { join } from 'node:path';
import type { Instant } from '../../domain/time.ts';
import type { FileReceipt, IngestOptions, StagedFile } from '../../engine/ports.ts';
import type { ReferenceColumn } from '../../engine/fact-references.ts';
import { factSql, type FactSql } from './fact-sql.ts';
import {
  batchParameter,
  instantParameter,
  integerParameter,
  textParameter,
  textsParameter,
  type Parameters,
  type Row,
  type Session,
} from './session.ts';
import { fill, statement, type Fragments } from './statements.ts';

/** The files of one kind on their way into its table. */
export interface KindImport {
  readonly kind: StagedFile['kind'];
  /** With the number of each among all files of the import. */
  readonly files: readonly { readonly file: StagedFile; readonly number: number }[];
  readonly batch: number;
  readonly options: IngestOptions;
}

/** The statements of one import of one kind; runs them by name with the kind's fragments filled in. */
class KindSteps {
  readonly #session: Session;
  readonly #sql: FactSql;
  readonly #parameters: Parameters;

  constructor(session: Session, sql: FactSql, parameters: Parameters) {
    this.#session = session;
    this.#sql = sql;
    this.#parameters = parameters;
  }

  async run(step: string, parameters: Parameters = {}, fragments: Fragments = {}): Promise<number> {
    return this.#session.run(this.#operation, this.#text(step, fragments), {
      ...this.#parameters,
      ...parameters,
    });
  }

  async rows(step: string): Promise<readonly Row[]> {
    return this.#session.rows(this.#operation, this.#text(step, {}), this.#parameters);
  }

  get #operation(): string {
    return `import ${this.#sql.kind}`;
  }

  #text(step: string, fragments: Fragments): string {
    return fill(statement(`ingest/${step}`), { ...this.#sql.fragments, ...fragments });
  }
}

/**
 * Takes the files of one kind into its table, inside the caller's transaction. Whole sets at a time: rows that
 * nothing speaks against go straight from file to table, and only the others are kept aside and weighed.
 */
export async function ingestKind(session: Session, task: KindImport): Promise<readonly FileReceipt[]> {
  const sql = factSql(task.kind);
  const { options, batch, files } = task;
  const knownAt: Instant | null = options.recorded === 'event' ? null : options.recorded;
  const steps = new KindSteps(session, sql, {
    paths: textsParameter(files.map(({ file }) => file.path)),
    known_at: instantParameter(knownAt),
    batch: batchParameter(batch),
    kind: textParameter(sql.registers ?? null),
  });
  await steps.run('offered');
  await steps.run('incoming');
  await steps.run('rejected');
  if (sql.registers !== undefined) await steps.run('id-taken');
  for (const reference of sql.references) await refuseUnknown(steps, reference, options.createMissing);
  for (const reference of sql.references) await nameUnknown(steps, reference, options.createMissing);
  if (sql.registers === 'user') await steps.run('yield-made');
  for (const step of ['repeated', 'held', 'settled', 'contested', 'decided']) await steps.run(step);
  for (const step of ['close-versions', 'insert-versions', 'insert-ordinary', 'refused-versions'])
    await steps.run(step);
  if (sql.registers !== undefined) for (const step of ['register-named', 'register']) await steps.run(step);
  if (options.createMissing) await noteMissing(steps, sql);
  return receipts(steps, task);
}

async function refuseUnknown(steps: KindSteps, reference: ReferenceColumn, createMissing: boolean) {
  const { name, allowed, expected, canBeMade, withinKind } = reference;
  const makeMissing = createMissing && canBeMade;
  const parameters = {
    column: textParameter(name),
    expected: textParameter(expected),
    allowed: textsParameter(allowed),
    make_missing: { value: makeMissing, type: BOOLEAN },
  };
  const fragments = { column: () => `"${name}"` };
  if (!withinKind || makeMissing) {
    await steps.run('unknown-reference', parameters, fragments);
    return;
  }
  while ((await steps.run('unknown-reference-within', parameters, fragments)) > 0);
}

async function nameUnknown(steps: KindSteps, reference: ReferenceColumn, createMissing: boolean) {
  const { name, canBeMade, withinKind } = reference;
  const namesAll = withinKind || (createMissing && canBeMade);
  await steps.run(
    'name-references',
    { name_all: { value: namesAll, type: BOOLEAN } },
    { column: () => `"${name}"` },
  );
}

async function noteMissing(steps: KindSteps, { references }: FactSql): Promise<void> {
  for (const { name, canBeMade } of references)
    if (canBeMade) await steps.run('note-missing', {}, { column: () => `"${name}"` });
  await steps.run('register-missing');
}

async function receipts(steps: KindSteps, { files, options }: KindImport): Promise<FileReceipt[]> {
  const tallies = new Map((await steps.rows('tally')).map((row) => [row.number('file'), row]));
  const found: FileReceipt[] = [];
  for (const [index, { file, number }] of files.entries()) {
    const tally = tallies.get(index);
    const count = (name: string) => tally?.number(name) ?? 0;
    const counts = {
      kind: file.kind,
      origin: file.origin,
      created: count('created'),
      updated: count('updated'),
      unchanged: count('unchanged'),
      retracted: count('retracted'),
      rejected: count('rejected'),
    };
    if (counts.rejected === 0) {
      found.push(counts);
      continue;
    }
    const rejectionsPath = join(options.scratch, `store-rejections-${number}-${file.kind}.parquet`);
    await steps.run('export-rejected', {
      file: integerParameter(index),
      path: textParameter(rejectionsPath),
    });
    found.push({ ...counts, rejectionsPath });
  }
  return found;
}
