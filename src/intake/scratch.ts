/** The private folder of an import holds clear facts, so it must not outlive the process that made it. */
import { rmSync } from 'node:fs';
import { lstat, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The number of the process that made the folder and a hyphen follow. */
export const SCRATCH_PREFIX = 'credence-import-';
const SCRATCH_NAME = new RegExp(`^${SCRATCH_PREFIX}(?<pid>[1-9][0-9]*)-`);
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Removes the folder if the process ends before the returned function is called. Where nobody else listens to the
 * signal it is raised again, so that the process ends by it as it would have.
 */
export function removeWhenEnded(folder: string): () => void {
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    remove();
    forget();
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  const forget = (): void => {
    process.off('exit', remove);
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };
  process.on('exit', remove);
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return forget;
}

/** Removes folders of this user's processes that were killed before they could. What cannot be removed is left. */
export async function removeLeftovers(): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => []);
  for (const name of names) {
    const pid = SCRATCH_NAME.exec(name)?.groups?.['pid'];
    if (pid === undefined || isRunning(Number(pid))) continue;
    const folder = join(tmpdir(), name);
    const stats = await lstat(folder).catch(() => undefined);
    if (stats?.isDirectory() === true && stats.uid === process.geteuid?.())
      await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
