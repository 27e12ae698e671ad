import { InvalidInputError } from '../../src/domain/errors.ts';
import { ALGORITHMS } from './algorithms.ts';
import type { Algorithm } from './algorithms.ts';
import type { GraphFiles } from './find-graphs.ts';
import { forEachLine } from './lines.ts';
import { readGraph } from './read-graph.ts';
import type { Graph } from './read-graph.ts';

export interface Verdict {
  readonly algorithm: string;
  readonly outcome: 'pass' | 'fail' | 'not given';
  /** What differs, or why nothing could be compared; empty where all is well. */
  readonly detail: string;
}

/** One verdict for each algorithm of the benchmark; those whose output is given fail where the graph cannot be read. */
export function checkGraph(files: GraphFiles): Verdict[] {
  let graph: Graph | undefined;
  return ALGORITHMS.map((algorithm) => {
    const path = files.find(`${files.name}-${algorithm.name}`);
    if (path === undefined) return { algorithm: algorithm.name, outcome: 'not given', detail: '' };
    try {
      graph ??= readGraph(files);
      const difference = compare(graph, algorithm, path);
      return { algorithm: algorithm.name, outcome: difference === '' ? 'pass' : 'fail', detail: difference };
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      return { algorithm: algorithm.name, outcome: 'fail', detail };
    }
  });
}

/** What differs from the expected output, or nothing. */
function compare(graph: Graph, algorithm: Algorithm, path: string): string {
  const valueOf = algorithm.run(graph);
  const isRight = algorithm.rule();
  const seen = new Uint8Array(graph.ids.length);
  let wrong = 0;
  let first = '';
  forEachLine(path, (words, line) => {
    const [id = '', expected = ''] = words;
    if (words.length !== 2)
      throw new InvalidInputError(
        `${path}, line ${line}: expected a vertex and its value; '${words.join(' ')}' came.`,
      );
    const vertex = graph.indexOf(id);
    if (seen[vertex] === 1)
      throw new InvalidInputError(`${path}, line ${line}: vertex ${id} comes a second time; leave one line.`);
    seen[vertex] = 1;
    const found = valueOf(vertex);
    if (isRight(found, expected)) return;
    if (wrong++ === 0) first = `vertex ${id} has ${found}, expected ${expected}`;
  });
  const unseen = seen.indexOf(0);
  if (wrong > 0) return `${wrong} of ${seen.length} vertices differ; ${first}`;
  return unseen === -1 ? '' : `the expected output lacks vertex ${graph.ids[unseen]!}`;
}
