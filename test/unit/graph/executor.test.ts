import { describe, expect, test } from 'vitest';
import { CancelledError, InvariantError, LimitExceededError } from '../../../src/domain/errors.ts';
import { evenBlocks, rowBlocks } from '../../../src/graph/run/blocks.ts';
import { defineStep, findStep, startWork } from '../../../src/graph/run/executor.ts';
import { Monitor } from '../../../src/graph/run/monitor.ts';
import { allocate, isShared, share } from '../../../src/graph/run/shared-arrays.ts';
import { scatteredExecutor } from '../../support/scattered-executor.ts';

const plan = { kernel: 'example', bytes: 100 };
const count = defineStep('example/count', ({ seen }: { seen: Uint32Array }, { from, to }) => {
  for (let item = from; item < to; item++) seen[item]!++;
});

describe('blocks', () => {
  test('hold every row once; a row counts as its entries and four more', () => {
    // 100,000 rows without entries, then one with 400,000: two halves of the work.
    const offsets = new Uint32Array(100_002);
    offsets[100_001] = 400_000;
    const { count: blocks, bounds, work } = rowBlocks(offsets);
    expect(work).toBe(800_004);
    expect(bounds[0]).toBe(0);
    expect(bounds[blocks]).toBe(100_001);
    expect(bounds.every((bound, i) => i === 0 || bound >= bounds[i - 1]!)).toBe(true);
    expect(bounds[Math.floor(blocks / 2)]).toBeGreaterThan(90_000);
  });

  test('there is one of nothing, and there are at most so many as asked for', () => {
    expect([...rowBlocks(Uint32Array.of(0)).bounds]).toEqual([0, 0]);
    expect([...evenBlocks(0).bounds]).toEqual([0, 0]);
    expect(evenBlocks(1_000_000, 4, 3).count).toBe(3);
  });
});

describe('steps', () => {
  test.each([undefined, scatteredExecutor()])('reach every item once, on any executor', (executor) => {
    const items = 200_000;
    const seen = allocate(Uint32Array, items);
    startWork(plan, { executor }).run(count, { seen }, evenBlocks(items));
    expect(seen.every((times) => times === 1)).toBe(true);
  });

  test('are found by name, and have one of their own', () => {
    expect(findStep('example/count')).toBe(count);
    expect(() => findStep('example/none')).toThrow(/No step is called 'example\/none'; import its module/);
    expect(() => defineStep('example/count', () => undefined)).toThrow(InvariantError);
  });

  test('are refused what other threads could not see', () => {
    const work = startWork(plan, { executor: scatteredExecutor() });
    const run = (seen: Uint32Array) => () => {
      work.run(count, { seen }, evenBlocks(3));
    };
    expect(run(new Uint32Array(3))).toThrow(
      /'example\/count' was given shared\.seen in memory of one thread/,
    );
    expect(run(work.share(new Uint32Array(3)))).not.toThrow();
  });
});

test('arrays are copied only where they are not shared yet', () => {
  const own = Uint32Array.of(1, 2);
  expect([...share(own)]).toEqual([1, 2]);
  expect(isShared(share(own))).toBe(true);
  const shared = allocate(Uint32Array, 2);
  expect(share(shared)).toBe(shared);
  expect(startWork(plan, {}).share(own)).toBe(own);
});

test('what the machine has no room for is refused with its size', () => {
  expect(() => allocate(Float64Array, 2 ** 50)).toThrow(LimitExceededError);
  expect(() => allocate(Float64Array, 2 ** 50)).toThrow(/array of 9007199254740992 bytes/);
});

describe('a monitor', () => {
  test('calls work off before it starts, between blocks and when the kernel looks', () => {
    const monitor = new Monitor();
    const work = startWork(plan, { monitor });
    const items = 200_000;
    const seen = allocate(Uint32Array, items);
    const cancelling = defineStep('example/cancel', (shared: { seen: Uint32Array }, block) => {
      count.run(shared, block);
      monitor.cancel();
    });
    expect(() => {
      work.run(cancelling, { seen }, evenBlocks(items));
    }).toThrow(CancelledError);
    expect(seen[0]).toBe(1);
    expect(seen[items - 1]).toBe(0);
    expect(() => {
      work.poll();
    }).toThrow(/example was called off/);
    expect(() => startWork(plan, { monitor })).toThrow(CancelledError);
  });

  test('tells how far the work is, through its words', () => {
    const monitor = new Monitor();
    startWork(plan, { monitor }).report(3, 7);
    expect(new Monitor(monitor.words).progress).toEqual({ done: 3, total: 7 });
  });

  test('counts the blocks done for a kernel that reports nothing', () => {
    const monitor = new Monitor();
    const work = startWork(plan, { monitor });
    const blocks = evenBlocks(200_000);
    const seen = allocate(Uint32Array, 200_000);
    work.run(count, { seen }, blocks);
    work.run(count, { seen }, blocks);
    expect(monitor.progress).toEqual({ done: 2 * blocks.count, total: 0 });
    work.report(0, 5);
    expect(monitor.progress).toEqual({ done: 0, total: 5 });
  });
});

test('a plan that passes the memory limit is refused with both figures', () => {
  const start = () => startWork({ kernel: 'example', bytes: 3 * 2 ** 20 }, { memoryLimit: 2 ** 20 });
  expect(start).toThrow(LimitExceededError);
  expect(start).toThrow('example needs 3.0 MiB of memory and may take 1.0 MiB');
  expect(() => startWork({ kernel: 'example', bytes: 2 ** 20 }, { memoryLimit: 2 ** 20 })).not.toThrow();
});
