import { kernelsHere, type KernelOptions, type KernelRunner } from '../engine/kernels.ts';
import type { KernelInput, KernelName, KernelOutput } from '../graph/kernels.ts';
import { KernelPool, type KernelPoolOptions } from './kernel-pool.ts';

/** Entries of a kernel's input below which it is done before a thread has woken up. By measurement: some 10 ms. */
const LEAST_ENTRIES = 500_000;

/** Runs large kernels on a pool, which starts with the first of them, and small ones on the calling thread. */
export class KernelThreads implements KernelRunner {
  readonly #options: KernelPoolOptions & { readonly leastEntries?: number };
  #pool: KernelPool | undefined;

  /** `leastEntries`: of a kernel's input, for it to be large. */
  constructor(options: KernelPoolOptions & { readonly leastEntries?: number } = {}) {
    this.#options = options;
  }

  run<K extends KernelName>(
    kernel: K,
    input: KernelInput<K>,
    options: KernelOptions = {},
  ): Promise<KernelOutput<K>> {
    if (entriesOf(input) < (this.#options.leastEntries ?? LEAST_ENTRIES))
      return kernelsHere.run(kernel, input);
    this.#pool ??= new KernelPool(this.#options);
    return this.#pool.runKernel(kernel, input, options);
  }

  /** Resolves when all threads have ended. */
  async close(): Promise<void> {
    await this.#pool?.close();
    this.#pool = undefined;
  }
}

/** How long the typed arrays of an input are together. */
function entriesOf(value: unknown): number {
  if (ArrayBuffer.isView(value))
    return 'length' in value && typeof value.length === 'number' ? value.length : 0;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, part) => sum + entriesOf(part), 0);
}
