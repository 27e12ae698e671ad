import type { FactColumns } from '../src/domain/fact-columns.ts';
import { FACT_KINDS, type FactKind } from '../src/domain/facts.ts';
import { generateWorld } from './generate-world.ts';
import type { WorldOptions } from './options.ts';
import { joinBatches } from './facts/join-batches.ts';
import type { Truth } from './truth.ts';

export interface World {
  /** One for every kind of fact, in the order in which an import takes them. */
  readonly facts: readonly FactColumns[];
  readonly truth: Truth;
}

/**
 * A whole world in memory; for some ten thousand people at most. Equal options give equal worlds. Throws
 * InvalidConfigError for an option out of range.
 */
export function makeWorld(options: WorldOptions = {}): World {
  const batches = new Map<FactKind, FactColumns[]>(FACT_KINDS.map((kind) => [kind, []]));
  const world = generateWorld(options);
  for (;;) {
    const next = world.next();
    if (next.done === true)
      return { facts: FACT_KINDS.map((kind) => joinBatches(batches.get(kind)!)), truth: next.value };
    batches.get(next.value.kind)!.push(next.value);
  }
}
