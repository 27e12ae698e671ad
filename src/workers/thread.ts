/** Where each thread of a pool starts: the lead runs whole kernels, helpers take blocks of its steps. */
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { CancelledError, InvariantError } from '../domain/errors.ts';
import { findStep } from '../graph/run/executor.ts';
import type { KernelContext } from '../graph/run/executor.ts';
import { KERNELS } from '../graph/kernels.ts';
import { Monitor } from '../graph/run/monitor.ts';
import { packError } from './carried-error.ts';
import { Control } from './control.ts';
import { LeadExecutor } from './lead-executor.ts';
import { END } from './messages.ts';
import type { KernelReply, KernelRequest, StepFailure, StepRequest, ThreadData } from './messages.ts';

/** As the message names them: what a kernel's input is, the pool's caller was held to. */
const kernels: Readonly<Record<string, ((input: never, context: KernelContext) => unknown) | undefined>> =
  KERNELS;

const { control: words, thread, ports } = workerData as ThreadData;
const control = new Control(words);
if (thread === 0) lead(parentPort!, new LeadExecutor(control, ports));
else help(ports[0]!);

/** Answers the pool, one kernel after the other. */
function lead(pool: MessagePort, executor: LeadExecutor): void {
  pool.on('message', (request: KernelRequest | typeof END) => {
    if (request === END) pool.close();
    else pool.postMessage(answer(request, executor));
  });
}

function answer(request: KernelRequest, executor: LeadExecutor): KernelReply {
  const { id, kernel, input, monitor, memoryLimit } = request;
  try {
    const run = kernels[kernel];
    if (run === undefined)
      throw new InvariantError(`No kernel is called '${kernel}'; name it in kernels.ts.`);
    const watch = new Monitor(monitor);
    if (watch.isCancelled) throw new CancelledError(`${kernel} was called off before it had begun.`);
    return { id, output: run(input as never, { executor, monitor: watch, memoryLimit }) };
  } catch (error) {
    return { id, error: packError(error) };
  }
}

/** Sleeps between steps and never looks at its event loop, so a step starts within the time of a wake-up. */
function help(port: MessagePort): void {
  for (let round = 0; control.awaitRound(round); round++) {
    const received = receiveMessageOnPort(port) as { message: StepRequest } | undefined;
    if (received === undefined) continue;
    const { step, shared, blocks, monitor } = received.message;
    const task = {
      step: findStep(step),
      shared: shared as never,
      blocks,
      monitor: monitor && new Monitor(monitor),
    };
    const failure = control.takeBlocks(task, thread);
    if (failure !== undefined) {
      const message: StepFailure = { block: failure.block, error: packError(failure.error) };
      port.postMessage(message);
    }
    control.finish();
  }
  port.close();
}
