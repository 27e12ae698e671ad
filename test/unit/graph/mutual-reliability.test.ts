import { describe, expect, test } from 'vitest';
import { buildOut, buildUndirected } from '../../../src/graph/rows/csr.ts';
import { mutualReliability } from '../../../src/graph/trust/mutual-reliability.ts';
import type { MutualReliabilityOptions } from '../../../src/graph/trust/mutual-reliability.ts';
import { InvalidInputError, NotConvergedError } from '../../../src/domain/errors.ts';
import { edgeList } from './edges.ts';
import type { Edge } from './edges.ts';
import { expectClose } from './expect-close.ts';
import { scatteredExecutor } from '../../support/scattered-executor.ts';

interface Case {
  readonly dealings: readonly Edge[];
  readonly broken: readonly Edge[];
  readonly nodes: number;
}
const recordOf = ({ dealings, broken, nodes }: Case) => ({
  dealings: buildUndirected(edgeList(dealings), nodes),
  broken: buildOut(edgeList(broken), nodes),
});
const solve = (given: Case, options: Partial<MutualReliabilityOptions> = {}) =>
  mutualReliability(recordOf(given), { prior: { for: 1, against: 1 }, tolerance: 1e-14, ...options });

describe('mutual reliability', () => {
  test('two who keep all, by hand', () => {
    // x = (1 + w) / (2 + w), w = (1 + x) / 2: x (5 + x) = 3 + x, so x^2 + 4 x = 3 and x = sqrt(7) - 2.
    const { values, converged } = solve({ dealings: [[0, 1]], broken: [], nodes: 2 });
    expectClose(values, [Math.sqrt(7) - 2, Math.sqrt(7) - 2], 1e-13);
    expect(converged).toBe(true);
  });

  test('one who breaks all, without a prior', () => {
    // 0 broke 3 of 3: f0 = 0 and f1 = 1, whatever the weights.
    const given = { dealings: [[0, 1, 3]], broken: [[0, 1, 3]], nodes: 3 } satisfies Case;
    expect([...solve(given, { prior: { for: 0, against: 0 } }).values]).toEqual([0, 1, NaN]);
  });

  test('only the party at fault loses', () => {
    const { values } = solve({ dealings: [[0, 1, 4]], broken: [[0, 1, 1]], nodes: 2 });
    const kept = solve({ dealings: [[0, 1, 4]], broken: [], nodes: 2 }).values[1]!;
    expect(values[0]).toBeLessThan(values[1]!);
    // Of what 1 kept a less reliable counterparty says a little less.
    expect(values[1]).toBeLessThan(kept);
    expect(values[1]).toBeGreaterThan(kept - 0.05);
  });

  test('a promise broken to the reliable costs more than one broken to the unreliable', () => {
    // 2 keeps everything with many, 3 breaks everything; 0 fails 2 and 1 fails 3, once each of two.
    const crowd = Array.from({ length: 6 }, (_, i): Edge => [i + 4, i < 3 ? 2 : 3, 5]);
    const dealings: Edge[] = [[0, 2], [0, 3], [1, 2], [1, 3], ...crowd];
    const broken: Edge[] = [
      [0, 2],
      [1, 3],
      [3, 7, 5],
      [3, 8, 5],
      [3, 9, 5],
    ];
    const { values } = solve({ dealings, broken, nodes: 10 });
    expect(values[0]).toBeLessThan(values[1]!);
  });

  test('parallel entries add up, counts of 0 are no dealings', () => {
    const whole = solve({
      dealings: [
        [0, 1, 4],
        [1, 2, 1],
      ],
      broken: [[1, 0, 2]],
      nodes: 4,
    }).values;
    const parts = solve({
      dealings: [
        [0, 1, 1],
        [1, 0, 3],
        [1, 2, 1],
        [3, 0, 0],
      ],
      broken: [
        [1, 0, 0.5],
        [1, 0, 1.5],
      ],
      nodes: 4,
    }).values;
    expectClose(parts, whole, 1e-13);
    expect(parts[3]).toBeNaN();
  });

  test('the empty graph has no values; without dealings there is nothing to measure', () => {
    expect(solve({ dealings: [], broken: [], nodes: 0 })).toMatchObject({ iterations: 0, converged: true });
    expect([...solve({ dealings: [], broken: [], nodes: 2 }).values]).toEqual([NaN, NaN]);
  });

  test('the same bytes however it is shared out', () => {
    const dealings = Array.from({ length: 40_000 }, (_, i): Edge => [
      i,
      (i * 7919 + 13) % 40_000,
      1 + (i % 5),
    ]);
    const broken = dealings.filter((_, i) => i % 9 === 0).map(([i, j]): Edge => [i, j, 1]);
    const record = recordOf({ dealings, broken, nodes: 40_000 });
    const alone = mutualReliability(record, { prior: { for: 4, against: 1 } });
    const scattered = mutualReliability(
      record,
      { prior: { for: 4, against: 1 } },
      { executor: scatteredExecutor() },
    );
    expect(scattered).toEqual(alone);
  });

  test('does not pass off what has not converged', () => {
    expect(() => solve({ dealings: [[0, 1]], broken: [], nodes: 2 }, { maxIterations: 2 })).toThrow(
      NotConvergedError,
    );
  });

  test.each<[string, { given: Partial<Case>; options: Partial<MutualReliabilityOptions>; message: RegExp }]>([
    [
      'more broken than dealt',
      {
        given: { broken: [[0, 1, 3]] },
        options: {},
        message: /node 0 broke 3 dealings with node 1 and had 2/,
      },
    ],
    [
      'broken without a dealing',
      {
        given: { broken: [[0, 2, 1]] },
        options: {},
        message: /node 0 broke 1 dealings with node 2 and had 0/,
      },
    ],
    [
      'a negative prior',
      { given: {}, options: { prior: { for: -1, against: 1 } }, message: /prior.*-1 and 1 came/ },
    ],
    [
      'a start outside [0, 1]',
      { given: {}, options: { start: Float64Array.of(0, 2, 0) }, message: /start of node 1 is 2/ },
    ],
    [
      'a start of another length',
      { given: {}, options: { start: Float64Array.of(0) }, message: /start.*3 nodes; it has 1/ },
    ],
  ])('refuses %s', (_, { given, options, message }) => {
    const run = () => solve({ dealings: [[0, 1, 2]], broken: [], nodes: 3, ...given }, options);
    expect(run).toThrow(InvalidInputError);
    expect(run).toThrow(message);
  });

  test('refuses rows without counts, with negative ones, or of two graphs', () => {
    const list = edgeList([[0, 1, -1]]);
    const broken = buildOut(edgeList([]), 2);
    const prior = { for: 1, against: 1 };
    const ignored = { dealings: buildUndirected(list, 2, 'ignored'), broken };
    expect(() => mutualReliability(ignored, { prior })).toThrow(/dealings needs counts/);
    const signed = { dealings: buildUndirected(list, 2, 'signed'), broken };
    expect(() => mutualReliability(signed, { prior })).toThrow(/entry 0 of dealings counts -1/);
    const counted = { dealings: buildUndirected(edgeList([[0, 1, 2]]), 2), broken };
    const endless = { ...counted, dealings: { ...counted.dealings, weights: Float64Array.of(2, Infinity) } };
    expect(() => mutualReliability(endless, { prior })).toThrow(/entry 1 of dealings counts Infinity/);
    const another = { dealings: buildUndirected(edgeList([[0, 1]]), 2), broken: buildOut(edgeList([]), 3) };
    expect(() => mutualReliability(another, { prior })).toThrow(/dealings have 2 nodes and broken 3/);
  });
});
