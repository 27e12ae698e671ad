import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { serversAtOnce } from './test/support/neo4j/servers-at-once.ts';

const isContinuous = process.env['CI'] === 'true';
/** The tests wait for files, sockets and children as much as they reckon: two at a time even on one core. */
const maxWorkers = Math.max(2, availableParallelism() - 1);

export default defineConfig({
  test: {
    maxWorkers,
    // For a machine with more to do than this: nothing here is timed.
    testTimeout: 90_000,
    hookTimeout: 120_000,
    reporters: isContinuous ? ['default', ['json', { outputFile: 'coverage/results.json' }]] : ['default'],
    projects: [
      {
        extends: true,
        // Nothing here leaves anything behind in its process, so the files of a worker share what they import.
        test: {
          name: 'inner',
          include: ['test/{unit,property,contract,golden}/**/*.test.ts'],
          isolate: false,
        },
      },
      {
        extends: true,
        // These run the built program; it is built once, before any of them.
        test: { name: 'e2e', include: ['test/e2e/**/*.test.ts'], globalSetup: ['test/support/build.ts'] },
      },
      {
        extends: true,
        // These fill and wipe a real server, so each file has one to itself, lent by the set-up.
        test: {
          name: 'neo4j',
          include: ['test/neo4j/**/*.test.ts'],
          exclude: ['test/neo4j/{e2e,soak}/**'],
          globalSetup: ['test/support/neo4j-server.ts'],
          maxWorkers: serversAtOnce(),
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        // The built program on the same servers.
        test: {
          name: 'neo4j-e2e',
          include: ['test/neo4j/e2e/**/*.test.ts'],
          globalSetup: ['test/support/build.ts', 'test/support/neo4j-server.ts'],
          maxWorkers: serversAtOnce(),
          testTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        // What takes minutes: `npm run soak`.
        test: {
          name: 'soak',
          include: ['test/neo4j/soak/**/*.test.ts'],
          globalSetup: ['test/support/build.ts', 'test/support/neo4j-server.ts'],
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
