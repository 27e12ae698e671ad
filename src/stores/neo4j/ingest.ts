import { createHash, randomUUID } from 'node:crypto';
import { ConflictError } from '../../domain/errors.ts';
import { FACT_KINDS } from '../../domain/facts.ts';
import type {
  FileReceipt,
  IngestOptions,
  IngestReceipt,
  KindCounts,
  StagedFile,
} from '../../engine/ports.ts';
import { latestBatch, unfinishedImport, type UnfinishedImport } from './batches.ts';
import { heldKinds } from './ingest/held-versions.ts';
import { ingestKind, type KindTask } from './ingest/ingest-kind.ts';
import { Journal, type ImportProgress } from './ingest/journal.ts';
import { KIND_SHAPES } from './ingest/kind-shape.ts';
import { withImportLock } from './ingest/import-lock.ts';
import { MadeUsers } from './ingest/made-users.ts';
import { Registry } from './ingest/registry.ts';
import { RejectionFiles } from './ingest/rejection-files.ts';
import { StretchWriter } from './ingest/stretch-writer.ts';
import { undoImport } from './ingest/undo.ts';
import type { Session } from './session.ts';

/**
 * One import, many transactions, one batch: see `GraphStore.ingest`. Its journal makes it visible with its last write;
 * until then the import may be interrupted anywhere, and the same one asked for again goes on where it stood. An import
 * of which nothing may be kept is undone.
 *
 * Throws ConflictError while another process imports, or where another import was interrupted.
 */
export async function ingest(
  session: Session,
  files: readonly StagedFile[],
  options: IngestOptions,
): Promise<IngestReceipt> {
  const access = { session, writer: randomUUID() };
  return withImportLock(access, async () => {
    const journal = await beginOrResume(access, files, options);
    const rejections = await RejectionFiles.open(options.scratch, files);
    const made = await MadeUsers.read(session, journal);
    const writer = new StretchWriter({ session, journal, rejections, made });
    await writer.resume();
    const held = await latestBatch(session);
    await writeAll({ session, journal, made, writer }, files, options);
    return settle({ session, journal, rejections, held, progress: writer.progress }, files, options);
  });
}

/** Undoes an import that was interrupted; false where there is none. Throws ConflictError while one is going on. */
export async function abandonImport(session: Session): Promise<boolean> {
  return withImportLock({ session, writer: randomUUID() }, async () => {
    const unfinished = await unfinishedImport(session);
    if (unfinished !== undefined) await undoImport(session, unfinished.batch);
    return unfinished !== undefined;
  });
}

async function beginOrResume(
  access: { session: Session; writer: string },
  files: readonly StagedFile[],
  options: IngestOptions,
): Promise<Journal> {
  const digest = await digestOf(files, options);
  const unfinished = await unfinishedImport(access.session);
  if (unfinished?.state === 'open') {
    if (unfinished.digest !== digest) throw interrupted(unfinished);
    return Journal.takeOver(access, unfinished);
  }
  if (unfinished !== undefined) await undoImport(access.session, unfinished.batch);
  const identity = {
    batch: (await latestBatch(access.session)) + 1,
    digest,
    recorded: options.recorded === 'event' ? undefined : options.recorded,
  };
  return Journal.fresh(access, identity, files.length);
}

/** What makes an import the same as an interrupted one: its rows and how they are to be taken, not when. */
async function digestOf(files: readonly StagedFile[], options: IngestOptions): Promise<string> {
  const { createMissing, strict, rehearse = false } = options;
  const recorded = options.recorded === 'event' ? 'event' : 'now';
  const contents: unknown[] = [{ createMissing, strict, rehearse, recorded }];
  for (const file of files) contents.push([file.kind, file.origin, file.rows, await file.digest()]);
  return createHash('sha256').update(JSON.stringify(contents)).digest('hex');
}

function interrupted({ batch }: UnfinishedImport): ConflictError {
  return new ConflictError(
    `import: another import (batch ${batch}) was interrupted and is half written; run that one again as it was to ` +
      'finish it, or `credence import --abandon` to undo it.',
    { context: { batch } },
  );
}

interface Parts {
  readonly session: Session;
  readonly journal: Journal;
  readonly made: MadeUsers;
  readonly writer: StretchWriter;
}

/** Referenced kinds first, whatever order the files came in; what is done already is passed over. */
async function writeAll(
  { session, journal, made, writer }: Parts,
  files: readonly StagedFile[],
  options: IngestOptions,
): Promise<void> {
  const isHeld = await heldKinds(session);
  const registry = new Registry(session);
  made.register(registry);
  const total = rowsOf(files);
  let before = 0;
  for (const task of tasksOf(files)) {
    const rows = rowsOf(task.files.map(({ file }) => file));
    options.onProgress?.({ stage: writer.stageOf(task.shape.kind), done: before, total });
    if (writer.progress.done < before + rows)
      await ingestKind({ session, registry, made, writer }, task, {
        before,
        total,
        hasHeld: isHeld(task.shape),
        knownAt: journal.identity.recorded,
        createMissing: options.createMissing,
        onProgress: options.onProgress,
      });
    before += rows;
  }
  await writer.finish();
}

function tasksOf(files: readonly StagedFile[]): readonly KindTask[] {
  const numbered = files.map((file, number) => ({ file, number }));
  return FACT_KINDS.map((kind) => ({
    shape: KIND_SHAPES[kind],
    files: numbered.filter(({ file }) => file.kind === kind),
  })).filter((task) => task.files.length > 0);
}

function rowsOf(files: readonly StagedFile[]): number {
  return files.reduce((sum, { rows }) => sum + rows, 0);
}

/** Commits the batch, or undoes it where nothing may be kept or nothing is new. */
async function settle(
  parts: {
    session: Session;
    journal: Journal;
    rejections: RejectionFiles;
    held: number;
    progress: ImportProgress;
  },
  files: readonly StagedFile[],
  { strict, rehearse = false }: IngestOptions,
): Promise<IngestReceipt> {
  const { session, journal, rejections, held } = parts;
  const { counts, made } = parts.progress;
  const refused = rehearse || (strict && counts.some(({ rejected }) => rejected > 0));
  const isNew =
    made > 0 || counts.some(({ created, updated, retracted }) => created + updated + retracted > 0);
  const isKept = isNew && !refused;
  if (isKept) await journal.commit();
  else if (journal.isOpen) await undoImport(session, journal.identity.batch);
  return {
    batch: isKept ? journal.identity.batch : held,
    files: files.map((file, number) => receiptOf(file, counts[number]!, rejections.path(number))),
    createdMissing: refused ? 0 : made,
    committed: !refused,
  };
}

function receiptOf({ kind, origin }: StagedFile, counts: KindCounts, rejectionsPath: string): FileReceipt {
  return { kind, origin, ...counts, ...(counts.rejected > 0 && { rejectionsPath }) };
}
