import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { temporalCycles } from '../../src/graph/cycles/temporal-cycles.ts';
import type { TemporalCycleOptions } from '../../src/graph/cycles/cycle-options.ts';
import { runs } from './graph-arbitraries.ts';

interface Event {
  readonly source: number;
  readonly target: number;
  readonly time: number;
  readonly amount: number;
}
const NODES = 4;
/** Few nodes, times and amounts, so that cycles, ties and parallel events are frequent. */
const events = fc.array(
  fc.record({
    source: fc.nat(NODES - 1),
    target: fc.nat(NODES - 1),
    time: fc.nat(8),
    amount: fc.integer({ min: 5, max: 10 }),
  }),
  { minLength: 4, maxLength: 14 },
);
const options = fc.record({
  window: fc.constantFrom(3, 6, Infinity),
  amountTolerance: fc.constantFrom(0, 0.3, 1),
  shortest: fc.integer({ min: 2, max: 3 }),
  longest: fc.integer({ min: 3, max: 5 }),
  isStrict: fc.boolean(),
});
type Options = Required<
  Pick<TemporalCycleOptions, 'window' | 'amountTolerance' | 'shortest' | 'longest' | 'isStrict'>
>;

function find(given: readonly Event[], bounds: Options): number[][] {
  const { count, offsets, edges, cutStarts, isCut } = temporalCycles(
    {
      nodes: NODES,
      edges: {
        source: Uint32Array.from(given, ({ source }) => source),
        target: Uint32Array.from(given, ({ target }) => target),
        time: Float64Array.from(given, ({ time }) => time),
        amount: Float64Array.from(given, ({ amount }) => amount),
      },
    },
    bounds,
  );
  expect({ cutStarts, isCut }).toEqual({ cutStarts: 0, isCut: false });
  return Array.from({ length: count }, (_, cycle) => [...edges.subarray(offsets[cycle], offsets[cycle + 1])]);
}

/**
 * Every sequence of different events, tried one by one against the conditions as they are written. Where all events come
 * at once a cycle is found from each of them.
 */
function findByTrial(given: readonly Event[], bounds: Options): number[][] {
  const { window, amountTolerance, shortest, longest, isStrict } = bounds;
  const found: number[][] = [];
  const extend = (cycle: readonly number[]): void => {
    const path = cycle.map((place) => given[place]!);
    const last = path.at(-1)!;
    if (path.length >= shortest && last.target === path[0]!.source) {
      const amounts = path.map(({ amount }) => amount);
      const isWithin =
        last.time - path[0]!.time < window &&
        Math.min(...amounts) >= (1 - amountTolerance) * Math.max(...amounts);
      if (isWithin) found.push([...cycle]);
    }
    if (path.length === longest) return;
    given.forEach((event, place) => {
      if (event.source !== last.target || event.source === event.target) return;
      if (isStrict ? event.time <= last.time : event.time < last.time) return;
      if (path.some(({ source }) => source === event.source)) return;
      extend([...cycle, place]);
    });
  };
  given.forEach((event, place) => {
    if (event.source !== event.target) extend([place]);
  });
  return found;
}
/** Where it starts is no part of a cycle's name: its events make the same round from any of them. */
const nameOf = (cycle: readonly number[]): string => cycle.toSorted((a, b) => a - b).join(' ');
const names = (cycles: readonly (readonly number[])[]): string[] => cycles.map(nameOf).toSorted();

describe('temporal cycles', () => {
  test('soundness and completeness', () => {
    let total = 0;
    fc.assert(
      fc.property(events, options, (given, bounds) => {
        const found = find(given, bounds);
        total += found.length;
        const tried = findByTrial(given, bounds);
        expect(names(found)).toEqual([...new Set(names(tried))]);
        const sequences = new Set(tried.map((cycle) => cycle.join(' ')));
        for (const cycle of found) expect(sequences).toContain(cycle.join(' '));
      }),
      { ...runs, numRuns: 600 },
    );
    expect(total).toBeGreaterThan(200);
  });

  test('edge order', () => {
    const shuffled = events.chain((given) =>
      fc.tuple(fc.constant(given), fc.shuffledSubarray([...given.keys()], { minLength: given.length })),
    );
    fc.assert(
      fc.property(shuffled, options, ([given, order], bounds) => {
        const shown = (list: readonly Event[], cycles: readonly (readonly number[])[]): string[] =>
          cycles.map((cycle) => cycle.map((place) => Object.values(list[place]!).join()).join(' '));
        const moved = order.map((place) => given[place]!);
        expect(shown(moved, find(moved, bounds))).toEqual(shown(given, find(given, bounds)));
      }),
      runs,
    );
  });
});
