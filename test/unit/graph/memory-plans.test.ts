import { expect, test } from 'vitest';
import { LimitExceededError } from '../../../src/domain/errors.ts';
import { buildIn, buildOut, buildUndirected } from '../../../src/graph/rows/csr.ts';
import type { KernelContext } from '../../../src/graph/run/executor.ts';
import { identifierEpisodes } from '../../../src/graph/trust/identifier-episodes.ts';
import { prepareNeighbourMeans } from '../../../src/graph/affine/neighbour-means.ts';
import { prepareWalk } from '../../../src/graph/walks/random-walk.ts';
import { simpleGraph } from '../../../src/graph/rows/simple-graph.ts';
import { triangles } from '../../../src/graph/cohesion/triangles.ts';
import { edgeList } from './edges.ts';

const list = edgeList([
  [0, 1],
  [1, 2],
]);
const outgoing = buildOut(list, 3);
const incoming = buildIn(list, 3);
const ties = buildUndirected(list, 3);
const intervals = {
  member: Uint32Array.of(0, 1),
  hub: Uint32Array.of(0, 0),
  cap: Uint32Array.of(5, 5),
  firstAt: Float64Array.of(0, 0),
  lastAt: Float64Array.of(1, 1),
};

/** What each allocates at least, from the lengths of its arrays. */
test.each<[string, { least: number; run: (context: KernelContext) => unknown }]>([
  ['a walk', { least: 8 * 3, run: (context) => prepareWalk(outgoing, incoming, context) }],
  [
    'neighbour means',
    {
      least: 24 * 3,
      run: (context) =>
        prepareNeighbourMeans({ ties, memberOf: edgeList([]), credence: new Float64Array(3) }, context),
    },
  ],
  [
    'episodes',
    {
      least: 28 * 2 + 8 * 3 + 8,
      run: (context) => identifierEpisodes(intervals, { members: 3, hubs: 1 }, context),
    },
  ],
  [
    'triangles',
    // Two neighbouring pairs, four entries: targets, arcs and ones.
    { least: 6 * 4 + 29 * 3, run: (context) => triangles(simpleGraph(outgoing, incoming), context) },
  ],
])('%s are not begun where memory does not do', (_, { least, run }) => {
  expect(() => run({ memoryLimit: least - 1 })).toThrow(LimitExceededError);
  expect(() => run({ memoryLimit: 2 ** 24 })).not.toThrow();
});
