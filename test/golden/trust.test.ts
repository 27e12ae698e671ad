import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { affineContributions } from '../../src/graph/affine/affine-contributions.ts';
import { affineFixedPoint } from '../../src/graph/affine/affine-fixed-point.ts';
import { affineInfluence } from '../../src/graph/affine/affine-influence.ts';
import { buildIn, buildOut, buildUndirected } from '../../src/graph/rows/csr.ts';
import { denseBlock } from '../../src/graph/cohesion/dense-block-peeling.ts';
import { guaranteeChains } from '../../src/graph/trust/guarantee-chains.ts';
import { mutualReliability } from '../../src/graph/trust/mutual-reliability.ts';
import { prepareNeighbourMeans } from '../../src/graph/affine/neighbour-means.ts';
import { pageRank } from '../../src/graph/walks/page-rank.ts';
import { pushBackward } from '../../src/graph/walks/push-backward.ts';
import { pushForward } from '../../src/graph/walks/push-forward.ts';
import { prepareWalk } from '../../src/graph/walks/random-walk.ts';
import { reviewerReliability } from '../../src/graph/trust/reviewer-reliability.ts';
import { sybilRank } from '../../src/graph/trust/sybil-rank.ts';
import { describeWithData } from '../support/data-folder.ts';
import { edgeList } from '../unit/graph/edges.ts';
import type { Edge } from '../unit/graph/edges.ts';
import { expectClose } from '../unit/graph/expect-close.ts';

type MaybeNumbers = readonly (number | null)[];
/** What trust.py writes; its head says with which versions. */
interface Golden {
  walks: { nodes: number; dampingFactor: number; edges: Edge[]; ranks: number[][] };
  sybilRank: { edges: Edge[]; seeds: Record<string, number>; values: number[] };
  rev2: {
    nodes: number;
    settings: [number, number, number, number, number, number, number];
    edges: Edge[];
    behaviour: { fairness: number[]; goodness: number[]; reliability: number[] };
    fairness: MaybeNumbers;
    goodness: MaybeNumbers;
    reliability: number[];
  }[];
  mutual: {
    nodes: number;
    prior: { for: number; against: number };
    dealings: Edge[];
    broken: Edge[];
    values: MaybeNumbers;
  };
  affine: {
    nodes: number;
    ties: Edge[];
    memberOf: Edge[];
    credence: number[];
    shares: number[];
    own: number[];
    company: number[];
    values: number[];
    matrix: number[][];
    influence: number[];
  };
  chains: {
    nodes: number;
    guarantees: [number, number, number | null, number][];
    failure: number[];
    burden: number[];
    chains: number[];
    circles: number[][];
  };
  eigenTrust: { trust: string; pretrust: string; weight: number; values: Record<string, number> }[];
}
const golden = JSON.parse(readFileSync(new URL('trust.json', import.meta.url), 'utf8')) as Golden;
const known = (values: MaybeNumbers): number[] => values.map((value) => value ?? NaN);

describe('pushes find what the inverse of the walk holds', () => {
  const { nodes, dampingFactor, edges, ranks } = golden.walks;
  const list = edgeList(edges);
  const walk = prepareWalk(buildOut(list, nodes), buildIn(list, nodes));

  test.each([0, 7, 29])('forward from %s', (seed) => {
    const { estimates, residual } = pushForward(walk, { seeds: [seed], dampingFactor, threshold: 1e-13 });
    expect(residual).toBeLessThan(1e-10);
    expectClose(estimates, ranks[seed]!, 1e-10);
  });

  test.each([1, 12, 28])('backward from %s', (target) => {
    const { estimates } = pushBackward(walk, { target, dampingFactor, threshold: 1e-13 });
    expectClose(
      estimates,
      ranks.map((row) => row[target]!),
      1e-10,
    );
  });
});

test("SybilRank on Zachary's karate club", () => {
  const { edges, seeds, values } = golden.sybilRank;
  const masses = new Float64Array(34);
  for (const [node, mass] of Object.entries(seeds)) masses[Number(node)] = mass;
  const found = sybilRank(buildUndirected(edgeList(edges), 34), { seeds: masses });
  expect(found.iterations).toBe(6);
  expectClose(found.values, values, 1e-14);
});

test.each(golden.rev2)('REV2 with priors $settings', (example) => {
  const { nodes, settings, edges, behaviour } = example;
  const [a1, a2, b1, b2, byFairness, byAgreement, byBehaviour] = settings;
  const found = reviewerReliability(buildOut(edgeList(edges), nodes, 'signed'), {
    tolerance: 1e-13,
    priors: {
      fairness: { weight: a1, behaviourWeight: a2, behaviour: Float64Array.from(behaviour.fairness) },
      goodness: { weight: b1, behaviourWeight: b2, behaviour: Float64Array.from(behaviour.goodness) },
      reliability: {
        byFairness,
        byAgreement,
        byBehaviour,
        behaviour: Float64Array.from(behaviour.reliability),
      },
    },
  });
  expectClose(found.fairness, known(example.fairness), 1e-11);
  expectClose(found.goodness, known(example.goodness), 1e-11);
  expectClose(found.reliability, example.reliability, 1e-11);
});

test('mutual reliability where a root finder finds it', () => {
  const { nodes, prior, dealings, broken, values } = golden.mutual;
  const record = {
    dealings: buildUndirected(edgeList(dealings), nodes),
    broken: buildOut(edgeList(broken), nodes),
  };
  expectClose(mutualReliability(record, { prior, tolerance: 1e-14 }).values, known(values), 1e-12);
});

describe('the affine fixed point against a dense solution', () => {
  const { nodes, ties, memberOf, credence, matrix } = golden.affine;
  const own = Float64Array.from(golden.affine.own);
  const shares = Float64Array.from(golden.affine.shares);
  const means = prepareNeighbourMeans({
    ties: buildUndirected(edgeList(ties), nodes),
    memberOf: edgeList(memberOf),
    credence: Float64Array.from(credence),
  });

  test('company and values', () => {
    expectClose(means.company, golden.affine.company, 1e-12);
    const { values } = affineFixedPoint(means, { own, shares, tolerance: 1e-12 });
    expectClose(values, golden.affine.values, 1e-9);
  });

  test('influence', () => {
    const { values } = affineInfluence(means, { shares, tolerance: 1e-13 });
    expectClose(values, golden.affine.influence, 1e-11);
  });

  test('rows, one by one', () => {
    for (let node = 0; node < nodes; node++) {
      const { top, residual } = affineContributions(means, {
        node,
        own,
        shares,
        threshold: 1e-14,
        top: nodes,
      });
      expect(residual).toBeLessThan(1e-11);
      for (const { node: other, share, contribution } of top) {
        expect(share).toBeCloseTo(matrix[node]![other]!, 11);
        expect(contribution).toBeCloseTo(matrix[node]![other]! * (own[other]! - own[node]!), 8);
      }
    }
  });
});

test('guarantee chains and circles as NetworkX enumerates them', () => {
  const { guarantees, failure, burden, chains, circles } = golden.chains;
  const found = guaranteeChains(
    {
      source: Uint32Array.from(guarantees, ([source]) => source),
      target: Uint32Array.from(guarantees, ([, target]) => target),
      limit: Float64Array.from(guarantees, ([, , limit]) => limit ?? Infinity),
      covered: Float64Array.from(guarantees, ([, , , covered]) => covered),
    },
    { failure: Float64Array.from(failure) },
  );
  expectClose(found.burden, burden, 1e-9);
  expect([...found.chains]).toEqual(chains);
  const inOrder = (one: readonly number[], other: readonly number[]): number => {
    const place = one.findIndex((node, index) => node !== other[index]);
    return place === -1 ? one.length - other.length : one[place]! - (other[place] ?? -1);
  };
  expect(found.circles.toSorted(inOrder)).toEqual(circles);
  expect(found.circles.length).toBeGreaterThan(3);
  const inCircle = new Set(circles.flat());
  expect([...found.inCircle]).toEqual(failure.map((_, node) => Number(inCircle.has(node))));
  expect(found.cut).not.toContain(1);
});

describeWithData('eigentrust-reference', (folder) => {
  const read = (file: string): string[][] =>
    readFileSync(join(folder, file), 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.trim().split(','))
      .filter((row) => row.at(-1) !== 'v');

  test.each(golden.eigenTrust)('$trust with $pretrust at $weight', (example) => {
    const ids = Object.keys(example.values);
    const trust = read(example.trust)
      .filter(([from, to]) => from !== to)
      .map(([from, to, value]): Edge => [ids.indexOf(from!), ids.indexOf(to!), Number(value)]);
    const teleport = new Float64Array(ids.length);
    for (const [id, value] of read(example.pretrust)) teleport[ids.indexOf(id!)]! += Number(value);
    const { values } = pageRank(buildIn(edgeList(trust), ids.length), {
      teleport,
      dampingFactor: 1 - example.weight,
      tolerance: 1e-13,
      maxIterations: 1000,
    });
    expectClose(values, Object.values(example.values), 1e-9);
  });
});

describeWithData('fraudar-example', (folder) => {
  const lines = (file: string): string[] => readFileSync(join(folder, file), 'utf8').trim().split('\n');

  test('the block that the authors find', () => {
    const links = lines('example.txt').map((line): Edge => {
      const [row, column] = line.split(' ').map(Number);
      return [row!, column!];
    });
    const found = denseBlock({
      links: edgeList(links),
      rows: 1 + Math.max(...links.map(([row]) => row)),
      columns: 1 + Math.max(...links.map(([, column]) => column)),
    });
    expect([...found.rows]).toEqual(lines('expected-out.rows').map(Number));
    expect([...found.columns]).toEqual(lines('expected-out.cols').map(Number));
  });
});
