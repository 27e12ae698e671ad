import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { removeLeftovers, removeWhenEnded, SCRATCH_PREFIX } from '../../../src/intake/scratch.ts';
import { folderOf } from '../../support/intake-folders.ts';

/** Above the highest number that Linux gives a process. */
const NO_PROCESS = 4_194_305;

describe('the scratch folder', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('is removed on %s, once', async (signal) => {
    const folder = await folderOf({ 'clear.csv': 'somebody' });
    let seen = 0;
    // With a listener of its own the process goes on, as a server does that shuts down by itself.
    const other = (): void => {
      seen++;
    };
    process.on(signal, other);
    const before = process.listenerCount(signal);
    try {
      removeWhenEnded(folder);
      process.emit(signal, signal);
      expect(existsSync(folder)).toBe(false);
      expect([seen, process.listenerCount(signal)]).toEqual([1, before]);
    } finally {
      process.off(signal, other);
    }
  });

  it('is no longer looked after once the import is over', () => {
    const before = process.listenerCount('exit');
    const forget = removeWhenEnded('nowhere');
    expect(process.listenerCount('exit')).toBe(before + 1);
    forget();
    expect(process.listenerCount('exit')).toBe(before);
  });

  it('of a process that was killed is removed by the next import, of a living one it is not', async () => {
    const made = (name: string): Promise<string> => mkdtemp(join(tmpdir(), name));
    const dead = await made(`${SCRATCH_PREFIX}${NO_PROCESS}-`);
    const living = await made(`${SCRATCH_PREFIX}${process.pid}-`);
    const another = await made(`${SCRATCH_PREFIX}x${NO_PROCESS}-`);
    try {
      await removeLeftovers();
      expect([dead, living, another].map((folder) => existsSync(folder))).toEqual([false, true, true]);
    } finally {
      for (const folder of [dead, living, another]) await rm(folder, { recursive: true, force: true });
    }
  });
});
