import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface Matrix {
  readonly path: string;
  /** The first names the ids, the others a column each. */
  readonly header: readonly string[];
  readonly ids: readonly string[];
  readonly columns: readonly Float64Array[];
}

/** Writes one row per id (RFC 4180); NaN is an empty field, other numbers are the shortest that read back equal. */
export async function writeMatrixCsv({ path, header, ids, columns }: Matrix): Promise<void> {
  function* lines(): Generator<string> {
    yield `${header.map(quote).join(',')}\r\n`;
    for (let row = 0; row < ids.length; row++) {
      const cells = columns.map((column) => (Number.isNaN(column[row]) ? '' : String(column[row])));
      yield `${[quote(ids[row]!), ...cells].join(',')}\r\n`;
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(path));
}

function quote(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
