import {
  CredenceError,
  InvalidConfigError,
  InvariantError,
  StoreUnavailableError,
} from '../../domain/errors.ts';

/** What the driver says where the machine failed it, and not our statement; trying again may help. */
const MACHINE_FAILURES = /^(IO|Out of Memory|Connection|TransactionContext|Transaction|INTERRUPT|FATAL)\b/i;

/** What it says of a file whose bytes are not what it wrote. */
const DAMAGE = /corrupt|checksum/i;
/** What it says in opening a file that is damaged, or none of its own. */
const NO_DATABASE = /not a valid DuckDB database|replaying WAL|read enough bytes|Is a directory/i;

/**
 * Turns whatever the driver threw into one of our errors, with the original as `cause`. The driver's words are
 * repeated only where they speak of the machine: a conversion error would quote a person's data.
 */
export function storeFailure(operation: string, cause: unknown): CredenceError {
  if (cause instanceof CredenceError) return cause;
  const words = cause instanceof Error ? cause.message : String(cause);
  if (DAMAGE.test(words))
    return new InvalidConfigError(
      `${operation}: the store's file is damaged; restore it from a copy, or remove it and import again`,
      { cause },
    );
  if (MACHINE_FAILURES.test(words))
    return new StoreUnavailableError(
      `${operation}: the database cannot go on: ${firstLine(words)}; free the disk space or memory it ` +
        'asks for, and try again',
      { cause },
    );
  return new InvariantError(
    `${operation}: the database refused a statement of ours (${words.split(':', 1)[0] ?? ''}); the cause has ` +
      'the details',
    { cause },
  );
}

/** The same for opening the file at `path`, where what went wrong is mostly the user's to mend. */
export function openingFailure(path: string, cause: unknown): CredenceError {
  const words = cause instanceof Error ? cause.message : String(cause);
  if (words.includes('Conflicting lock')) return heldByAnother(path, words, cause);
  if (NO_DATABASE.test(words) || DAMAGE.test(words))
    return new InvalidConfigError(
      `open the store ${path}: expected a DuckDB database, but the file is none or is damaged; name another ` +
        'file, restore it from a copy, or remove it and import again',
      { cause },
    );
  if (/version number|newer version|storage version/i.test(words))
    return new InvalidConfigError(
      `open the store ${path}: another version of DuckDB wrote it: ${firstLine(words)}; use the version of ` +
        'Credence that wrote it, or import again into a new file',
      { cause },
    );
  if (/permission denied|read-only/i.test(words))
    return new InvalidConfigError(
      `open the store ${path}: this user may not write it or its folder; change its permissions or name ` +
        'another file',
      { cause },
    );
  if (MACHINE_FAILURES.test(words)) return storeFailure(`open the store ${path}`, cause);
  return new InvalidConfigError(
    `open the store ${path}: the database does not take its settings: ${firstLine(words)}; mend the memory ` +
      'limit or the number of threads',
    { cause },
  );
}

function heldByAnother(path: string, words: string, cause: unknown): StoreUnavailableError {
  const [, program, pid] = /held in (.+?) \(PID (\d+)\)/.exec(words) ?? [];
  const holder = pid === undefined ? 'another process' : `${program ?? 'a program'} (process ${pid})`;
  return new StoreUnavailableError(
    `open the store ${path}: ${holder} holds it, and only one process can; stop that one, work on a copy of ` +
      'the file, or ask the running server over HTTP',
    { cause, context: pid === undefined ? {} : { holderPid: Number(pid) } },
  );
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}
