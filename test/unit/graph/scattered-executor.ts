import type { Executor } from '../../../src/graph/executor.ts';

/**
 * Claims to have three threads and runs the blocks from last to first: what a kernel gives must not depend on either,
 * and whatever it hands to a step must be memory that all threads see.
 */
export const scatteredExecutor: Executor = {
  threads: 3,
  leastWork: 0,
  run({ step, shared, blocks: { bounds, count } }) {
    for (let index = count - 1; index >= 0; index--)
      step.run(shared, { index, from: bounds[index]!, to: bounds[index + 1]!, thread: index % 3 });
  },
};
