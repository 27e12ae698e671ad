import type { FactColumns } from '../domain/fact-columns.ts';
import type { KernelRunner } from '../engine/kernels.ts';
import type { Clock, GraphStore, Hasher } from '../engine/ports.ts';

/** A store of its own that facts get into as files do: staged, checked, each call one batch. */
export interface Ground {
  readonly store: GraphStore;
  /** Throws InvalidInputError where a row is turned away; then nothing of the call is kept. */
  add(facts: readonly FactColumns[]): Promise<void>;
  close(): Promise<void>;
}

/** What a simulation is handed of the machine. */
export interface LaboratoryDependencies {
  readonly clock: Clock;
  readonly hasher: Hasher;
  readonly kernels: KernelRunner;
  /** An empty one. */
  openGround(): Promise<Ground>;
}
