import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { labelPropagation } from '../../src/graph/cohesion/label-propagation.ts';
import { triangles } from '../../src/graph/cohesion/triangles.ts';
import type { Journal } from '../../src/graph/local/journal.ts';
import { LocalLabelPropagation } from '../../src/graph/local/local-label-propagation.ts';
import { LocalSybilRank } from '../../src/graph/local/local-sybil-rank.ts';
import { trianglesAt } from '../../src/graph/local/local-triangles.ts';
import { PatchedRows } from '../../src/graph/local/patched-rows.ts';
import { buildUndirected } from '../../src/graph/rows/csr.ts';
import type { Csr } from '../../src/graph/rows/csr.ts';
import { simpleGraph } from '../../src/graph/rows/simple-graph.ts';
import { sybilRank } from '../../src/graph/trust/sybil-rank.ts';
import { edgeList } from '../unit/graph/edges.ts';
import type { Edge } from '../unit/graph/edges.ts';
import { runs as manyRuns } from './graph-arbitraries.ts';
import { follow, goThrough, stories } from './graph-local-steps.ts';
import type { Stage } from './graph-local-steps.ts';

/** Each is a story of several steps. */
const runs = { ...manyRuns, numRuns: 150 };
const ROUNDING = 1e-11;

type Graph = Omit<Stage, 'changed'>;

const weight = fc.oneof(fc.constantFrom(0, 1, 1e-6), fc.integer({ min: 1, max: 50 }));
const drawnStories = stories(weight, fc.constant(0));

/** Some nodes count at times, and some never. */
function countsIn({ edges }: Graph, node: number): boolean {
  return node % 7 !== 6 && (node % 4 !== 3 || edges.length % 2 === 0);
}

/** Seeds are few, and start with other masses as edges come and go. */
function massIn({ edges }: Graph, node: number): number {
  return node % 3 === 0 ? 1 + ((node + edges.length) % 3) : 0;
}

function rowsOf({ edges, nodes }: Graph): Csr {
  return buildUndirected(edgeList(edges.map(([u, v, of]): Edge => [u, v, of])), nodes);
}

function countedRowsOf(graph: Graph): Csr {
  const edges = graph.edges.filter(([u, v]) => countsIn(graph, u) && countsIn(graph, v));
  return rowsOf({ ...graph, edges });
}

/** What of the rows of counted nodes is new: both ends of what changed, and who counts by now or no more with all around. */
function changedIn(stage: Stage, before: Graph): number[] {
  const turned = [...new Array(stage.nodes).keys()].filter(
    (node) => countsIn(stage, node) !== (node < before.nodes && countsIn(before, node)),
  );
  const around = [...before.edges, ...stage.edges].flatMap(([u, v]) =>
    turned.includes(u) || turned.includes(v) ? [u, v] : [],
  );
  return [...stage.changed, ...turned, ...around];
}

/** Keeps rows, and tells a kernel of each stage. */
class Following {
  graph: Graph;
  readonly rows: PatchedRows;

  constructor(graph: Graph) {
    this.graph = graph;
    this.rows = new PatchedRows(rowsOf(graph));
  }

  readonly counts = (node: number): boolean => countsIn(this.graph, node);
  readonly massOf = (node: number): number => massIn(this.graph, node);

  update(
    stage: Stage,
    journal: Journal,
    kernel: (changed: readonly number[], seeds: readonly number[]) => void,
  ) {
    const before = this.graph;
    journal.note(() => (this.graph = before));
    this.graph = stage;
    follow(this.rows, { csr: rowsOf(stage), changed: stage.changed }, journal);
    const seeds = [...new Array(stage.nodes).keys()].filter(
      (node) => massIn(stage, node) !== (node < before.nodes ? massIn(before, node) : 0),
    );
    kernel(changedIn(stage, before), seeds);
  }
}

/** What the whole kernel makes of it: masses are not scaled, and who is without weight has nothing. */
function wholeTrust(graph: Graph, steps: number): number[] {
  const masses = Float64Array.from({ length: graph.nodes }, (_, node) => massIn(graph, node));
  const rows = countedRowsOf(graph);
  const total = masses.reduce((sum, mass) => sum + mass, 0);
  if (total === 0) return Array.from({ length: graph.nodes }, () => 0);
  const last = sybilRank(rows, { steps, seeds: masses });
  const next = sybilRank(rows, { steps: 1, seeds: last.trust });
  return [...last.values].map((value, node) =>
    Number.isNaN(value) ? 0 : ((value + next.values[node]!) / 2) * total,
  );
}

describe('SybilRank, locally', () => {
  const tolerances = fc.constantFrom(1e-9, 1e-4, 0.3);
  const mostEntries = fc.constantFrom(0, 0.25, Infinity);

  test('local bound', () => {
    fc.assert(
      fc.property(drawnStories, tolerances, mostEntries, (story, tolerance, most) => {
        const following = new Following(story);
        const { rows, counts, massOf } = following;
        const local = new LocalSybilRank({ rows, counts, massOf, tolerance, mostEntries: most });
        goThrough(story, {
          rows: [rows],
          columns: () => [local.values, Float64Array.of(local.mean)],
          update(stage, journal) {
            following.update(stage, journal, (changed, seeds) => {
              const before = local.values.slice();
              const told = new Set(local.update({ rows: changed, seeds }, journal));
              before.forEach((value, node) => {
                if (!told.has(node)) expect(local.values[node]).toBe(value);
              });
            });
          },
          expectWithinBound(graph) {
            const whole = wholeTrust(graph, local.steps);
            const bound = Math.exp(tolerance) - 1 + ROUNDING;
            whole.forEach((value, node) => {
              expect(Math.abs(local.values[node]! - value)).toBeLessThanOrEqual(bound * value);
            });
            const reached = whole.filter((value) => value > 0);
            const mean = reached.reduce((sum, value) => sum + value, 0) / reached.length;
            if (reached.length === 0) expect(local.mean).toBeNaN();
            else expect(Math.abs(local.mean - mean)).toBeLessThanOrEqual(bound * mean);
          },
        });
      }),
      runs,
    );
  });
});

describe('labels, locally', () => {
  test('local labels', () => {
    fc.assert(
      fc.property(drawnStories, fc.integer({ min: 1, max: 5 }), (story, iterations) => {
        const following = new Following(story);
        const { rows, counts } = following;
        const local = new LocalLabelPropagation({ rows, counts, iterations });
        goThrough(story, {
          rows: [rows],
          columns: () => [Float64Array.from(local.labels)],
          update(stage, journal) {
            following.update(stage, journal, (changed) => local.update(changed, journal));
          },
          expectWithinBound(graph) {
            const { labels } = labelPropagation(countedRowsOf(graph), { iterations });
            expect([...local.labels.subarray(0, graph.nodes)]).toEqual([...labels]);
          },
        });
      }),
      runs,
    );
  });
});

describe('triangles, of one node', () => {
  test('are those of the whole kernel', () => {
    fc.assert(
      fc.property(drawnStories, (graph) => {
        const counted = countedRowsOf(graph);
        const whole = triangles(simpleGraph(counted, counted));
        const rows = new PatchedRows(rowsOf(graph));
        whole.forEach((count, node) => {
          expect(trianglesAt(rows, node, (one) => countsIn(graph, one))).toBe(count);
        });
      }),
      runs,
    );
  });
});
