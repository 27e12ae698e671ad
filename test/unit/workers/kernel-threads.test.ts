import { afterEach, expect, test } from 'vitest';
import { CancelledError, InvalidInputError } from '../../../src/domain/errors.ts';
import { kernelsHere } from '../../../src/engine/kernels.ts';
import { KernelThreads } from '../../../src/workers/kernel-threads.ts';
import { compileForThreads } from '../../support/compiled-threads.ts';
import { drawEdges } from '../../support/drawn-edges.ts';

const entry = compileForThreads('src/workers/thread.ts');
const nowhere = new URL('file:///there/is/no/thread.js');
const nodes = 100;
const edges = drawEdges({ nodes, edges: 400, seed: 3 });
let kernels: KernelThreads | undefined;
afterEach(() => kernels?.close());

test('a small kernel needs no thread', async () => {
  kernels = new KernelThreads({ entry: nowhere });
  const { labels } = await kernels.run('weaklyConnectedComponents', { edges, nodes });
  expect(labels).toHaveLength(nodes);
});

test('a large one runs on the pool and gives the same', async () => {
  kernels = new KernelThreads({ entry, threads: 2, leastEntries: 1000 });
  const rows = await kernels.run('buildIn', { edges, nodes });
  const here = await kernelsHere.run('buildIn', { edges, nodes });
  expect(rows).toEqual(here);
  expect(rows.targets.buffer).toBeInstanceOf(SharedArrayBuffer);
});

test('what is called off before it began does not run', async () => {
  kernels = new KernelThreads({ entry, threads: 1, leastEntries: 1 });
  const run = kernels.run('buildIn', { edges, nodes }, { signal: AbortSignal.abort() });
  await expect(run).rejects.toThrow(CancelledError);
});

test('what a kernel refuses here, it refuses there', async () => {
  const broken = { ...edges, source: edges.source.map(() => nodes) };
  kernels = new KernelThreads({ entry, threads: 1, leastEntries: 1 });
  await expect(kernelsHere.run('buildIn', { edges: broken, nodes })).rejects.toThrow(InvalidInputError);
  await expect(kernels.run('buildIn', { edges: broken, nodes })).rejects.toThrow(InvalidInputError);
});
