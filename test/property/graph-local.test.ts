import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LocalFairnessGoodness } from '../../src/graph/local/local-fairness-goodness.ts';
import { LocalMutualReliability } from '../../src/graph/local/local-mutual-reliability.ts';
import { LocalPageRank } from '../../src/graph/local/local-page-rank.ts';
import { PatchedRows } from '../../src/graph/local/patched-rows.ts';
import { buildIn, buildOut, buildUndirected } from '../../src/graph/rows/csr.ts';
import { fairnessGoodness } from '../../src/graph/trust/fairness-goodness.ts';
import { mutualReliability } from '../../src/graph/trust/mutual-reliability.ts';
import { pageRank } from '../../src/graph/walks/page-rank.ts';
import { edgeList } from '../unit/graph/edges.ts';
import type { Edge } from '../unit/graph/edges.ts';
import { expectClose } from '../unit/graph/expect-close.ts';
import { runs as manyRuns, signedWeight } from './graph-arbitraries.ts';
import { follow, goThrough, stories } from './graph-local-steps.ts';
import type { Entry, Stage, Story } from './graph-local-steps.ts';

/** Each is a story of several steps. */
const runs = { ...manyRuns, numRuns: 100 };

const share = fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true }));
const tolerances = fc.constantFrom(1e-9, 1e-4, 0.02);
const ROUNDING = 1e-9;

describe('mutual reliability, locally', () => {
  const count = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 50 }), fc.constant(1e-6));
  const priors = fc.constantFrom({ for: 4, against: 1 }, { for: 0, against: 0 }, { for: 0.1, against: 3 });

  test('local bound', () => {
    fc.assert(
      fc.property(stories(count, share), priors, tolerances, (story, prior, tolerance) => {
        const recordOf = ({ nodes, edges }: Omit<Stage, 'changed'>) => ({
          dealings: buildUndirected(edgeList(edges.map(([u, v, n]): Edge => [u, v, n])), nodes),
          broken: buildOut(edgeList(edges.map(([u, v, n, part]): Edge => [u, v, n * part])), nodes),
        });
        const first = recordOf(story);
        const rows = { dealings: new PatchedRows(first.dealings), broken: new PatchedRows(first.broken) };
        const { values } = mutualReliability(first, { prior });
        const local = new LocalMutualReliability({ ...rows, prior, values, tolerance });
        goThrough(story, {
          rows: Object.values(rows),
          columns: () => [local.values],
          update(stage, journal) {
            const { dealings, broken } = recordOf(stage);
            follow(rows.dealings, { csr: dealings, changed: stage.changed }, journal);
            follow(rows.broken, { csr: broken, changed: stage.changed }, journal);
            expectToldAlone(local, () => local.update(stage.changed, journal));
          },
          expectWithinBound(stage) {
            const { values: whole } = mutualReliability(recordOf(stage), { prior, tolerance: 1e-12 });
            expectClose(local.values.subarray(0, stage.nodes), whole, 2 * tolerance + ROUNDING);
          },
        });
      }),
      runs,
    );
  });
});

/** Every value but those of the nodes that an update gives is the same to the bit. */
function expectToldAlone(local: { readonly values: Float64Array }, update: () => Uint32Array): void {
  const before = local.values.slice();
  const told = new Set(update());
  before.forEach((value, node) => {
    if (!told.has(node)) expect(local.values[node]).toBe(value);
  });
}

describe('fairness and goodness, locally', () => {
  test.each([true, false])('local bound, with credence: %s', (isWeighed) => {
    fc.assert(
      fc.property(stories(signedWeight, share), tolerances, (drawn, tolerance) => {
        const story = isWeighed ? withoutParallel(drawn) : drawn;
        const rowsOf = (stage: Omit<Stage, 'changed'>) => {
          const edges = isWeighed ? latest(stage.edges) : stage.edges;
          const ratings = edgeList(edges.map(([u, v, weight]): Edge => [u, v, weight]));
          const beliefs = edgeList(edges.map(([u, v, , part]): Edge => [u, v, Math.max(0.01, part)]));
          return {
            outgoing: buildOut(ratings, stage.nodes, 'signed'),
            incoming: buildIn(ratings, stage.nodes, 'signed'),
            outBeliefs: buildOut(beliefs, stage.nodes),
            inBeliefs: buildIn(beliefs, stage.nodes),
          };
        };
        const wholeOf = (stage: Omit<Stage, 'changed'>, precision: number) => {
          const { outgoing, outBeliefs } = rowsOf(stage);
          const credence = isWeighed ? outBeliefs : undefined;
          return fairnessGoodness(outgoing, { credence, tolerance: precision });
        };
        const first = rowsOf(story);
        const rows = {
          outgoing: new PatchedRows(first.outgoing, { signed: true }),
          incoming: new PatchedRows(first.incoming, { signed: true }),
          outBeliefs: new PatchedRows(first.outBeliefs),
          inBeliefs: new PatchedRows(first.inBeliefs),
        };
        const local = new LocalFairnessGoodness({
          ratings: rows,
          credence: isWeighed ? { outgoing: rows.outBeliefs, incoming: rows.inBeliefs } : undefined,
          ...wholeOf(story, 1e-10),
          tolerance,
        });
        goThrough(story, {
          rows: Object.values(rows),
          columns: () => [local.fairness, local.goodness],
          update(stage, journal) {
            const now = rowsOf(stage);
            for (const name of Object.keys(rows) as (keyof typeof rows)[])
              follow(rows[name], { csr: now[name], changed: stage.changed }, journal);
            local.update(stage.changed, journal);
          },
          expectWithinBound(stage) {
            const whole = wholeOf(stage, 1e-12);
            const { fairness, goodness } = local;
            expectClose(fairness.subarray(0, stage.nodes), whole.fairness, 3 * tolerance + ROUNDING);
            expectClose(goodness.subarray(0, stage.nodes), whole.goodness, 4 * tolerance + ROUNDING);
          },
        });
      }),
      runs,
    );
  });
});

/** Of several ratings of one pair the last. */
function latest(edges: readonly Entry[]): readonly Entry[] {
  return [...new Map(edges.map((edge) => [`${edge[0]} ${edge[1]}`, edge])).values()];
}

function withoutParallel(story: Story): Story {
  return { ...story, edges: latest(story.edges) };
}

describe('PageRank, locally', () => {
  const weight = fc.oneof(fc.constant(1), fc.double({ min: 0.1, max: 10, noNaN: true }));
  const gains = fc.array(
    fc.array(fc.double({ min: 0.2, max: 1, noNaN: true }), { minLength: 12, maxLength: 12 }),
    {
      minLength: 2,
      maxLength: 9,
    },
  );
  const damping = fc.constantFrom(0.85, 0.5, 0.95);

  test('local bound', () => {
    fc.assert(
      fc.property(
        stories(weight, share),
        gains,
        fc.tuple(damping, fc.constantFrom(1e-9, 1e-5, 1e-3)),
        (story, drawn, [dampingFactor, tolerance]) => {
          let turn = 0;
          // A part of the gains is new at each stage.
          const gainOf = (node: number): number =>
            drawn[(node % 3 === 0 ? turn : 0) % drawn.length]![node % 12]!;
          const rowsOf = ({ nodes, edges }: Omit<Stage, 'changed'>) => {
            const fixed = edgeList(edges.map(([u, v, w]): Edge => [u, v, w]));
            return { outgoing: buildOut(fixed, nodes), incoming: buildIn(fixed, nodes) };
          };
          const first = rowsOf(story);
          const rows = {
            outgoing: new PatchedRows(first.outgoing),
            incoming: new PatchedRows(first.incoming),
          };
          const ranks = ranksOf(story, { gainOf, dampingFactor });
          const local = new LocalPageRank({ ...rows, gainOf, ranks, dampingFactor, tolerance });
          goThrough(story, {
            rows: Object.values(rows),
            columns: () => [local.values],
            update(stage, journal) {
              const now = rowsOf(stage);
              const before = turn;
              journal.note(() => (turn = before));
              turn++;
              follow(rows.outgoing, { csr: now.outgoing, changed: stage.changed }, journal);
              follow(rows.incoming, { csr: now.incoming, changed: stage.changed }, journal);
              const all = Array.from({ length: stage.nodes }, (_, node) => node);
              const regained = all.filter((node) => node % 3 === 0);
              expectToldAlone(local, () => local.update({ rows: stage.changed, gains: regained }, journal));
            },
            expectWithinBound(stage) {
              const { exact, steps } = solveDense(stage, { gainOf, dampingFactor });
              exact.forEach((rank, node) => {
                const bound =
                  3 * tolerance * steps[node]! * rank * (1 + 20 * tolerance * steps[node]!) + ROUNDING;
                expect(Math.abs(local.values[node]! - rank)).toBeLessThanOrEqual(bound);
              });
            },
          });
        },
      ),
      runs,
    );
  });

  test('proportion', () => {
    fc.assert(
      fc.property(stories(weight, share), damping, (story, dampingFactor) => {
        const settings = { gainOf: (node: number) => 1 / (1 + node), dampingFactor };
        const { exact } = solveDense(story, settings);
        const ranks = ranksOf(story, settings);
        if (story.edges.length === 0) return;
        const sum = exact.reduce((total, one) => total + one, 0);
        expectClose(
          exact.map((one) => one / sum),
          ranks,
          1e-8,
        );
      }),
      runs,
    );
  });

  interface Settings {
    readonly gainOf: (node: number) => number;
    readonly dampingFactor: number;
  }

  function ranksOf(
    { nodes, edges }: Omit<Stage, 'changed'>,
    { gainOf, dampingFactor }: Settings,
  ): Float64Array {
    if (edges.length === 0) return new Float64Array(nodes);
    const teleport = new Float64Array(nodes);
    for (const [u] of edges) teleport[u] = 1;
    const weighed = edgeList(edges.map(([u, v, w]): Edge => [u, v, w * gainOf(v)]));
    return pageRank(buildIn(weighed, nodes), { teleport, dampingFactor, tolerance: 1e-12 }).values;
  }

  /** x and l of the docstring, by summing walks: x = sum of (d P')^k t, l = 1 + mean steps. */
  function solveDense({ nodes, edges }: Omit<Stage, 'changed'>, { gainOf, dampingFactor }: Settings) {
    const out = new Float64Array(nodes);
    for (const [u, v, w] of edges) out[u]! += w * gainOf(v);
    let arrived = new Float64Array(nodes);
    for (const [u] of edges) arrived[u] = 1;
    const exact = new Float64Array(nodes);
    const counted = new Float64Array(nodes);
    for (let step = 1; step < 1500 && arrived.some((one) => one > 0); step++) {
      const next = new Float64Array(nodes);
      for (let node = 0; node < nodes; node++) {
        exact[node]! += arrived[node]!;
        counted[node]! += step * arrived[node]!;
      }
      for (const [u, v, w] of edges) next[v]! += (dampingFactor * arrived[u]! * w * gainOf(v)) / out[u]!;
      arrived = next;
    }
    return { exact, steps: counted.map((one, node) => (exact[node] === 0 ? 1 : one / exact[node]!)) };
  }
});
