/**
 * Typed arrays that all threads see, so that nothing is copied between them.
 *
 * Kernels allocate their results and whatever a step reads or writes here; scratch that stays within one step or on
 * the calling thread need not be.
 */
import { LimitExceededError } from '../../domain/errors.ts';

export type SharedArray = Uint8Array | Int32Array | Uint32Array | Float32Array | Float64Array;

interface SharedArrayConstructor<A extends SharedArray> {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: SharedArrayBuffer): A;
}

/**
 * So many zeros over a SharedArrayBuffer.
 * @throws LimitExceededError where the machine has no room for them.
 */
export function allocate<A extends SharedArray>(kind: SharedArrayConstructor<A>, length: number): A {
  const bytes = length * kind.BYTES_PER_ELEMENT;
  let buffer: SharedArrayBuffer;
  try {
    buffer = new SharedArrayBuffer(bytes);
  } catch (error) {
    throw new LimitExceededError(
      `An array of ${bytes} bytes cannot be had on this machine; free memory or split the graph by component.`,
      { context: { actual: bytes }, cause: error },
    );
  }
  return new kind(buffer);
}

export function isShared(array: ArrayBufferView): boolean {
  return array.buffer instanceof SharedArrayBuffer;
}

/** The array itself where all threads see it already, else a copy that they do. */
export function share<A extends SharedArray>(array: A): A {
  if (isShared(array)) return array;
  const copy = allocate(array.constructor as SharedArrayConstructor<A>, array.length);
  copy.set(array);
  return copy;
}
