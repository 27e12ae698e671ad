import { appendFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { StagedFile } from '../../../engine/ports.ts';
import type { Rejection } from './weigh.ts';

/** Rejected rows on their way into the journal: lines of JSON by the number of their file. */
export type RejectedLines = ReadonlyMap<number, string>;

/** Writes rejected rows, one file for each staged one, as the port asks for them. */
export class RejectionFiles {
  readonly #paths: readonly string[];

  private constructor(paths: readonly string[]) {
    this.#paths = paths;
  }

  /** Empty, whatever an earlier attempt left. */
  static async open(scratch: string, files: readonly StagedFile[]): Promise<RejectionFiles> {
    const paths = files.map(({ kind }, number) => join(scratch, `store-rejections-${number}-${kind}.ndjson`));
    for (const path of paths) await rm(path, { force: true });
    return new RejectionFiles(paths);
  }

  path(file: number): string {
    return this.#paths[file]!;
  }

  async append(lines: RejectedLines): Promise<void> {
    for (const [file, text] of lines) await appendFile(this.path(file), text, { mode: 0o600 });
  }
}

/** The lines of some rejections; `numberOf` gives the number among all files of one among those of the kind. */
export function linesOf(
  rejections: readonly Rejection[],
  numberOf: (file: number) => number,
): Map<number, string> {
  const lines = new Map<number, string>();
  for (const { file, ...rejection } of rejections) {
    const number = numberOf(file);
    lines.set(number, `${lines.get(number) ?? ''}${JSON.stringify(rejection)}\n`);
  }
  return lines;
}
