import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ENDS_AT, generateWorld, REPORTING_CURRENCY } from '../seed/generate-world.ts';
import { readOptions } from '../seed/options.ts';
import { truthTables } from '../seed/truth-tables.ts';
import type { GeneratedWorld, WorldRequest } from './cli/dependencies.ts';
import { parquetFile } from './stores/duckdb/parquet-file.ts';

/** Below the world's folder: what an import reads, and what nothing but a judge of scores and detectors may. */
const FACTS = 'facts';
const TRUTH = 'truth';

/**
 * Generates a world straight into Parquet; only what is needed to go on is kept in memory. Throws InvalidConfigError
 * for an option out of range.
 */
export async function writeWorld(
  folder: string,
  { onProgress, ...options }: WorldRequest,
): Promise<GeneratedWorld> {
  // First of all, so that what is refused leaves nothing behind.
  readOptions(options);
  const factsFolder = join(folder, FACTS);
  const truthFolder = join(folder, TRUTH);
  for (const path of [factsFolder, truthFolder]) await mkdir(path, { recursive: true });
  let rows = 0;
  const truth = await parquetFile.writeFacts(factsFolder, async (append) => {
    const world = generateWorld(options);
    for (;;) {
      const next = world.next();
      if (next.done === true) {
        onProgress?.({ stage: 'write the files', done: 0 });
        return next.value;
      }
      await append(next.value);
      rows += next.value.rows;
      onProgress?.({ stage: 'make the facts', done: rows });
    }
  });
  for (const [name, table] of Object.entries(truthTables(truth)))
    await parquetFile.writeTable(join(truthFolder, `${name}.parquet`), table);
  return { factsFolder, truthFolder, rows, endsAt: ENDS_AT, reportingCurrency: REPORTING_CURRENCY };
}
