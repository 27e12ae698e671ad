import { FACT_KINDS } from '../../domain/facts.ts';
import type { FileReceipt, IngestOptions, IngestReceipt, StagedFile } from '../../engine/ports.ts';
import { ingestKind, type KindImport } from './ingest-kind.ts';
import { batchParameter, type Session } from './session.ts';
import { statement } from './statements.ts';

const OPERATION = 'import';

/** One import, one transaction, one batch: see `GraphStore.ingest`. */
export async function ingest(
  session: Session,
  files: readonly StagedFile[],
  options: IngestOptions,
): Promise<IngestReceipt> {
  const { receipt } = await session.transaction(OPERATION, async () => {
    const held = await latestBatch(session);
    const batch = held + 1;
    await session.run(OPERATION, statement('ingest/missing'));
    const receipts = await ingestKinds(session, byKind(files, { batch, options }));
    const createdMissing = await makeMissing(session, batch);
    const isRejected = options.strict && receipts.some(({ rejected }) => rejected > 0);
    const refused = isRejected || options.rehearse === true;
    const isNew =
      createdMissing > 0 ||
      receipts.some(({ created, updated, retracted }) => created + updated + retracted > 0);
    const commit = isNew && !refused;
    if (commit)
      await session.run(OPERATION, statement('ingest/commit-batch'), { batch: batchParameter(batch) });
    return {
      commit,
      receipt: {
        batch: commit ? batch : held,
        files: inOrder(files, receipts),
        createdMissing: refused ? 0 : createdMissing,
        committed: !refused,
      },
    };
  });
  return receipt;
}

/** The number of the latest committed batch, 0 before the first. */
export async function latestBatch(session: Session): Promise<number> {
  const [row] = await session.rows('read the latest batch', statement('ingest/latest-batch'));
  return row?.number('batch') ?? 0;
}

/** Referenced kinds first, whatever order the files came in. */
function byKind(
  files: readonly StagedFile[],
  rest: Pick<KindImport, 'batch' | 'options'>,
): readonly KindImport[] {
  const numbered = files.map((file, number) => ({ file, number }));
  return FACT_KINDS.map((kind) => ({
    kind,
    files: numbered.filter(({ file }) => file.kind === kind),
    ...rest,
  })).filter((task) => task.files.length > 0);
}

async function ingestKinds(session: Session, tasks: readonly KindImport[]): Promise<readonly FileReceipt[]> {
  const rows = ({ files }: KindImport) => files.reduce((sum, { file }) => sum + file.rows, 0);
  const total = tasks.reduce((sum, task) => sum + rows(task), 0);
  const receipts: FileReceipt[] = [];
  let done = 0;
  for (const task of tasks) {
    task.options.onProgress?.({ stage: `store ${task.kind}`, done, total });
    receipts.push(...(await ingestKind(session, task)));
    done += rows(task);
  }
  return receipts;
}

async function makeMissing(session: Session, batch: number): Promise<number> {
  await session.run(OPERATION, statement('ingest/make-missing'), { batch: batchParameter(batch) });
  const [row] = await session.rows(OPERATION, statement('ingest/count-missing'));
  return row?.number('made') ?? 0;
}

/** Receipts come by kind; the caller named its files in an order of its own. */
function inOrder(files: readonly StagedFile[], receipts: readonly FileReceipt[]): readonly FileReceipt[] {
  const waiting = [...receipts];
  return files.flatMap(({ kind, origin }) => {
    const index = waiting.findIndex((receipt) => receipt.kind === kind && receipt.origin === origin);
    return index < 0 ? [] : waiting.splice(index, 1);
  });
}
