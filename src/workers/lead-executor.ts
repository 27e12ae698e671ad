import { receiveMessageOnPort } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { InvariantError } from '../domain/errors.ts';
import type { Executor, Task } from '../graph/run/executor.ts';
import { unpackError } from './carried-error.ts';
import type { BlockFailure, Control } from './control.ts';
import type { StepFailure, StepRequest } from './messages.ts';

/** A step is sent and a helper wakes in some 50 microseconds; so much work, in edges read, takes several times that. */
const LEAST_WORK = 2 ** 17;

/** The executor of the lead thread, which takes blocks too while its helpers do. */
export class LeadExecutor implements Executor {
  readonly threads: number;
  readonly leastWork = LEAST_WORK;
  readonly #control: Control;
  readonly #helpers: readonly MessagePort[];

  constructor(control: Control, helpers: readonly MessagePort[]) {
    this.threads = 1 + helpers.length;
    this.#control = control;
    this.#helpers = helpers;
  }

  run<S>(task: Task<S>): void {
    const { step, shared, blocks, monitor } = task;
    const request: StepRequest = { step: step.name, shared, blocks, monitor: monitor?.words };
    for (const helper of this.#helpers) helper.postMessage(request);
    this.#control.startRound(this.#helpers.length);
    const own = this.#control.takeBlocks(task, 0);
    if (!this.#control.awaitHelpers())
      throw new InvariantError(`Step '${step.name}' lost a thread that worked on it.`);
    const failures = [...(own === undefined ? [] : [own]), ...this.#failures()];
    if (failures.length === 0) return;
    throw failures.reduce((first, other) => (other.block < first.block ? other : first)).error;
  }

  #failures(): BlockFailure[] {
    return this.#helpers.flatMap((helper) => {
      const received = receiveMessageOnPort(helper) as { message: StepFailure } | undefined;
      if (received === undefined) return [];
      return [{ block: received.message.block, error: unpackError(received.message.error) }];
    });
  }
}
