import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'vitest';

/**
 * Declares tests over one public data set below $CREDENCE_DATA; `tests` is handed its folder. Without the data
 * they are skipped aloud, except in continuous integration, where they fail.
 */
export function describeWithData(dataset: string, tests: (folder: string) => void): void {
  const root = process.env['CREDENCE_DATA'] ?? '';
  const folder = join(root, dataset);
  const isThere = root !== '' && existsSync(folder);
  if (!isThere) {
    const lack = `${dataset} is not tested: set CREDENCE_DATA to a folder that holds ${dataset}/`;
    if (process.env['CI'] === 'true') throw new Error(lack);
    console.warn(lack);
  }
  describe.skipIf(!isThere)(dataset, () => {
    if (isThere) tests(folder);
  });
}
