import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { affineFixedPoint } from '../../../src/graph/affine/affine-fixed-point.ts';
import { affineInfluence } from '../../../src/graph/affine/affine-influence.ts';
import { buildOut, buildUndirected } from '../../../src/graph/rows/csr.ts';
import { denseBlock } from '../../../src/graph/cohesion/dense-block-peeling.ts';
import type { EdgeList } from '../../../src/graph/rows/edge-list.ts';
import { guaranteeChains } from '../../../src/graph/trust/guarantee-chains.ts';
import { mutualReliability } from '../../../src/graph/trust/mutual-reliability.ts';
import { prepareNeighbourMeans } from '../../../src/graph/affine/neighbour-means.ts';
import { reviewerReliability } from '../../../src/graph/trust/reviewer-reliability.ts';
import { sybilRank } from '../../../src/graph/trust/sybil-rank.ts';
import { temporalCycles } from '../../../src/graph/cycles/temporal-cycles.ts';
import { KernelPool } from '../../../src/workers/kernel-pool.ts';
import { compileForThreads } from '../../support/compiled-threads.ts';
import { drawEdges } from '../../support/drawn-edges.ts';
import { fingerprint } from '../../support/fingerprint.ts';

const entry = compileForThreads('src/workers/thread.ts');

/** Above what a pool leaves to the calling thread. */
const NODES = 20_000;
const drawn = drawEdges({ nodes: NODES, edges: 120_000, seed: 11 });
const isLoop = (edge: number): boolean => drawn.source[edge] === drawn.target[edge];
const edges: EdgeList = {
  source: drawn.source.filter((_, edge) => !isLoop(edge)),
  target: drawn.target.filter((_, edge) => !isLoop(edge)),
  weight: drawn.weight.filter((_, edge) => !isLoop(edge)),
};
const { source, target } = edges;
const perNode = (of: (node: number) => number): Float64Array =>
  Float64Array.from({ length: NODES }, (_, node) => of(node));
const perEdge = (of: (edge: number) => number): Float64Array =>
  Float64Array.from(source, (_, edge) => of(edge));

const rows = buildUndirected(edges, NODES);
const seeds = perNode((node) => Number(node % 97 === 0));
const record = {
  dealings: buildUndirected({ source, target, weight: perEdge((edge) => 1 + (edge % 5)) }, NODES),
  broken: buildOut({ source, target, weight: perEdge((edge) => Number(edge % 20 === 0)) }, NODES),
};
const prior = { for: 4, against: 1 };
const means = prepareNeighbourMeans({
  ties: rows,
  memberOf: {
    source: Uint32Array.from({ length: NODES / 2 }, (_, member) => member),
    target: Uint32Array.from({ length: NODES / 2 }, (_, member) => NODES - 1 - (member % 50)),
    weight: new Float64Array(NODES / 2).fill(0.5),
  },
  credence: perNode((node) => (node % 24) / 30),
});
const own = perNode((node) => 350 + ((node * 577) % 600));
const shares = means.company.map((company) => (0.1 * company) / (1 + company));
const rated = buildOut({ source, target, weight: perEdge((edge) => (edge % 21) / 10 - 1) }, NODES, 'signed');
const events = {
  source,
  target,
  time: perEdge((edge) => (edge * 7919) % 10_000),
  amount: perEdge((edge) => 1 + (edge % 3)),
};
const guarantees = {
  source: source.slice(0, 5000),
  target: target.slice(0, 5000),
  limit: new Float64Array(5000).fill(10),
  covered: new Float64Array(5000).fill(3),
};
const failure = perNode((node) => (node % 10) / 10);

describe.each([1, 2, 4])('trust kernels on a pool of %i', (threads) => {
  let pool: KernelPool;
  beforeAll(() => {
    pool = new KernelPool({ threads, entry });
  });
  afterAll(async () => {
    await pool.close();
  });

  test('give the bytes that the calling thread gives', async () => {
    const same = async (there: Promise<unknown>, here: unknown): Promise<void> => {
      expect(fingerprint(await there)).toEqual(fingerprint(here));
    };
    await same(pool.runKernel('sybilRank', { rows, seeds }), sybilRank(rows, { seeds }));
    await same(
      pool.runKernel('mutualReliability', { ...record, prior }),
      mutualReliability(record, { prior }),
    );
    const leaning = { own, shares };
    await same(pool.runKernel('affineFixedPoint', { means, ...leaning }), affineFixedPoint(means, leaning));
    await same(pool.runKernel('affineInfluence', { means, shares }), affineInfluence(means, { shares }));
    await same(pool.runKernel('reviewerReliability', { outgoing: rated }), reviewerReliability(rated));
    const links = { links: edges, rows: NODES, columns: NODES };
    await same(pool.runKernel('denseBlock', links), denseBlock(links));
    const timed = { edges: events, nodes: NODES };
    const bounds = { window: 500, longest: 4 };
    await same(pool.runKernel('temporalCycles', { ...timed, ...bounds }), temporalCycles(timed, bounds));
    const chains = guaranteeChains(guarantees, { failure });
    await same(pool.runKernel('guaranteeChains', { guarantees, failure }), chains);
  });
});
