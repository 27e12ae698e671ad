import { defineConfig } from 'vitest/config';

const isContinuous = process.env['CI'] === 'true';

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: isContinuous ? ['default', ['json', { outputFile: 'coverage/results.json' }]] : ['default'],
    projects: [
      {
        extends: true,
        test: { name: 'inner', include: ['test/{unit,property,contract,golden}/**/*.test.ts'] },
      },
      {
        extends: true,
        // These run the built program; it is built once, before any of them.
        test: { name: 'e2e', include: ['test/e2e/**/*.test.ts'], globalSetup: ['test/support/build.ts'] },
      },
      {
        extends: true,
        // These fill and wipe one real server, so one file follows the other.
        test: {
          name: 'neo4j',
          include: ['test/neo4j/**/*.test.ts'],
          exclude: ['test/neo4j/{e2e,soak}/**'],
          globalSetup: ['test/support/neo4j-server.ts'],
          fileParallelism: false,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        // The built program on the same server.
        test: {
          name: 'neo4j-e2e',
          include: ['test/neo4j/e2e/**/*.test.ts'],
          globalSetup: ['test/support/build.ts', 'test/support/neo4j-server.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          sequence: { groupOrder: 2 },
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
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
