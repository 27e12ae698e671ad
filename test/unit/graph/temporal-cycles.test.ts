import { describe, expect, test } from 'vitest';
import { temporalCycles } from '../../../src/graph/cycles/temporal-cycles.ts';
import type { TemporalCycleOptions } from '../../../src/graph/cycles/cycle-options.ts';
import { CancelledError, InvalidInputError } from '../../../src/domain/errors.ts';
import { ImpatientMonitor } from '../../support/impatient-monitor.ts';

type Event = readonly [source: number, target: number, time: number, amount?: number];
function find(events: readonly Event[], options: Partial<TemporalCycleOptions> = {}, nodes = 10) {
  const found = temporalCycles(
    {
      nodes,
      edges: {
        source: Uint32Array.from(events, ([source]) => source),
        target: Uint32Array.from(events, ([, target]) => target),
        time: Float64Array.from(events, ([, , time]) => time),
        amount: Float64Array.from(events, ([, , , amount]) => amount ?? 100),
      },
    },
    { window: 100, ...options },
  );
  const cycles = Array.from({ length: found.count }, (_, i) => [
    ...found.edges.slice(found.offsets[i], found.offsets[i + 1]),
  ]);
  return { ...found, cycles };
}

describe('temporal cycles', () => {
  test('a ring of three in order of time, from its earliest event', () => {
    // 1 -> 2 at 1, 2 -> 0 at 2, 0 -> 1 at 3
    const { cycles, isCut, cutStarts } = find([
      [0, 1, 3],
      [1, 2, 1],
      [2, 0, 2],
    ]);
    expect(cycles).toEqual([[1, 2, 0]]);
    expect({ isCut, cutStarts }).toEqual({ isCut: false, cutStarts: 0 });
  });

  test('out of order it is none', () => {
    expect(
      find([
        [0, 1, 1],
        [1, 2, 3],
        [2, 0, 2],
      ]).cycles,
    ).toEqual([]);
  });

  test('money that goes and comes back is a cycle of two', () => {
    expect(
      find([
        [0, 1, 1],
        [1, 0, 2],
        [0, 1, 3],
      ]).cycles,
    ).toEqual([
      [0, 1],
      [1, 2],
    ]);
  });

  test('the window is open at its end', () => {
    const events: Event[] = [
      [0, 1, 0],
      [1, 0, 10],
    ];
    expect(find(events, { window: 10 }).count).toBe(0);
    expect(find(events, { window: 10.5 }).count).toBe(1);
  });

  test('the least amount is within the tolerance of the greatest', () => {
    const events: Event[] = [
      [0, 1, 1, 100],
      [1, 2, 2, 80],
      [2, 0, 3, 90],
    ];
    expect(find(events, { amountTolerance: 0.2 }).count).toBe(1);
    expect(find(events, { amountTolerance: 0.19 }).count).toBe(0);
    const growing: Event[] = [
      [0, 1, 1, 80],
      [1, 2, 2, 90],
      [2, 0, 3, 100],
    ];
    expect(find(growing, { amountTolerance: 0.19 }).count).toBe(0);
    expect(find(growing, { amountTolerance: 0.2 }).count).toBe(1);
  });

  test('events at the same time may follow one another, and make one cycle', () => {
    const events: Event[] = [
      [2, 0, 5],
      [0, 1, 5],
      [1, 2, 5],
    ];
    expect(find(events).cycles).toEqual([[1, 2, 0]]);
    expect(find(events, { isStrict: true }).cycles).toEqual([]);
  });

  test('a cycle may begin with events at the same time, from whichever node they come', () => {
    expect(
      find([
        [5, 3, 1],
        [3, 7, 1],
        [7, 5, 2],
      ]).cycles,
    ).toEqual([[0, 1, 2]]);
    // The second and third come together, from nodes below and above the first's.
    expect(
      find([
        [4, 2, 1],
        [2, 9, 1],
        [9, 1, 1],
        [1, 4, 3],
      ]).cycles,
    ).toEqual([[0, 1, 2, 3]]);
  });

  test('lengths are bounded on both sides', () => {
    const ring = (length: number): Event[] => Array.from({ length }, (_, i) => [i, (i + 1) % length, i]);
    expect(find(ring(8)).cycles).toEqual([[0, 1, 2, 3, 4, 5, 6, 7]]);
    expect(find(ring(9)).count).toBe(0);
    expect(find(ring(5), { longest: 4 }).count).toBe(0);
    expect(find(ring(3), { shortest: 4 }).count).toBe(0);
  });

  test('parallel events make cycles of their own; loops and figures of eight make none', () => {
    expect(
      find([
        [0, 1, 1],
        [0, 1, 2],
        [1, 0, 3],
      ]).cycles,
    ).toEqual([
      [0, 2],
      [1, 2],
    ]);
    // 0 -> 1 -> 2 -> 1 -> 0 passes 1 twice; its inner circle is one
    expect(
      find([
        [0, 1, 1],
        [1, 2, 2],
        [2, 1, 3],
        [1, 0, 4],
      ]).cycles,
    ).toEqual([
      [0, 3],
      [1, 2],
    ]);
    expect(
      find([
        [0, 0, 1],
        [0, 0, 2],
      ]).count,
    ).toBe(0);
  });

  test('says when it was cut', () => {
    // 0 -> 1 at times 0 to 9, 1 -> 0 at times 10 to 19: a hundred cycles.
    const events = Array.from({ length: 20 }, (_, i): Event => (i < 10 ? [0, 1, i] : [1, 0, i]));
    expect(find(events).count).toBe(100);
    const few = find(events, { cyclesPerStart: 3 });
    expect({ count: few.count, cutStarts: few.cutStarts, isCut: few.isCut }).toEqual({
      count: 30,
      cutStarts: 10,
      isCut: false,
    });
    expect(find(events, { stepsPerStart: 4 })).toMatchObject({ count: 40, cutStarts: 10 });
  });

  test('a cap in all holds within a first event too', () => {
    // As above: the row of 1 has ten events, and each closes a cycle.
    const events = Array.from({ length: 20 }, (_, i): Event => (i < 10 ? [0, 1, i] : [1, 0, i]));
    const { cycles } = find(events);
    for (const most of [1, 10, 25]) {
      const bySteps = find(events, { mostSteps: most });
      expect({ cycles: bySteps.cycles, isCut: bySteps.isCut }).toEqual({
        cycles: cycles.slice(0, most),
        isCut: true,
      });
      const byCycles = find(events, { mostCycles: most });
      expect({ cycles: byCycles.cycles, isCut: byCycles.isCut }).toEqual({
        cycles: cycles.slice(0, most),
        isCut: true,
      });
    }
    expect(find(events, { mostSteps: 100, mostCycles: 100 })).toMatchObject({ count: 100, isCut: false });
  });

  test('is called off while it sorts', () => {
    const edges = { source: Uint32Array.of(0), target: Uint32Array.of(1) };
    const input = { nodes: 2, edges: { ...edges, time: new Float64Array(1), amount: new Float64Array(1) } };
    const watched = new ImpatientMonitor();
    temporalCycles(input, { window: 1 }, { monitor: watched });
    // Once at first, before each of six passes by amount; for either rows before three passes by the other end, six by
    // time and three by their own, and after them; and before the first event.
    expect(watched.looks).toBe(1 + 6 + 2 * (3 + 6 + 3 + 1) + 1);
    for (let patience = 0; patience < watched.looks; patience++) {
      const monitor = new ImpatientMonitor(patience);
      expect(() => temporalCycles(input, { window: 1 }, { monitor })).toThrow(CancelledError);
    }
  });

  test('is called off within a first event that takes long', () => {
    // From 0 to 1, then 250 times there and back between 1 and each of 2, 3, 4 and 5, which never comes to 0.
    const shuttle = Array.from({ length: 2000 }, (_, i): Event => {
      const other = 2 + ((i >> 1) % 4);
      return i % 2 === 0 ? [1, other, i + 1] : [other, 1, i + 1];
    });
    const looksAt = (events: readonly Event[]): number => {
      const monitor = new ImpatientMonitor();
      const edges = {
        source: Uint32Array.from(events, ([source]) => source),
        target: Uint32Array.from(events, ([, target]) => target),
        time: Float64Array.from(events, ([, , time]) => time),
        amount: new Float64Array(events.length),
      };
      const options = { window: Infinity, stepsPerStart: 1e9, mostSteps: 100_000 };
      temporalCycles({ edges, nodes: 6 }, options, { monitor });
      return monitor.looks;
    };
    expect(looksAt([[0, 1, 0], ...shuttle])).toBeGreaterThan(looksAt([[0, 1, 0]]) + 4);
  });

  test('nothing comes of nothing', () => {
    expect(find([], {}, 0)).toMatchObject({ count: 0, cutStarts: 0, isCut: false });
  });

  test('a star of 10^5 payers and a chain of 10^5 payments', () => {
    const fan = Array.from({ length: 100_000 }, (_, i): Event => [i + 1, 0, i]);
    expect(find(fan, { window: Infinity }, 100_001).count).toBe(0);
    const chain = Array.from({ length: 100_000 }, (_, i): Event => [i, i + 1, i]);
    expect(find(chain, { window: Infinity }, 100_001).count).toBe(0);
  });

  test.each<[string, { events: readonly Event[]; options: Partial<TemporalCycleOptions>; message: RegExp }]>([
    ['a time that is none', { events: [[0, 1, NaN]], options: {}, message: /time of edge 0 is NaN/ }],
    ['a negative amount', { events: [[0, 1, 1, -5]], options: {}, message: /Edge 0 has weight -5/ }],
    ['a node beyond range', { events: [[0, 10, 1]], options: {}, message: /target 10/ }],
    ['no window', { events: [], options: { window: 0 }, message: /window must be above 0; 0 came/ }],
    [
      'a tolerance above 1',
      { events: [], options: { amountTolerance: 2 }, message: /amountTolerance must be from 0 to 1; 2 came/ },
    ],
    ['cycles of nine', { events: [], options: { longest: 9 }, message: /longest.*from 2 to 8; 9 came/ }],
    [
      'longest below shortest',
      { events: [], options: { shortest: 5, longest: 4 }, message: /longest.*from 5 to 8; 4 came/ },
    ],
    ['half a step', { events: [], options: { mostSteps: 0.5 }, message: /mostSteps/ }],
  ])('refuses %s', (_, { events, options, message }) => {
    const run = () => find(events, options);
    expect(run).toThrow(InvalidInputError);
    expect(run).toThrow(message);
  });

  test('refuses columns of different lengths', () => {
    const edges = {
      source: new Uint32Array(1),
      target: Uint32Array.of(1),
      time: new Float64Array(2),
      amount: new Float64Array(1),
    };
    expect(() => temporalCycles({ edges, nodes: 2 }, { window: 1 })).toThrow(/time has 2 entries/);
  });
});
