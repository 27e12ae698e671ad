import { InvalidInputError } from '../../domain/errors.ts';

export interface PushOptions {
  /** Chance that a walk goes on, at least 0 and below 1; default 0.85 (Page et al. 1999). */
  readonly dampingFactor?: number;
  /** Largest residual that is left where it is, above 0; default 1e-5. What it is relative to, each kernel says. */
  readonly threshold?: number;
}

/** What pushing has found, one entry per node in each array; 0 where it never came. */
export interface Pushed {
  readonly estimates: Float64Array;
  readonly residuals: Float64Array;
  /** The nodes with an estimate or a residual, ascending. */
  readonly touched: Uint32Array;
  /** Sum of the residuals. */
  readonly residual: number;
  readonly largestResidual: number;
}

/** Throws InvalidInputError for values out of range. */
export function readPushOptions(kernel: string, options: PushOptions): Required<PushOptions> {
  const { dampingFactor = 0.85, threshold = 1e-5 } = options;
  if (!(dampingFactor >= 0 && dampingFactor < 1))
    throw new InvalidInputError(
      `${kernel}: dampingFactor must be at least 0 and below 1; ${dampingFactor} came.`,
    );
  if (!(threshold > 0 && threshold < Infinity))
    throw new InvalidInputError(`${kernel}: threshold must be a finite number above 0; ${threshold} came.`);
  return { dampingFactor, threshold };
}

/** Adds up what is left, in the order of the nodes. */
export function sumUp(state: Omit<Pushed, 'residual' | 'largestResidual'>): Pushed {
  let residual = 0;
  let largestResidual = 0;
  for (const node of state.touched) {
    residual += state.residuals[node]!;
    largestResidual = Math.max(largestResidual, state.residuals[node]!);
  }
  return { ...state, residual, largestResidual };
}
