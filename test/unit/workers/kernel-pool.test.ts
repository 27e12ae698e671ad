import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  CancelledError,
  InvalidConfigError,
  InvalidInputError,
  InvariantError,
  LimitExceededError,
} from '../../../src/domain/errors.ts';
import { breadthFirstSearch } from '../../../src/graph/paths/breadth-first-search.ts';
import { buildIn, buildOut, buildUndirected } from '../../../src/graph/rows/csr.ts';
import type { EdgeList } from '../../../src/graph/rows/edge-list.ts';
import { pageRank } from '../../../src/graph/walks/page-rank.ts';
import { weaklyConnectedComponents } from '../../../src/graph/components/weakly-connected-components.ts';
import { KernelPool } from '../../../src/workers/kernel-pool.ts';
import { compileForThreads } from '../../support/compiled-threads.ts';
import { drawEdges } from '../../support/drawn-edges.ts';
import { fingerprint } from '../../support/fingerprint.ts';
import { edgeList } from '../graph/edges.ts';

const entry = compileForThreads('src/workers/thread.ts');
const poolModule = compileForThreads('src/workers/kernel-pool.ts');

/** A lead like any other, whose helper dies when it is first given something to do. */
const MORTAL = `
  import { workerData } from 'node:worker_threads';
  if (workerData.thread === 0) await import('./thread.js');
  else {
    Atomics.wait(workerData.control, 0, 0);
    throw new Error('out of luck');
  }
`;

/** Above what a pool leaves to the calling thread. */
const NODES = 30_000;
const edges: EdgeList = drawEdges({ nodes: NODES, edges: 200_000, seed: 7 });

describe.each([1, 2, 4])('a pool of %i', (threads) => {
  let pool: KernelPool;
  beforeAll(() => {
    pool = new KernelPool({ threads, entry });
  });
  afterAll(async () => {
    await pool.close();
  });

  test('gives the bytes that the calling thread gives', async () => {
    const input = { edges, nodes: NODES };
    const same = (one: unknown, other: unknown) => {
      expect(fingerprint(one)).toEqual(fingerprint(other));
    };
    const incoming = await pool.runKernel('buildIn', input);
    same(incoming, buildIn(edges, NODES));
    const rows = await pool.runKernel('buildOut', input);
    same(rows, buildOut(edges, NODES));
    const undirected = await pool.runKernel('buildUndirected', { ...input, rule: 'ignored' });
    same(undirected, buildUndirected(edges, NODES, 'ignored'));
    same(await pool.runKernel('pageRank', { incoming }), pageRank(incoming));
    same(await pool.runKernel('weaklyConnectedComponents', input), weaklyConnectedComponents(edges, NODES));
    const distances = breadthFirstSearch(rows, [0]);
    same(await pool.runKernel('breadthFirstSearch', { rows, sources: [0] }), distances);
    same(await pool.runKernel('breadthFirstSearch', { rows, incoming, sources: [0] }), distances);
  });

  test('throws what the kernel throws, with its class and its context', async () => {
    const faulty = { edges: edgeList([[0, 7, 1]]), nodes: 7 };
    const failing = pool.runKernel('buildOut', faulty);
    await expect(failing).rejects.toThrow(InvalidInputError);
    await expect(failing).rejects.toThrow(/Edge 0 has target 7/);
    await expect(failing).rejects.toMatchObject({ context: { edge: 0, target: 7, nodes: 7 } });
  });

  test('calls off what is no longer wanted, and goes on', async () => {
    const controller = new AbortController();
    const incoming = buildIn(edges, NODES);
    const endless = { incoming, fixedIterations: 10_000_000 };
    const seen: number[] = [];
    const running = pool.runKernel('pageRank', endless, {
      signal: controller.signal,
      onProgress: ({ stage, done, total }) => {
        seen.push(done);
        expect({ stage, total }).toEqual({ stage: 'pageRank', total: 10_000_000 });
        controller.abort();
      },
    });
    await expect(running).rejects.toThrow(CancelledError);
    expect(seen[0]).toBeGreaterThan(0);
    const aborted = pool.runKernel('pageRank', endless, { signal: AbortSignal.abort() });
    await expect(aborted).rejects.toThrow(/pageRank was called off/);
    expect(await pool.runKernel('pageRank', { incoming })).toMatchObject({ converged: true });
  });

  test('refuses what does not fit the memory it may take, with the figures', async () => {
    const running = pool.runKernel('buildOut', { edges, nodes: NODES }, { memoryLimit: 1_000_000 });
    await expect(running).rejects.toThrow(LimitExceededError);
    await expect(running).rejects.toThrow(/rows needs \d+\.\d MiB of memory and may take 1\.0 MiB/);
    await expect(running).rejects.toMatchObject({ context: { limit: 1_000_000 } });
  });
});

test('closing calls off what runs and what waits, and refuses what comes', async () => {
  const pool = new KernelPool({ threads: 2, entry });
  const endless = { incoming: buildIn(edges, NODES), fixedIterations: 10_000_000 };
  const running = [pool.runKernel('pageRank', endless), pool.runKernel('pageRank', endless)];
  const outcomes = Promise.allSettled(running);
  await pool.close();
  for (const outcome of await outcomes) expect(outcome).toMatchObject({ reason: { code: 'cancelled' } });
  await expect(pool.runKernel('pageRank', endless)).rejects.toThrow(/pool is closed; make another/);
  await pool.close();
});

test('what waits in the queue and is called off is rejected while another kernel runs', async () => {
  const pool = new KernelPool({ threads: 1, entry });
  const endless = { incoming: buildIn(edges, NODES), fixedIterations: 10_000_000 };
  const [first, second] = [new AbortController(), new AbortController()];
  const settled: string[] = [];
  const run = (name: string, signal: AbortSignal): Promise<unknown> =>
    pool.runKernel('pageRank', endless, { signal }).finally(() => settled.push(name));
  const running = run('first', first.signal);
  const waiting = run('second', second.signal);
  second.abort();
  await expect(waiting).rejects.toThrow(CancelledError);
  expect(settled).toEqual(['second']);
  first.abort();
  await expect(running).rejects.toThrow(/pageRank was called off/);
  expect(await pool.runKernel('pageRank', { incoming: endless.incoming })).toMatchObject({ converged: true });
  await pool.close();
});

test('an input that no thread can be sent is refused, and keeps nobody from exiting', () => {
  const script = `
    const { KernelPool } = await import('${poolModule.href}');
    const pool = new KernelPool({ threads: 1, entry: new URL('${entry.href}') });
    const running = pool.runKernel('pageRank', { incoming: { f() {} } });
    await running.catch(({ code, message }) => console.log(code, message));
  `;
  const said = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  expect(said).toMatch(/^invalid_input runKernel: the input of 'pageRank' cannot be sent .* plain objects/);
});

test('a thread that dies rejects what runs, and what comes', async () => {
  const mortal = new URL('mortal-thread.js', entry);
  writeFileSync(mortal, MORTAL);
  const pool = new KernelPool({ threads: 2, entry: mortal });
  const endless = { incoming: buildIn(edges, NODES), fixedIterations: 10_000_000 };
  const running = pool.runKernel('pageRank', endless);
  await expect(running).rejects.toThrow(InvariantError);
  await expect(running).rejects.toThrow(/Thread 1 .* ended with code 1 \(out of luck\)/);
  await expect(pool.runKernel('pageRank', endless)).rejects.toThrow(/ended with code 1/);
  await pool.close();
});

test.each([0, 1.5, 257, Number.NaN])('%s threads are refused', (threads) => {
  expect(() => new KernelPool({ threads, entry })).toThrow(InvalidConfigError);
});
