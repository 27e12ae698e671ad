import type { KernelInput, KernelName, KernelOutput } from '../graph/kernels.ts';
import { KERNELS } from '../graph/kernels.ts';
import type { KernelContext } from '../graph/run/executor.ts';
import type { OnProgress } from './ports.ts';

export interface KernelOptions {
  /** Calls the kernel off: the promise rejects with CancelledError. */
  readonly signal?: AbortSignal | undefined;
  /** Called some four times a second while the kernel runs, with a unit of its own. */
  readonly onProgress?: OnProgress | undefined;
}

/** Runs the kernels of the graph layer, here or on other threads; either way they give the same bytes. */
export interface KernelRunner {
  /** Rejects with whatever the kernel throws. */
  run<K extends KernelName>(
    kernel: K,
    input: KernelInput<K>,
    options?: KernelOptions,
  ): Promise<KernelOutput<K>>;
}

/** On the calling thread, which does nothing else meanwhile. */
export const kernelsHere: KernelRunner = {
  run: (kernel, input) =>
    new Promise((resolve) => {
      resolve(runHere(kernel, input));
    }),
};

function runHere<K extends KernelName>(kernel: K, input: KernelInput<K>): KernelOutput<K> {
  const run = KERNELS[kernel] as (input: KernelInput<K>, context: KernelContext) => KernelOutput<K>;
  return run(input, {});
}
