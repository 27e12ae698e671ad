import type { Executor } from '../../src/graph/run/executor.ts';

/**
 * Stands in for several threads, without any: blocks come in another order, on threads that change, each with a clone
 * of what is shared. What must not depend on threads gives the same bytes with it as without.
 */
export function scatteredExecutor(threads = 4): Executor {
  return {
    threads,
    leastWork: 0,
    run: ({ step, shared, blocks: { count, bounds }, monitor }) => {
      for (let turn = 0; turn < count; turn++) {
        // Backward, and every thread in turn, so that neighbouring blocks are never on the same one.
        const index = count - 1 - turn;
        const block = {
          index,
          from: bounds[index]!,
          to: bounds[index + 1]!,
          thread: turn % threads,
          monitor,
        };
        step.run(structuredClone(shared), block);
      }
    },
  };
}
