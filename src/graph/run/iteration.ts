import { InvalidInputError, NotConvergedError } from '../../domain/errors.ts';
import type { Work } from './executor.ts';

/** How an iterative kernel ended. */
export interface Iteration {
  /** Steps made. */
  readonly iterations: number;
  /** Change in the last step, in the kernel's norm; 0 if there was nothing to compute. */
  readonly delta: number;
  /** delta <= tolerance. Can be false only after a fixed number of steps: otherwise the kernel throws. */
  readonly converged: boolean;
}

/** One value per node, and how it was reached. */
export interface IterationResult extends Iteration {
  readonly values: Float64Array;
}

export interface IterationOptions {
  /** Largest change, in the kernel's norm, that counts as none; above 0. */
  readonly tolerance?: number;
  /** At least 1. */
  readonly maxIterations?: number;
  /** Makes exactly so many steps (at least 1) whatever the change, as benchmarks prescribe. */
  readonly fixedIterations?: number;
}

/** A kernel's name for messages, and what holds where the caller says nothing. */
export interface IterationDefaults {
  readonly kernel: string;
  readonly tolerance: number;
  readonly maxIterations: number;
  /** Told of every iteration, and asked whether to go on. */
  readonly work?: Work;
}

/**
 * Repeats `step`, which returns the change it made, until the change is within the tolerance.
 * @throws InvalidInputError for options out of range; NotConvergedError after maxIterations; CancelledError.
 */
export function iterate(
  options: IterationOptions,
  defaults: IterationDefaults,
  step: () => number,
): Iteration {
  const { kernel, tolerance, maxIterations } = { ...defaults, ...options };
  const { fixedIterations } = options;
  if (!(tolerance > 0 && tolerance < Infinity))
    throw new InvalidInputError(`${kernel}: tolerance must be a finite number above 0; ${tolerance} came.`);
  assertSteps(kernel, 'maxIterations', maxIterations);
  if (fixedIterations !== undefined) assertSteps(kernel, 'fixedIterations', fixedIterations);

  const steps = fixedIterations ?? maxIterations;
  let delta = Infinity;
  for (let iterations = 1; iterations <= steps; iterations++) {
    delta = step();
    // How many steps a tolerance takes nobody knows beforehand.
    defaults.work?.report(iterations, fixedIterations ?? 0);
    if (fixedIterations === undefined && delta <= tolerance) return { iterations, delta, converged: true };
  }
  if (fixedIterations !== undefined) return { iterations: steps, delta, converged: delta <= tolerance };
  throw new NotConvergedError(
    `${kernel} changed by ${delta} in its last of ${steps} iterations, expected at most ${tolerance}. ` +
      `Raise maxIterations or the tolerance.`,
    { context: { iterations: steps, delta: Number.isFinite(delta) ? delta : String(delta), tolerance } },
  );
}

function assertSteps(kernel: string, option: string, steps: number): void {
  if (Number.isInteger(steps) && steps >= 1) return;
  throw new InvalidInputError(`${kernel}: ${option} must be a whole number of at least 1; ${steps} came.`);
}
