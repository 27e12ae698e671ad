/** What the threads of a pool say to each other. Typed arrays in it are over shared memory and are not copied. */
import type { MessagePort } from 'node:worker_threads';
import type { Blocks } from '../graph/run/blocks.ts';
import type { CarriedError } from './carried-error.ts';

/** What a thread is started with. */
export interface ThreadData {
  readonly control: Int32Array<SharedArrayBuffer>;
  /** The lead is 0. */
  readonly thread: number;
  /** Of the lead one to every helper; of a helper the one to the lead. */
  readonly ports: readonly MessagePort[];
}

/** Pool to lead. */
export interface KernelRequest {
  readonly id: number;
  readonly kernel: string;
  readonly input: unknown;
  readonly monitor: Int32Array;
  readonly memoryLimit: number;
}

/** Pool to lead, after the last request. */
export const END = 'end';

/** Lead to pool. */
export type KernelReply =
  { readonly id: number; readonly output: unknown } | { readonly id: number; readonly error: CarriedError };

/** Lead to helper. */
export interface StepRequest {
  readonly step: string;
  readonly shared: unknown;
  readonly blocks: Blocks;
  readonly monitor: Int32Array | undefined;
}

/** Helper to lead, for a block that failed. */
export interface StepFailure {
  readonly block: number;
  readonly error: CarriedError;
}
