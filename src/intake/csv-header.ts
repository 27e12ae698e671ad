import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { InvalidInputError } from '../domain/errors.ts';
import { scanRecord } from './csv-record.ts';
import type { SourceFile } from './find-sources.ts';

const MOST_HEADER_BYTES = 1 << 16;
const BYTE_ORDER_MARK = '\ufeff';

/** The names in a CSV file's first line; refuses a file without one. */
export async function readCsvHeader(source: SourceFile): Promise<readonly string[]> {
  const bytes = await firstBytes(source);
  const header = scanRecord(bytes, 0, true);
  if (header === undefined || header.end === 0 || header.hasQuoteFault)
    throw new InvalidInputError(
      `import ${source.origin}: the first line is ${bytes.length === 0 ? 'missing: the file is empty' : 'no header'}; ` +
        `expected the names of the columns with commas between. Add that line.`,
      { context: { origin: source.origin } },
    );
  const text = new TextDecoder().decode(bytes.subarray(0, header.end));
  return fieldsOf(text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text);
}

async function firstBytes({ path, origin, isGzipped }: SourceFile): Promise<Buffer> {
  const file = createReadStream(path);
  const stream = isGzipped ? file.pipe(createGunzip()) : file;
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    file.on('error', (error) => stream.destroy(error));
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= MOST_HEADER_BYTES) break;
    }
  } catch (cause) {
    const what = isGzipped ? 'is no sound gzip file' : 'cannot be read';
    throw new InvalidInputError(`import ${origin}: the file ${what}. Write it again.`, { cause });
  } finally {
    file.destroy();
  }
  return Buffer.concat(chunks).subarray(0, MOST_HEADER_BYTES);
}

function fieldsOf(header: string): readonly string[] {
  return (header.match(/"(?:[^"]|"")*"|[^,]+|(?<=,|^)(?=,|$)/g) ?? []).map((field) =>
    field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field,
  );
}
