import { expect, test } from 'vitest';
import { CancelledError } from '../../../src/domain/errors.ts';
import { coreNumbers } from '../../../src/graph/cohesion/core-numbers.ts';
import { stronglyConnectedComponents } from '../../../src/graph/components/strongly-connected-components.ts';
import { shortestPaths } from '../../../src/graph/paths/shortest-paths.ts';
import { buildIn, buildOut, buildUndirected } from '../../../src/graph/rows/csr.ts';
import { simpleGraph } from '../../../src/graph/rows/simple-graph.ts';
import type { KernelContext } from '../../../src/graph/run/executor.ts';
import { Monitor } from '../../../src/graph/run/monitor.ts';
import { Pace } from '../../../src/graph/run/pace.ts';
import { identifierEpisodes } from '../../../src/graph/trust/identifier-episodes.ts';
import { pushForward } from '../../../src/graph/walks/push-forward.ts';
import { prepareWalk } from '../../../src/graph/walks/random-walk.ts';
import { ImpatientMonitor } from '../../support/impatient-monitor.ts';
import { path, star } from './edges.ts';

test('a pace looks at first, and then once in so many units', () => {
  const looks: number[] = [];
  let turn = 0;
  const pace = new Pace(10, () => looks.push(turn));
  for (const units of [4, 4, 4, 1, 25, 1, 1]) {
    pace.spend(units);
    turn++;
  }
  // 4 + 4 + 4 are past 10, so the fourth turn looks; its 1 and the fifth's 25 are too.
  expect(looks).toEqual([0, 3, 5]);
});

const nodes = 200_000;
const line = buildUndirected(path(nodes), nodes, 'ignored');
const hub = buildUndirected(star(nodes - 1), nodes, 'ignored');
const ends = Uint32Array.from({ length: nodes }, (_, node) => node);
const oneHub = {
  member: ends,
  hub: new Uint32Array(nodes),
  cap: new Uint32Array(nodes).fill(nodes),
  firstAt: new Float64Array(nodes),
  lastAt: new Float64Array(nodes),
};

test.each<[string, (context: KernelContext) => unknown]>([
  ['core numbers that are all alike', (context) => coreNumbers(simpleGraph(line, line), context)],
  ['paths from a hub', (context) => shortestPaths(hub, [0], context)],
  [
    'components of a path, all from one root',
    (context) => {
      const list = path(nodes);
      return stronglyConnectedComponents(buildOut(list, nodes), buildIn(list, nodes), context);
    },
  ],
  ['a push from a hub', (context) => pushForward(prepareWalk(hub), { seeds: [0], threshold: 1e-7 }, context)],
  ['one crowded hub', (context) => identifierEpisodes(oneHub, { members: nodes, hubs: 1 }, context)],
])('%s: looked at within what is done in one go', (_, run) => {
  const watched = new ImpatientMonitor();
  run({ monitor: watched });
  expect(watched.looks).toBeGreaterThan(3);
  for (const patience of [0, Math.floor(watched.looks / 2), watched.looks - 1])
    expect(() => run({ monitor: new ImpatientMonitor(patience) })).toThrow(CancelledError);
});

test('a long row is left as it stands once it is called off', () => {
  const count = 150_000;
  const weight = Float64Array.from({ length: count }, (_, edge) => (edge * 7) % count);
  const parallel = { source: new Uint32Array(count), target: new Uint32Array(count), weight };
  const watched = new ImpatientMonitor();
  buildOut(parallel, 1, { monitor: watched });
  for (let patience = 0; patience < watched.looks; patience++)
    expect(() => buildOut(parallel, 1, { monitor: new ImpatientMonitor(patience) })).toThrow(CancelledError);
  expect(buildOut(parallel, 1, { monitor: new Monitor() }).weights![1]).toBe(1);
});
