import { isUtf8 } from 'node:buffer';
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { InvalidInputError } from '../domain/errors.ts';
import { countLines, MAX_RECORD_BYTES, scanLine, scanRecord, type ScannedRecord } from './csv-record.ts';
import type { SourceFile } from './find-sources.ts';

/** A record that no field can be read from. */
export interface MalformedRecord {
  /** Its number among the file's records from 1, header and blank lines not counted. */
  readonly record: number;
  /** The physical line it starts on, from 1. */
  readonly line: number;
  readonly expected: string;
  readonly came: string;
}

const READ_BYTES = 1 << 20;
/** More of them mean another format, not slips of the pen. */
const MOST_MALFORMED = 1_000_000;

/**
 * Copies a CSV file's header and well-formed records into `into`, a newline after each, and lists the malformed ones.
 * Only files that the reader stumbles over come this way; it looks at every byte once and holds one record at a time.
 */
export async function sieveCsv(
  source: SourceFile,
  { columns, into }: { columns: number; into: string },
): Promise<readonly MalformedRecord[]> {
  const sieve = new Sieve(source.origin, columns);
  const file = createReadStream(source.path, { highWaterMark: READ_BYTES });
  const kept = createWriteStream(into, { mode: 0o600 });
  const wellFormed = async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) yield sieve.take(chunk, false);
    yield sieve.take(Buffer.alloc(0), true);
  };
  if (source.isGzipped) await pipeline(file, createGunzip(), wellFormed, kept);
  else await pipeline(file, wellFormed, kept);
  return sieve.malformed;
}

class Sieve {
  readonly malformed: MalformedRecord[] = [];
  readonly #origin: string;
  readonly #columns: number;
  #rest: Buffer = Buffer.alloc(0);
  #line = 1;
  /** The header is record 0. */
  #record = 0;
  /** Within a line that is longer than any record may be. */
  #isSkipping = false;

  constructor(origin: string, columns: number) {
    this.#origin = origin;
    this.#columns = columns;
  }

  /** The well-formed records that are complete by now, as bytes. */
  take(chunk: Buffer, isLast: boolean): Buffer {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const kept: Buffer[] = [];
    let at = 0;
    while (at < bytes.length) {
      const next = this.#isSkipping ? this.#skip(bytes, at, isLast) : this.#step({ bytes, at, isLast, kept });
      if (next === undefined) break;
      at = next;
    }
    this.#rest = bytes.subarray(at);
    return Buffer.concat(kept);
  }

  #step({
    bytes,
    at,
    isLast,
    kept,
  }: {
    bytes: Buffer;
    at: number;
    isLast: boolean;
    kept: Buffer[];
  }): number | undefined {
    const found = scanRecord(bytes, at, isLast);
    if ((found === undefined ? bytes.length : found.end) - at > MAX_RECORD_BYTES)
      return this.#dropLong(bytes, at);
    if (found === undefined) return undefined;
    if (found.end > at) {
      const record = bytes.subarray(at, found.end);
      const trouble = this.#record === 0 ? undefined : this.#troubleWith(found, record);
      if (trouble === undefined) kept.push(record, NEWLINE);
      else this.#reject(trouble);
      this.#record++;
    }
    this.#line += countLines(bytes, at, found.next);
    return found.next;
  }

  #dropLong(bytes: Buffer, at: number): number {
    this.#reject({ expected: `a record of at most ${MAX_RECORD_BYTES} bytes`, came: 'a longer one' });
    this.#record++;
    this.#isSkipping = true;
    return this.#skip(bytes, at, false) ?? at;
  }

  #skip(bytes: Buffer, at: number, isLast: boolean): number | undefined {
    const line = scanLine(bytes, at, isLast);
    if (line === undefined) return bytes.length > at + 1 ? bytes.length - 1 : undefined;
    this.#isSkipping = false;
    this.#line++;
    return line.next;
  }

  #troubleWith(found: ScannedRecord, record: Buffer): Trouble | undefined {
    if (found.hasQuoteFault)
      return {
        expected: 'quotes in pairs around a whole field, doubled inside',
        came: 'a quote that does not match',
      };
    if (found.fields < this.#columns || found.filled > this.#columns)
      return { expected: `${this.#columns} fields, as in the header`, came: `${found.fields} fields` };
    return isUtf8(record) ? undefined : { expected: 'text in UTF-8', came: 'bytes that are no UTF-8' };
  }

  #reject(trouble: Trouble): void {
    if (this.malformed.length === MOST_MALFORMED)
      throw new InvalidInputError(
        `import ${this.#origin}: more than ${MOST_MALFORMED} malformed records; expected comma-separated values with ` +
          `${this.#columns} fields a record. See how the file was written.`,
      );
    this.malformed.push({ record: this.#record, line: this.#line, ...trouble });
  }
}

type Trouble = Pick<MalformedRecord, 'expected' | 'came'>;
const NEWLINE = Buffer.from('\n');
