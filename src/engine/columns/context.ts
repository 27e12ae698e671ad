import type { Instant } from '../../domain/time.ts';
import { allocate } from '../../graph/run/shared-arrays.ts';
import type { KernelRunner } from '../kernels.ts';
import type { Exchange } from './money.ts';

/** What every column is made in view of. */
export interface ColumnContext {
  readonly asOf: Instant;
  readonly subjects: number;
  readonly exchange: Exchange;
  readonly kernels: KernelRunner;
  /** A column of counts: 0 where no row says otherwise. */
  readonly zeros: () => Float64Array;
  /** A column of measurements: NaN where no row says otherwise. */
  readonly unknown: () => Float64Array;
}

export function makeContext(
  given: Pick<ColumnContext, 'asOf' | 'subjects' | 'exchange' | 'kernels'>,
): ColumnContext {
  const { subjects } = given;
  return {
    ...given,
    zeros: () => allocate(Float64Array, subjects),
    unknown: () => allocate(Float64Array, subjects).fill(Number.NaN),
  };
}

/** Spreads a table's column over the subjects that its rows name. */
export function scatter(into: Float64Array, subject: Uint32Array, values: Float64Array): Float64Array {
  subject.forEach((index, row) => (into[index] = values[row]!));
  return into;
}
