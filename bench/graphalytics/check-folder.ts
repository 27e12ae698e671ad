import { checkGraph } from './check-graph.ts';
import { findGraphs } from './find-graphs.ts';

/** Checks every graph at or below a folder, line by line; true if outputs were given and all match. */
export function checkFolder(folder: string, print: (line: string) => void): boolean {
  const counts = { pass: 0, fail: 0, 'not given': 0 };
  for (const files of findGraphs(folder)) {
    print(files.name);
    for (const { algorithm, outcome, detail } of checkGraph(files)) {
      counts[outcome]++;
      print(`  ${algorithm.padEnd(4)}  ${outcome}${detail === '' ? '' : `: ${detail}`}`);
    }
  }
  print(`${counts.pass} passed, ${counts.fail} failed, ${counts['not given']} not given.`);
  if (counts.pass + counts.fail === 0)
    print(`Nothing was compared: expected NAME.properties with outputs NAME-BFS and so on in ${folder}.`);
  return counts.fail === 0 && counts.pass > 0;
}
