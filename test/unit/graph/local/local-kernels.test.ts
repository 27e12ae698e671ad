import { describe, expect, test } from 'vitest';
import { InvalidInputError } from '../../../../src/domain/errors.ts';
import { Journal } from '../../../../src/graph/local/journal.ts';
import { LocalAffine } from '../../../../src/graph/local/local-affine.ts';
import { LocalFairnessGoodness } from '../../../../src/graph/local/local-fairness-goodness.ts';
import { LocalInfluence } from '../../../../src/graph/local/local-influence.ts';
import { LocalMutualReliability } from '../../../../src/graph/local/local-mutual-reliability.ts';
import { LocalPageRank } from '../../../../src/graph/local/local-page-rank.ts';
import { PatchedRows } from '../../../../src/graph/local/patched-rows.ts';
import { buildIn, buildOut, buildUndirected } from '../../../../src/graph/rows/csr.ts';
import type { Csr } from '../../../../src/graph/rows/csr.ts';
import { mutualReliability } from '../../../../src/graph/trust/mutual-reliability.ts';
import { edgeList } from '../edges.ts';
import type { Edge } from '../edges.ts';
import { expectClose } from '../expect-close.ts';

const none = (nodes: number): Float64Array => new Float64Array(nodes).fill(NaN);
const patched = (csr: Csr, signed = false): PatchedRows => new PatchedRows(csr, { signed });
const one = (target: number, weight: number) => ({ target, weights: Float64Array.of(weight) });
const nothing = (target: number) => ({ target, weights: new Float64Array(0) });

describe('mutual reliability, locally', () => {
  const prior = { for: 1, against: 1 };
  const made = (dealings: readonly Edge[], broken: readonly Edge[], nodes: number) => {
    const rows = {
      dealings: patched(buildUndirected(edgeList(dealings), nodes)),
      broken: patched(buildOut(edgeList(broken), nodes)),
    };
    return { ...rows, prior, values: none(nodes), tolerance: 1e-12 };
  };

  test('two who keep all, and one of them who breaks it, by hand', () => {
    // As in the whole kernel's test: x = sqrt(7) - 2 for both.
    const input = made([[0, 1]], [], 3);
    const local = new LocalMutualReliability(input);
    expectClose(local.values, [Math.sqrt(7) - 2, Math.sqrt(7) - 2, NaN], 1e-11);
    // Broken by 0: f0 = 1 / (2 + w1) and f1 = (1 + w0) / (2 + w0), w = (1 + f) / 2. So with x = f0 and y = f1
    // x (5 + y) = 2 and y (5 + x) = 3 + x: 3 + x - 5 y = xy = 2 - 5 x, y = (1 + 6 x) / 5, 6 x^2 + 26 x = 10.
    input.broken.replaceEntries(0, one(1, 1), new Journal());
    expect([...local.update([0, 1], new Journal())]).toEqual([0, 1]);
    const x = (Math.sqrt(26 * 26 + 240) - 26) / 12;
    expectClose(local.values, [x, (1 + 6 * x) / 5, NaN], 1e-11);
  });

  test('a hub whose value drifts is told of late, and not to everybody each time', () => {
    const customers = 3000;
    const dealings = Array.from({ length: customers }, (_, i): Edge => [i + 1, 0, 5]);
    const input = { ...made(dealings, [], customers + 1), tolerance: 1e-6 };
    const local = new LocalMutualReliability(input);
    let looks = 0;
    for (let node = 1; node <= 2000; node++) {
      input.broken.replaceEntries(node, one(0, 1), new Journal());
      local.update([node, 0], new Journal());
      looks += local.evaluated;
    }
    // A customer's fall moves the hub by some 1e-7 and less: it tells its customers once in several turns.
    expect(looks).toBeLessThan(0.5 * 2000 * customers);
    const broken = buildOut(
      edgeList(Array.from({ length: 2000 }, (_, i): Edge => [i + 1, 0])),
      customers + 1,
    );
    const whole = mutualReliability(
      { dealings: buildUndirected(edgeList(dealings), customers + 1), broken },
      { prior, tolerance: 1e-13 },
    );
    expectClose(local.values, whole.values, 2e-6 + 1e-11);
  });

  test.each([
    [
      'a changed node that is none',
      () => new LocalMutualReliability(made([], [], 2)).update([2], new Journal()),
    ],
    [
      'rows of other nodes',
      () => new LocalMutualReliability({ ...made([], [], 2), broken: made([], [], 3).broken }),
    ],
    ['a tolerance of 0', () => new LocalMutualReliability({ ...made([], [], 2), tolerance: 0 })],
    ['too few values', () => new LocalMutualReliability({ ...made([], [], 2), values: none(1) })],
    [
      'a prior below 0',
      () => new LocalMutualReliability({ ...made([], [], 2), prior: { for: -1, against: 2 } }),
    ],
  ])('%s is refused', (...[, act]) => {
    expect(act).toThrow(InvalidInputError);
  });
});

describe('PageRank, locally', () => {
  const made = (edges: readonly Edge[], nodes: number, gainOf: (node: number) => number = () => 1) => ({
    outgoing: patched(buildOut(edgeList(edges), nodes)),
    incoming: patched(buildIn(edgeList(edges), nodes)),
    gainOf,
    ranks: new Float64Array(nodes),
    dampingFactor: 0.5,
    tolerance: 1e-12,
  });

  test('a path, then a fork, then a circle, by hand', () => {
    // 0 -> 1 -> 2: x = 1, 1 + 1/2, and 3/4 for 2, from where no edge leads on.
    const input = made(
      [
        [0, 1],
        [1, 2],
      ],
      3,
    );
    const local = new LocalPageRank(input);
    expectClose(local.values, [1, 1.5, 0.75], 1e-11);
    // 0 -> 2 with three times the weight: 1 gets 1 + 1/8, 2 gets 3/8 + 9/16.
    input.outgoing.replaceEntries(0, one(2, 3), new Journal());
    input.incoming.replaceEntries(2, one(0, 3), new Journal());
    expect([...local.update({ rows: [0, 2], gains: [] }, new Journal())]).toEqual([1, 2]);
    expectClose(local.values, [1, 1.125, 0.9375], 1e-11);
    // Without 0 -> 2 and 0 -> 1 but 2 -> 1: x1 = 1 + x2 / 2 and x2 = 1 + x1 / 2, both 2. 0 has no edges left.
    for (const [from, to] of [
      [0, 1],
      [0, 2],
    ] as const) {
      input.outgoing.replaceEntries(from, nothing(to), new Journal());
      input.incoming.replaceEntries(to, nothing(from), new Journal());
    }
    input.outgoing.replaceEntries(2, one(1, 1), new Journal());
    input.incoming.replaceEntries(1, one(2, 1), new Journal());
    local.update({ rows: [0, 1, 2], gains: [] }, new Journal());
    expectClose(local.values, [0, 2, 2], 1e-11);
  });

  test('a gain moves the shares of all who lead to its node', () => {
    const gains = [1, 1, 1];
    const local = new LocalPageRank(
      made(
        [
          [0, 1],
          [0, 2],
        ],
        3,
        (node) => gains[node]!,
      ),
    );
    expectClose(local.values, [1, 0.25, 0.25], 1e-11);
    gains[2] = 0.25;
    expect([...local.update({ rows: [], gains: [2] }, new Journal())]).toEqual([1, 2]);
    expectClose(local.values, [1, 0.4, 0.1], 1e-11);
  });

  test('a gain that is no number is refused', () => {
    expect(() => new LocalPageRank(made([[0, 1]], 2, () => NaN))).toThrow(/gain of node 0 is NaN/u);
  });
});

describe('fairness and goodness, locally', () => {
  test('one rater, then another who disagrees, by hand', () => {
    const rowsOf = (edges: readonly Edge[]) => ({
      outgoing: patched(buildOut(edgeList(edges), 3, 'signed'), true),
      incoming: patched(buildIn(edgeList(edges), 3, 'signed'), true),
    });
    const ratings = rowsOf([[0, 1]]);
    const start = { fairness: none(3), goodness: none(3), tolerance: 1e-12 };
    const local = new LocalFairnessGoodness({ ratings, ...start });
    expectClose(local.fairness, [1, NaN, NaN]);
    expectClose(local.goodness, [NaN, 1, NaN]);
    // 2 rates 1 with -1: g = (f0 - f2) / 2, f0 - f2 = g, so g = 0 and f = 1/2 for both.
    ratings.outgoing.replaceEntries(2, one(1, -1), new Journal());
    ratings.incoming.replaceEntries(1, one(2, -1), new Journal());
    const told = local.update([1, 2], new Journal());
    expect([[...told.fairness], [...told.goodness]]).toEqual([[0, 2], [1]]);
    expectClose(local.fairness, [0.5, NaN, 0.5], 1e-11);
    expectClose(local.goodness, [NaN, 0, NaN], 1e-11);
  });

  test('credence of other entries than the ratings is refused', () => {
    const ratings = {
      outgoing: patched(buildOut(edgeList([[0, 1]]), 2)),
      incoming: patched(buildIn(edgeList([[0, 1]]), 2)),
    };
    const credence = {
      outgoing: patched(buildOut(edgeList([[1, 0]]), 2)),
      incoming: patched(buildIn(edgeList([[1, 0]]), 2)),
    };
    const make = (): unknown =>
      new LocalFairnessGoodness({ ratings, credence, fairness: none(2), goodness: none(2) });
    expect(make).toThrow(/expected one for each. Replace the rows of both/u);
  });
});

describe('the affine fixed point, locally', () => {
  const range = { least: 0, most: 1000 };
  const made = (ties: readonly Edge[], memberOf: readonly Edge[], own: number[]) => {
    const nodes = own.length;
    const rows = {
      ties: patched(buildUndirected(edgeList(ties), nodes)),
      groupsOf: patched(buildOut(edgeList(memberOf), nodes)),
      membersOf: patched(buildIn(edgeList(memberOf), nodes)),
    };
    const isOne = (node: number): boolean => !Number.isNaN(own[node]);
    const affine = new LocalAffine({
      rows,
      ownOf: (node) => own[node]!,
      credenceOf: (node) => (isOne(node) ? 1 : 0),
      shareOf: (node, company) => (isOne(node) ? (0.2 * company) / (1 + company) : 0),
      range,
      values: Float64Array.from(own),
      tolerance: 1e-9,
    });
    return { affine, rows, own };
  };

  test('two who are tied, and influence, by hand', () => {
    // C = 1, lambda = 0.1: s0 = 0.9 x 400 + 0.1 s1 and s1 = 0.9 x 600 + 0.1 s0.
    const { affine, rows, own } = made([[0, 1]], [], [400, 600, NaN]);
    expectClose(affine.values, [414 / 0.99, 576 / 0.99, NaN], 1e-6);
    expectClose(affine.shares, [0.1, 0.1, 0]);
    // M = [0.9 0.09; 0.09 0.9] / 0.99: the columns sum to 1, of which 0.9 is what a node keeps.
    const influence = new LocalInfluence({ rows, affine, values: new Float64Array(3), tolerance: 1e-9 });
    expectClose(influence.values, [0.1, 0.1, 0], 1e-8);
    own[0] = 600;
    expect([...affine.update([0], new Journal())]).toEqual([0, 1]);
    expectClose(affine.values, [600, 600, NaN], 1e-6);
    expect([...influence.update(new Journal())]).toEqual([]);
  });

  test('three in a group, and one who leaves it, by hand', () => {
    // S' = 2, C = 0.5 x 2/3 = 1/3, lambda = 0.05: s = 0.95 p + 0.05 (T - s) / 2, T being the sum of s, and of p: 1500.
    const { affine, rows } = made(
      [],
      [
        [0, 3, 0.5],
        [1, 3, 0.5],
        [2, 3, 0.5],
      ],
      [400, 500, 600, NaN],
    );
    const alone = (own: number): number => (0.95 * own + 37.5) / 1.025;
    expectClose(affine.values, [alone(400), 500, alone(600), NaN], 1e-6);
    rows.groupsOf.replaceEntries(2, nothing(3), new Journal());
    rows.membersOf.replaceEntries(3, nothing(2), new Journal());
    affine.update([2, 3], new Journal());
    // S' = 1, C = 1/4, lambda = 0.04; s0 + s1 = 900 and s0 = 0.96 x 400 + 0.04 s1.
    const first = (384 + 36) / 1.04;
    expectClose(affine.values, [first, 900 - first, 600, NaN], 1e-6);
    expect(affine.shares[2]).toBe(0);
  });

  test('credence without a value is refused', () => {
    const { rows } = made([], [], [NaN]);
    const make = (): unknown =>
      new LocalAffine({
        rows,
        ownOf: () => NaN,
        credenceOf: () => 0.5,
        shareOf: () => 0,
        range,
        values: none(1),
      });
    expect(make).toThrow(/node 0 has credence and no own value/u);
  });
});
