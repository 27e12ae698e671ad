/**
 * Whether the kernels give what a public benchmark prescribes: `npm run conformance -- graphalytics DIR` checks every
 * graph of LDBC Graphalytics at or below DIR. Exit codes: 0 all given outputs match, 1 not all or none, 2 wrong usage.
 */
import { statSync } from 'node:fs';
import { argv } from 'node:process';
import { checkFolder } from './graphalytics/check-folder.ts';

const [suite, folder, ...others] = argv.slice(2);
if (suite !== 'graphalytics' || folder === undefined || others.length > 0) {
  console.error(`Expected 'graphalytics DIR'; '${argv.slice(2).join(' ')}' came.`);
  process.exitCode = 2;
} else if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
  console.error(`Expected a folder with graphs of the benchmark; '${folder}' is none.`);
  process.exitCode = 2;
} else {
  const isConformant = checkFolder(folder, (line) => {
    console.log(line);
  });
  process.exitCode = isConformant ? 0 : 1;
}
