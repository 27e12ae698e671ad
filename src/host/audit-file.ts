import { constants, createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { InvalidConfigError, StoreUnavailableError } from '../domain/errors.ts';
import type { AuditLog, AuditRecord } from '../engine/ports.ts';
import { CHAIN_START, followLine, linkRecord, type ChainHead } from './audit-chain.ts';
import { sha256Hasher } from './sha256.ts';

/** The part of a file handle that appending needs. */
export interface AppendHandle {
  appendFile(data: Uint8Array): Promise<void>;
  datasync(): Promise<void>;
  stat(): Promise<{ readonly size: number }>;
  close(): Promise<void>;
}

export interface VerifiedAudit {
  readonly lines: number;
  /** The last line's hash; 64 zeros where there is none. Kept elsewhere, it shows if lines were cut off. */
  readonly head: string;
  /** Bytes after the last line feed: a line torn by a crash, which nobody was promised. */
  readonly tornBytes: number;
}

/** Every byte of a file against its chain; bytes without a line feed at the end count as torn. */
async function readChain(path: string): Promise<{ head: ChainHead; size: number; tornBytes: number }> {
  let head = CHAIN_START;
  let size = 0;
  let pieces: Buffer[] = [];
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, start)) {
      pieces.push(chunk.subarray(start, end));
      const line = Buffer.concat(pieces);
      head = followLine(line.toString('utf8'), head, sha256Hasher);
      size += line.length + 1;
      pieces = [];
      start = end + 1;
    }
    if (start < chunk.length) pieces.push(chunk.subarray(start));
  }
  return { head, size, tornBytes: pieces.reduce((sum, piece) => sum + piece.length, 0) };
}

function unusable(path: string, cause: unknown): InvalidConfigError {
  if (cause instanceof InvalidConfigError) return cause;
  const why = cause instanceof Error ? cause.message : String(cause);
  return new InvalidConfigError(
    `audit log: cannot use ${path}: ${why}; expected a file this user may read and write, in a folder that exists`,
    { cause },
  );
}

/** Reads a log from its first line; throws InvalidConfigError where the chain breaks, or for no such file. */
export async function verifyAuditFile(path: string): Promise<VerifiedAudit> {
  try {
    const { head, tornBytes } = await readChain(path);
    return { lines: head.seq, head: head.hash, tornBytes };
  } catch (error) {
    throw unusable(path, error);
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function prepare(
  path: string,
  handle: FileHandle,
  say: (message: string) => void,
): Promise<{ head: ChainHead; size: number }> {
  // A file made by hand may be open to others.
  await handle.chmod(0o600);
  const chain = await readChain(path);
  if (chain.tornBytes > 0) {
    await handle.truncate(chain.size);
    await handle.sync();
    say(
      `audit log: cut ${chain.tornBytes} bytes of an unfinished line after line ${chain.head.seq} of ${path}; ` +
        'the read it was about was never answered',
    );
  }
  await syncFolder(path);
  return chain;
}

/**
 * Opens or creates an append-only log (mode 0600) and verifies all of it first. A torn last line is cut off and
 * `say` is told; a broken chain, or a file that cannot be used, throws InvalidConfigError. One process writes
 * to a log at a time.
 */
export async function openAuditFile(
  path: string,
  say: (message: string) => void = (message) => {
    process.emitWarning(message);
  },
): Promise<AuditLog> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, constants.O_RDWR | constants.O_APPEND | constants.O_CREAT, 0o600);
    return groupCommit(handle, await prepare(path, handle, say));
  } catch (error) {
    await handle?.close();
    throw unusable(path, error);
  }
}

type Write = (records: readonly AuditRecord[]) => Promise<void>;

/** Appends records as one write and one fdatasync; after a failure nobody knows what the file holds. */
function chainWriter(handle: AppendHandle, start: { head: ChainHead; size: number }): Write {
  let { head, size } = start;
  return async (records) => {
    if ((await handle.stat()).size !== size) {
      throw new Error(
        'the file has changed under this process; one process writes to an audit log at a time',
      );
    }
    let last = head;
    const lines = records.map((record) => {
      const link = linkRecord(record, last, sha256Hasher);
      last = link.head;
      return `${link.line}\n`;
    });
    const text = Buffer.from(lines.join(''), 'utf8');
    await handle.appendFile(text);
    await handle.datasync();
    head = last;
    size += text.length;
  };
}

interface Waiting {
  readonly record: AuditRecord;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/**
 * Group commit: while one write is on its way to the disk, records gather, and all of them go with the next.
 * Fails closed: after one failed write that and every later append rejects with StoreUnavailableError until
 * the log is opened anew.
 */
export function groupCommit(handle: AppendHandle, start: { head: ChainHead; size: number }): AuditLog {
  const write = chainWriter(handle, start);
  let waiting: Waiting[] = [];
  let draining: Promise<void> | undefined;
  let closing: Promise<void> | undefined;
  let failure: Error | undefined;

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        if (failure === undefined) await write(batch.map(({ record }) => record));
      } catch (cause) {
        failure = new StoreUnavailableError(
          'audit log: a record could not be written; mend the disk, then restart',
          { cause },
        );
      }
      for (const { resolve, reject } of batch) {
        if (failure === undefined) resolve();
        else reject(failure);
      }
    }
    draining = undefined;
  }

  return {
    append(record) {
      if (closing !== undefined) return Promise.reject(new StoreUnavailableError('audit log: it is closed'));
      if (failure !== undefined) return Promise.reject(failure);
      return new Promise((resolve, reject) => {
        waiting.push({ record, resolve, reject });
        draining ??= drain();
      });
    },
    close() {
      closing ??= (async () => {
        await draining;
        await handle.close();
      })();
      return closing;
    },
  };
}
