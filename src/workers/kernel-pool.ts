/**
 * Threads that run kernels while the calling one stays free to serve and to be interrupted.
 *
 * A kernel runs as a whole on the lead thread, in the order of requests; the lead shares its large steps with the
 * helpers. Arrays over shared memory are handed over, and back, without being copied; others are copied.
 */
import { availableParallelism } from 'node:os';
import { MessageChannel, Worker } from 'node:worker_threads';
import { CancelledError, InvalidConfigError, InvalidInputError, InvariantError } from '../domain/errors.ts';
import type { CredenceError } from '../domain/errors.ts';
import type { KernelOptions } from '../engine/kernels.ts';
import type { OnProgress } from '../engine/ports.ts';
import type { KernelInput, KernelName, KernelOutput } from '../graph/kernels.ts';
import { Monitor } from '../graph/run/monitor.ts';
import { unpackError } from './carried-error.ts';
import { Control } from './control.ts';
import { END } from './messages.ts';
import type { KernelReply, KernelRequest, ThreadData } from './messages.ts';

export interface KernelPoolOptions {
  /** At least 1; default: as many as the machine runs at once. */
  readonly threads?: number;
  /** The compiled thread.ts; default: the one beside this module. */
  readonly entry?: URL;
}

export interface RunKernelOptions extends KernelOptions {
  /** Bytes; default: four fifths of what the machine has to give when the kernel is asked for. */
  readonly memoryLimit?: number;
}

interface Pending {
  readonly kernel: string;
  readonly monitor: Monitor;
  readonly onProgress: OnProgress | undefined;
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: Error) => void;
}

const PROGRESS_INTERVAL_MS = 250;
const MEMORY_SHARE = 0.8;
const MOST_THREADS = 256;
/** How long a kernel may go on after it was called off, before its thread is ended. */
const PATIENCE_MS = 5_000;

export class KernelPool {
  readonly threads: number;
  readonly #control = new Control();
  readonly #workers: readonly Worker[];
  readonly #lead: Worker;
  /** Resolves when every thread has ended. */
  readonly #ended: Promise<unknown>;
  readonly #pending = new Map<number, Pending>();
  #requests = 0;
  #progressTimer: NodeJS.Timeout | undefined;
  /** Why no more kernels run. */
  #closed: CredenceError | undefined;

  /** Starts the threads; they keep nobody from exiting while no kernel runs. */
  constructor({ threads = availableParallelism(), entry }: KernelPoolOptions = {}) {
    assertThreads(threads);
    this.threads = threads;
    this.#workers = startThreads(entry ?? new URL('./thread.js', import.meta.url), threads, this.#control);
    this.#lead = this.#workers[0]!;
    this.#lead.on('message', (reply: KernelReply) => {
      this.#settle(reply);
    });
    this.#ended = Promise.all(this.#workers.map((worker, thread) => this.#watch(worker, thread)));
  }

  /**
   * @throws whatever the kernel throws; CancelledError as soon as the signal is aborted, be it that the kernel waits or
   *   runs (it then ends at its next look), or once the pool is closed; InvalidInputError where the input cannot be sent
   *   to a thread; LimitExceededError where it needs more memory than it may take; InvariantError where a thread died.
   */
  async runKernel<K extends KernelName>(
    kernel: K,
    input: KernelInput<K>,
    options: RunKernelOptions = {},
  ): Promise<KernelOutput<K>> {
    if (this.#closed !== undefined) throw this.#closed;
    const { signal, onProgress } = options;
    if (signal?.aborted === true) throw calledOff(kernel);
    const memoryLimit = options.memoryLimit ?? Math.floor(MEMORY_SHARE * process.availableMemory());
    const monitor = new Monitor();
    const id = this.#requests++;
    const cancel = (): void => {
      monitor.cancel();
      this.#take(id)?.reject(calledOff(kernel));
    };
    signal?.addEventListener('abort', cancel);
    try {
      const output = await new Promise<unknown>((resolve, reject) => {
        this.#expect(id, { kernel, monitor, onProgress, resolve, reject });
        this.#send({ id, kernel, input, monitor: monitor.words, memoryLimit });
      });
      return output as KernelOutput<K>;
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  /** Calls off what runs, and resolves when all threads have ended. */
  async close(): Promise<void> {
    if (this.#closed === undefined) {
      this.#closed = new CancelledError('The kernel pool is closed; make another to run kernels.');
      for (const { monitor } of this.#pending.values()) monitor.cancel();
      this.#lead.postMessage(END);
    }
    for (const worker of this.#workers) worker.ref();
    const impatience = setTimeout(() => void this.#lead.terminate(), PATIENCE_MS);
    await this.#ended;
    clearTimeout(impatience);
  }

  #expect(id: number, pending: Pending): void {
    this.#pending.set(id, pending);
    this.#lead.ref();
    this.#progressTimer ??= setInterval(() => {
      this.#reportProgress();
    }, PROGRESS_INTERVAL_MS).unref();
  }

  #send(request: KernelRequest): void {
    try {
      this.#lead.postMessage(request);
    } catch (cause) {
      const { id, kernel } = request;
      const said = cause instanceof Error ? cause.message : String(cause);
      this.#take(id)?.reject(
        new InvalidInputError(
          `runKernel: the input of '${kernel}' cannot be sent to a thread (${said}); expected typed arrays, plain ` +
            `values, and plain objects of such.`,
          { cause },
        ),
      );
    }
  }

  /** Whoever waits for the kernel, for an answer; nobody where there was one. With the last, the process may exit. */
  #take(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (this.#pending.size === 0) {
      clearInterval(this.#progressTimer);
      this.#progressTimer = undefined;
      if (this.#closed === undefined) this.#lead.unref();
    }
    return pending;
  }

  #settle(reply: KernelReply): void {
    const pending = this.#take(reply.id);
    if ('error' in reply) pending?.reject(unpackError(reply.error));
    else pending?.resolve(reply.output);
  }

  #reportProgress(): void {
    for (const { kernel, monitor, onProgress } of this.#pending.values()) {
      const { done, total } = monitor.progress;
      if (done > 0) onProgress?.({ stage: kernel, done, ...(total > 0 ? { total } : {}) });
    }
  }

  /** Resolves when the thread has ended; where nobody asked for that, the pool is of no more use. */
  #watch(worker: Worker, thread: number): Promise<void> {
    let cause: unknown;
    worker.on('error', (error) => (cause = error));
    return new Promise((gone) => {
      worker.on('exit', (code) => {
        this.#closed ??= new InvariantError(
          `Thread ${thread} of the kernel pool ended with code ${code}` +
            `${cause instanceof Error ? ` (${cause.message})` : ''}, expected it to wait for work. It may have run out ` +
            `of memory: make another pool, or run the kernel on a smaller graph.`,
          { cause },
        );
        this.#release(this.#closed);
        gone();
      });
    });
  }

  /** Lets go of all that waits for a thread that is gone: the lead for a helper, helpers for the lead, callers. */
  #release(error: CredenceError): void {
    this.#control.reportDeath();
    this.#control.end();
    this.#lead.postMessage(END);
    for (const id of [...this.#pending.keys()]) this.#take(id)?.reject(error);
  }
}

function calledOff(kernel: string): CancelledError {
  return new CancelledError(`${kernel} was called off before it had ended.`);
}

function assertThreads(threads: number): void {
  if (Number.isInteger(threads) && threads >= 1 && threads <= MOST_THREADS) return;
  throw new InvalidConfigError(
    `A kernel pool's threads must be a whole number from 1 to ${MOST_THREADS}; ${threads} came.`,
  );
}

/** The lead first; each helper has a channel to it. */
function startThreads(entry: URL, threads: number, control: Control): Worker[] {
  const channels = Array.from({ length: threads - 1 }, () => new MessageChannel());
  const portsOf = [channels.map(({ port1 }) => port1), ...channels.map(({ port2 }) => [port2])];
  return portsOf.map((ports, thread) => {
    const workerData: ThreadData = { control: control.words, thread, ports };
    const worker = new Worker(entry, { workerData, transferList: ports });
    worker.unref();
    return worker;
  });
}
