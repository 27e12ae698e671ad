import { describe, expect, test } from 'vitest';
import { guaranteeChains } from '../../../src/graph/trust/guarantee-chains.ts';
import type { GuaranteeChainOptions, Guarantees } from '../../../src/graph/trust/guarantees.ts';
import { CancelledError, InvalidInputError, LimitExceededError } from '../../../src/domain/errors.ts';
import { ImpatientMonitor } from '../../support/impatient-monitor.ts';

type Guarantee = readonly [guarantor: number, debtor: number, limit: number, covered: number];
function columns(guarantees: readonly Guarantee[]): Guarantees {
  return {
    source: Uint32Array.from(guarantees, ([guarantor]) => guarantor),
    target: Uint32Array.from(guarantees, ([, debtor]) => debtor),
    limit: Float64Array.from(guarantees, ([, , limit]) => limit),
    covered: Float64Array.from(guarantees, ([, , , covered]) => covered),
  };
}
const follow = (
  guarantees: readonly Guarantee[],
  failure: readonly number[],
  options: Partial<GuaranteeChainOptions> = {},
) => guaranteeChains(columns(guarantees), { failure: Float64Array.from(failure), ...options });

describe('guarantee chains', () => {
  test('a chain of three by hand', () => {
    // 0 stands for 1 (up to 80), who stands for 2: 0 pays 50 if 1 fails, and min(80, 100) if 1 and 2 do.
    const { burden, chains, inCircle, circles } = follow(
      [
        [0, 1, 80, 50],
        [1, 2, Infinity, 100],
      ],
      [0.9, 0.5, 0.1],
    );
    expect([...burden]).toEqual([50 * 0.5 + 80 * 0.5 * 0.1, 100 * 0.1, 0]);
    expect([...chains]).toEqual([2, 1, 0]);
    expect([...inCircle, ...circles]).toEqual([0, 0, 0]);
  });

  test('a circle is counted once, flagged, and no debt comes back to its debtor', () => {
    // 0 -> 1 -> 2 -> 0, and 3 -> 0 from outside
    const { burden, circles, inCircle } = follow(
      [
        [1, 2, 10, 1],
        [2, 0, 10, 1],
        [0, 1, 10, 1],
        [3, 0, 10, 1],
      ],
      [0.5, 0.5, 0.5, 0.5],
    );
    expect(circles).toEqual([[0, 1, 2]]);
    expect([...inCircle]).toEqual([1, 1, 1, 0]);
    expect([...burden]).toEqual([0.75, 0.75, 0.75, 0.875]);
  });

  test('two who stand for each other, twice over, are one circle', () => {
    const { circles, chains } = follow(
      [
        [0, 1, 1, 1],
        [1, 0, 1, 1],
        [0, 1, 1, 1],
      ],
      [1, 1],
    );
    expect(circles).toEqual([[0, 1]]);
    expect([...chains]).toEqual([2, 1]);
  });

  test('chains end after five edges, or where they are told to', () => {
    const line = Array.from({ length: 7 }, (_, i): Guarantee => [i, i + 1, Infinity, 1]);
    const failure = new Array<number>(8).fill(1);
    expect(follow(line, failure).burden[0]).toBe(5);
    expect(follow(line, failure, { longest: 2 }).burden[0]).toBe(2);
    const ring = [...line, [7, 0, Infinity, 1]] satisfies Guarantee[];
    expect(follow(ring, failure, { longest: 7 }).circles).toEqual([]);
    expect(follow(ring, failure, { longest: 8 }).circles).toEqual([[0, 1, 2, 3, 4, 5, 6, 7]]);
  });

  test('who cannot fail costs nothing, nor what is beyond; the circle is still seen', () => {
    const { burden, chains, circles } = follow(
      [
        [0, 1, 10, 10],
        [1, 2, 10, 10],
        [2, 0, 10, 10],
      ],
      [0, 0, 1],
    );
    expect([...burden]).toEqual([0, 10, 0]);
    expect([...chains]).toEqual([0, 1, 0]);
    expect(circles).toEqual([[0, 1, 2]]);
  });

  test('a thicket is cut, and the burden a lower bound', () => {
    const all = Array.from({ length: 12 }, (_, i) =>
      Array.from({ length: 12 }, (__, j): Guarantee => [i, j, 1, 1]),
    ).flat();
    const thicket = all.filter(([i, j]) => i !== j);
    const failure = new Array<number>(12).fill(0.5);
    const whole = follow(thicket, failure);
    expect(whole.cut).not.toContain(1);
    // 11 x 10 x ... chains of each length
    expect(whole.chains[0]).toBe(11 + 110 + 990 + 7920 + 55440);
    const cut = follow(thicket, failure, { mostSteps: 1000 });
    expect(cut.cut).not.toContain(0);
    expect(cut.burden[0]).toBeLessThan(whole.burden[0]!);
    expect(cut.burden[0]).toBeGreaterThan(0);
  });

  /** Cliques of four, in each of which circles of two, three and four nodes number 6 + 8 + 6. */
  const cliques = (count: number): Guarantee[] =>
    Array.from({ length: 16 * count }, (_, i): Guarantee => {
      const first = 4 * Math.floor(i / 16);
      return [first + (Math.floor(i / 4) % 4), first + (i % 4), 1, 1];
    }).filter(([guarantor, debtor]) => guarantor !== debtor);

  test('circles beyond the cap are flagged and not named', () => {
    const failure = new Array<number>(12).fill(0.5);
    const whole = follow(cliques(3), failure);
    expect(whole.circles).toHaveLength(3 * 20);
    expect(whole.hasMoreCircles).toBe(false);
    expect(follow(cliques(3), failure, { mostCircles: 60 }).hasMoreCircles).toBe(false);
    const capped = follow(cliques(3), failure, { mostCircles: 25 });
    expect(capped.circles).toEqual(whole.circles.slice(0, 25));
    expect(capped.hasMoreCircles).toBe(true);
    expect({ ...capped, circles: 0, hasMoreCircles: 0 }).toEqual({ ...whole, circles: 0, hasMoreCircles: 0 });
  });

  test('plans the rows it makes and the circles it may name', () => {
    const options = { failure: new Float64Array(12), mostCircles: 10 };
    const run = (memoryLimit: number) => guaranteeChains(columns(cliques(3)), options, { memoryLimit });
    // 36 guarantees, 12 nodes, 10 circles, and what any build of rows counts in
    const bytes = 36 * 36 + (20 * 12 + 4) + 100 * 10 + 2 ** 23;
    expect(run(bytes).circles).toHaveLength(10);
    expect(() => run(bytes - 1)).toThrow(LimitExceededError);
  });

  test('reports its progress, and is called off among the chains of many guarantors', () => {
    // 15 chains of each of 4,000 guarantors
    const given = columns(cliques(1000));
    const failure = { failure: new Float64Array(4000).fill(0.5) };
    const run = (monitor: ImpatientMonitor) => guaranteeChains(given, failure, { monitor });
    const watched = new ImpatientMonitor();
    run(watched);
    const done = watched.seen.map((progress) => progress.done / progress.total);
    expect(done.length).toBeGreaterThan(3);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
    expect(done.at(-1)).toBeGreaterThan(0.5);
    for (const patience of [0, 1, 2, watched.looks - 2, watched.looks - 1])
      expect(() => run(new ImpatientMonitor(patience))).toThrow(CancelledError);
  });

  test('nobody, and nobody who guarantees', () => {
    expect(follow([], []).burden).toHaveLength(0);
    expect([...follow([], [1, 1]).burden]).toEqual([0, 0]);
  });

  test.each<
    [string, { guarantees: readonly Guarantee[]; options: Partial<GuaranteeChainOptions>; message: RegExp }]
  >([
    [
      'a guarantee for oneself',
      { guarantees: [[1, 1, 1, 1]], options: {}, message: /guarantee 0 is of node 1 for itself/ },
    ],
    ['a negative limit', { guarantees: [[0, 1, -1, 1]], options: {}, message: /limit of guarantee 0 is -1/ }],
    [
      'a limit that is no number',
      { guarantees: [[0, 1, NaN, 1]], options: {}, message: /limit of guarantee 0 is NaN/ },
    ],
    [
      'an infinite debt',
      {
        guarantees: [[0, 1, 1, Infinity]],
        options: {},
        message: /covered of guarantee 0 is Infinity.*finite/,
      },
    ],
    ['a debtor that is no node', { guarantees: [[0, 2, 1, 1]], options: {}, message: /target 2/ }],
    ['chains of nine', { guarantees: [], options: { longest: 9 }, message: /longest.*from 1 to 8; 9 came/ }],
    ['no circles', { guarantees: [], options: { mostCircles: 0 }, message: /mostCircles/ }],
    ['no steps', { guarantees: [], options: { mostSteps: 0 }, message: /mostSteps/ }],
    [
      'a failure above 1',
      { guarantees: [], options: { failure: Float64Array.of(1.5) }, message: /failure of node 0 is 1.5/ },
    ],
  ])('refuses %s', (_, { guarantees, options, message }) => {
    const run = () => follow(guarantees, [0.5, 0.5], options);
    expect(run).toThrow(InvalidInputError);
    expect(run).toThrow(message);
  });

  test('refuses columns of different lengths', () => {
    const uneven = { ...columns([[0, 1, 1, 1]]), covered: new Float64Array(2) };
    expect(() => guaranteeChains(uneven, { failure: new Float64Array(2) })).toThrow(/covered has 2 entries/);
  });
});
