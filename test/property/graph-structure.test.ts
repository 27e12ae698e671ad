import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { breadthFirstSearch } from '../../src/graph/paths/breadth-first-search.ts';
import { buildIn, buildOut, buildUndirected } from '../../src/graph/rows/csr.ts';
import { identifierEpisodes } from '../../src/graph/trust/identifier-episodes.ts';
import type { HubIntervals } from '../../src/graph/trust/identifier-episodes.ts';
import { weaklyConnectedComponents } from '../../src/graph/components/weakly-connected-components.ts';
import { edgeList } from '../unit/graph/edges.ts';
import { expectClose } from '../unit/graph/expect-close.ts';
import { graphs, renumbered, runs, signedWeight } from './graph-arbitraries.ts';

const anyGraph = graphs({ weight: signedWeight });

describe('compressed sparse rows', () => {
  test('edge order', () => {
    fc.assert(
      fc.property(renumbered(anyGraph), ({ nodes, edges, shuffled }) => {
        for (const build of [buildOut, buildIn, buildUndirected])
          expect(build(edgeList(shuffled), nodes, 'signed')).toEqual(build(edgeList(edges), nodes, 'signed'));
      }),
      runs,
    );
  });

  test('edge order, of a row long enough to be sorted otherwise', () => {
    const entry = fc.tuple(fc.constant(0), fc.nat(30), signedWeight);
    const hub = fc.array(entry, { minLength: 60, maxLength: 200 });
    fc.assert(
      fc.property(hub, (edges) => {
        const { targets, weights } = buildOut(edgeList(edges), 31, 'signed');
        const expected = edges.toSorted((a, b) => a[1] - b[1] || a[2] - b[2]);
        expect([...targets]).toEqual(expected.map(([, target]) => target));
        expect([...weights!]).toEqual(expected.map(([, , weight]) => weight + 0));
      }),
      { ...runs, numRuns: 50 },
    );
  });

  test('transposition', () => {
    fc.assert(
      fc.property(anyGraph, ({ nodes, edges }) => {
        const { source, target, weight } = edgeList(edges);
        const exchanged = { source: target, target: source, weight };
        expect(buildIn({ source, target, weight }, nodes, 'signed')).toEqual(
          buildOut(exchanged, nodes, 'signed'),
        );
      }),
      runs,
    );
  });
});

test('breadth-first search: one edge, one step', () => {
  fc.assert(
    fc.property(graphs({ weight: signedWeight, fewestNodes: 1 }), ({ nodes, edges }) => {
      const distances = breadthFirstSearch(buildOut(edgeList(edges), nodes, 'ignored'), [0]);
      expect(distances[0]).toBe(0);
      for (const [source, target] of edges)
        if (distances[source] !== -1) {
          expect(distances[target]).toBeGreaterThanOrEqual(0);
          expect(distances[target]).toBeLessThanOrEqual(distances[source]! + 1);
        }
      // And each reached node but the source has a predecessor one step nearer.
      distances.forEach((distance, node) => {
        if (distance > 0)
          expect(edges.some(([from, to]) => to === node && distances[from] === distance - 1)).toBe(true);
      });
    }),
    runs,
  );
});

test('weakly connected components: smallest member', () => {
  fc.assert(
    fc.property(anyGraph, ({ nodes, edges }) => {
      const { labels, count } = weaklyConnectedComponents(edgeList(edges), nodes);
      expect(new Set(labels).size).toBe(count);
      for (const [source, target] of edges) expect(labels[source]).toBe(labels[target]);
      labels.forEach((label, node) => {
        expect(label).toBeLessThanOrEqual(node);
        expect(labels[label]).toBe(label);
      });
      // Joined by label means joined by a walk.
      const rows = buildUndirected(edgeList(edges), nodes, 'ignored');
      for (const label of new Set(labels))
        expect(breadthFirstSearch(rows, [label]).map((distance) => Number(distance >= 0))).toEqual(
          Int32Array.from(labels, (other) => Number(other === label)),
        );
    }),
    runs,
  );
});

describe('identifier episodes', () => {
  interface Row {
    member: number;
    hub: number;
    firstAt: number;
    lastAt: number;
  }
  const MEMBERS = 6;
  const HUBS = 3;
  const rowsOf = fc.array(
    fc
      .record({ member: fc.nat(MEMBERS - 1), hub: fc.nat(HUBS - 1), firstAt: fc.nat(20), length: fc.nat(4) })
      .map(({ member, hub, firstAt, length }): Row => ({ member, hub, firstAt, lastAt: firstAt + length })),
    { maxLength: 25 },
  );
  const caps = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: HUBS, maxLength: HUBS });

  function columns(rows: readonly Row[], capOf: readonly number[]): HubIntervals {
    return {
      member: Uint32Array.from(rows, ({ member }) => member),
      hub: Uint32Array.from(rows, ({ hub }) => hub),
      cap: Uint32Array.from(rows, ({ hub }) => capOf[hub]!),
      firstAt: Float64Array.from(rows, ({ firstAt }) => firstAt),
      lastAt: Float64Array.from(rows, ({ lastAt }) => lastAt),
    };
  }

  test('total weight', () => {
    fc.assert(
      fc.property(rowsOf, caps, (rows, capOf) => {
        const { edges, count } = identifierEpisodes(columns(rows, capOf), { members: MEMBERS, hubs: HUBS });
        const totals = new Float64Array(count);
        edges.target.forEach((episode, edge) => (totals[episode]! += edges.weight[edge]!));
        totals.forEach((total) => {
          expect(total).toBeCloseTo(2, 12);
        });
      }),
      runs,
    );
  });

  test('anonymous hubs', () => {
    const shuffles = fc.tuple(rowsOf, caps).chain(([rows, capOf]) =>
      fc.record({
        rows: fc.constant(rows),
        capOf: fc.constant(capOf),
        shuffled: fc.shuffledSubarray(rows, { minLength: rows.length }),
        numbers: fc.shuffledSubarray([0, 1, 2], { minLength: HUBS }),
      }),
    );
    fc.assert(
      fc.property(shuffles, ({ rows, capOf, shuffled, numbers }) => {
        const sizes = { members: MEMBERS, hubs: HUBS };
        const otherwise = columns(
          shuffled.map((row) => ({ ...row, hub: numbers[row.hub]! })),
          numbers.map((_, hub) => capOf[numbers.indexOf(hub)]!),
        );
        expect(identifierEpisodes(otherwise, sizes)).toEqual(identifierEpisodes(columns(rows, capOf), sizes));
      }),
      runs,
    );
  });

  /** Spreads each episode over its pairs one by one; episodes found by merging intervals until none overlap. */
  function sharingByPairs(rows: readonly Row[], capOf: readonly number[]): number[] {
    const sharing = new Array<number>(MEMBERS).fill(NaN);
    for (const { member } of rows) sharing[member] = 0;
    for (let hub = 0; hub < HUBS; hub++) {
      let clusters = rows.filter((row) => row.hub === hub).map((row) => [row]);
      for (let merged = true; merged;) {
        merged = false;
        for (const one of clusters) {
          const other = clusters.find(
            (each) =>
              each !== one &&
              each.some((a) => one.some((b) => a.firstAt <= b.lastAt && b.firstAt <= a.lastAt)),
          );
          if (other === undefined) continue;
          clusters = [...clusters.filter((each) => each !== one && each !== other), [...one, ...other]];
          merged = true;
          break;
        }
      }
      for (const cluster of clusters) {
        const members = [...new Set(cluster.map(({ member }) => member))];
        if (members.length > capOf[hub]!) continue;
        const pairs = members.flatMap((a, i) => members.slice(i + 1).map((b) => [a, b] as const));
        for (const pair of pairs) for (const member of pair) sharing[member]! += 1 / pairs.length;
      }
    }
    return sharing;
  }

  test('pairs', () => {
    fc.assert(
      fc.property(rowsOf, caps, (rows, capOf) => {
        const { sharing } = identifierEpisodes(columns(rows, capOf), { members: MEMBERS, hubs: HUBS });
        expectClose(sharing, sharingByPairs(rows, capOf), 1e-12);
      }),
      runs,
    );
  });
});
