import { expect, test } from 'vitest';
import { WriteQueue } from '../../../src/engine/write-queue.ts';

test('work goes one at a time in the order it came, and a failure holds nothing up', async () => {
  const queue = new WriteQueue();
  const log: string[] = [];
  const step = (name: string, fails = false) =>
    queue.run(async () => {
      log.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 1));
      log.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    });
  const all = Promise.allSettled([step('first'), step('second', true), step('third')]);
  await queue.idle();
  expect(log).toEqual(['first', 'second', 'third'].flatMap((name) => [`${name} begins`, `${name} ends`]));
  expect((await all).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});
