/**
 * How a kernel uses more than one thread, and how it is watched, called off and held to the memory there is.
 *
 * A kernel is synchronous. It takes a KernelContext, of which everything is optional, plans its memory by
 * `startWork`, and gives its loops over many rows to `work.run` as steps:
 *
 *     const addOne = defineStep('example/add-one', ({ values }: Shared, { from, to }) => {
 *       for (let row = from; row < to; row++) values[row]! += 1;
 *     });
 *     const work = startWork({ kernel: 'example', bytes: 8 * rows }, context);
 *     work.run(addOne, { values: allocate(Float64Array, rows) }, evenBlocks(rows));
 *
 * A step is a pure function of shared arrays and numbers over one block. It closes over nothing, because another
 * thread finds it by its name: its module must be among those that `kernels.ts` imports. It may write to the rows of
 * its own block, to place `block.index` of an array with one place per block, and to part `block.thread` of scratch
 * that shows in no result (a union of disjoint sets, say); else blocks would meet, or results depend on who did what.
 *
 * Invariant: threads. The same input gives the same bytes on any number of threads.
 */
import { CancelledError, InvariantError, LimitExceededError } from '../../domain/errors.ts';
import type { Blocks } from './blocks.ts';
import type { Monitor } from './monitor.ts';
import { isShared, share } from './shared-arrays.ts';
import type { SharedArray } from './shared-arrays.ts';

/** Rows or entries [from, to). */
export interface Block {
  readonly index: number;
  readonly from: number;
  readonly to: number;
  /** Which thread works on it, below the number of threads; for scratch only. */
  readonly thread: number;
  /** For a block that may take long: once it is called off, nobody reads what the block leaves undone. */
  readonly monitor: Monitor | undefined;
}

export interface Step<S> {
  readonly name: string;
  readonly run: (shared: S, block: Block) => void;
}

/** One step over all blocks. `shared` holds typed arrays, numbers, and plain objects of such. */
export interface Task<S = unknown> {
  readonly step: Step<S>;
  readonly shared: S;
  readonly blocks: Blocks;
  readonly monitor?: Monitor | undefined;
}

/** Runs steps on several threads, the calling one among them. */
export interface Executor {
  /** At least 1. */
  readonly threads: number;
  /** Work, as blocks measure it, below which the calling thread alone is faster. */
  readonly leastWork: number;
  /**
   * Returns when all blocks are done, or throws what the first block that failed threw. After a cancellation
   * blocks may be left out: the caller looks.
   */
  run<S>(task: Task<S>): void;
}

export interface KernelContext {
  /** Default: the calling thread. */
  readonly executor?: Executor | undefined;
  /** Default: nobody watches, nobody cancels. */
  readonly monitor?: Monitor | undefined;
  /** Most bytes the kernel may plan beside its input; default: no limit. */
  readonly memoryLimit?: number | undefined;
}

export interface WorkPlan {
  /** For messages. */
  readonly kernel: string;
  /** What it holds at its peak beside its input, result included, in bytes. */
  readonly bytes: number;
}

/** What a running kernel has in hand. */
export interface Work {
  readonly threads: number;
  /** The array as steps may be given it: itself, or a copy where other threads could not see it. */
  share<A extends SharedArray>(array: A): A;
  /** The step over all blocks, on all threads where that pays; looks for a cancellation before and after. */
  run<S>(step: Step<S>, shared: S, blocks: Blocks): void;
  /** For loops on the calling thread, every few milliseconds. Throws CancelledError. */
  readonly poll: () => void;
  /** Progress in a unit of the kernel's own; polls too. */
  report(done: number, total: number): void;
}

const steps = new Map<string, Step<never>>();

/** `name` is `kernel/step`; throws InvariantError where it is taken. */
export function defineStep<S>(name: string, run: Step<S>['run']): Step<S> {
  if (steps.has(name)) throw new InvariantError(`Two steps are called '${name}'; give one another name.`);
  const step = { name, run };
  steps.set(name, step);
  return step;
}

/** What a thread that is handed a step's name runs. */
export function findStep(name: string): Step<never> {
  const step = steps.get(name);
  if (step === undefined)
    throw new InvariantError(`No step is called '${name}'; import its module in kernels.ts.`);
  return step;
}

/**
 * Begins a kernel's work.
 * @throws LimitExceededError where the plan passes the memory limit; CancelledError where it is called off already.
 */
export function startWork(plan: WorkPlan, context: KernelContext): Work {
  const { executor, monitor, memoryLimit = Infinity } = context;
  if (plan.bytes > memoryLimit)
    throw new LimitExceededError(
      `${plan.kernel} needs ${inMegabytes(plan.bytes)} of memory and may take ${inMegabytes(memoryLimit)}. ` +
        `Raise the limit, or run it on a smaller graph.`,
      { context: { limit: memoryLimit, actual: plan.bytes } },
    );
  const poll = (): void => {
    if (monitor?.isCancelled === true)
      throw new CancelledError(`${plan.kernel} was called off before it had ended.`);
  };
  poll();
  const threads = executor?.threads ?? 1;
  return {
    threads,
    share: (array) => (threads > 1 ? share(array) : array),
    poll,
    report: (done, total) => {
      monitor?.report(done, total);
      poll();
    },
    run: (step, shared, blocks) => {
      if (threads > 1) assertShared(step.name, shared);
      poll();
      const task = { step, shared, blocks, monitor };
      if (executor === undefined || threads === 1 || blocks.work < executor.leastWork) runHere(task);
      else executor.run(task);
      poll();
    },
  };
}

/** All blocks in their order on the calling thread. */
function runHere<S>({ step, shared, blocks, monitor }: Task<S>): void {
  const { count, bounds } = blocks;
  for (let index = 0; index < count && monitor?.isCancelled !== true; index++) {
    step.run(shared, { index, from: bounds[index]!, to: bounds[index + 1]!, thread: 0, monitor });
    monitor?.finishBlock();
  }
}

/** An array of one thread's own would be copied on the way, and what is written to it lost. */
function assertShared(step: string, value: unknown, name = 'shared'): void {
  if (ArrayBuffer.isView(value)) {
    if (isShared(value)) return;
    throw new InvariantError(
      `Step '${step}' was given ${name} in memory of one thread; allocate or share it.`,
    );
  }
  if (typeof value === 'function')
    throw new InvariantError(`Step '${step}' was given ${name}, a function, which no other thread can run.`);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) assertShared(step, part, `${name}.${key}`);
}

function inMegabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}
