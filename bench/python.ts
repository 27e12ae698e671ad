import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Outside dist, which every build empties. */
const environment = join(process.cwd(), 'node_modules', '.cache', 'credence-bench-python');

/** A Python with the peers at their pinned versions; undefined, and said so, where it cannot be had. */
export function preparePython(): string | undefined {
  try {
    execFileSync(join(process.cwd(), 'bench', 'peers', 'setup'), [environment], { stdio: 'pipe' });
    return join(environment, 'bin', 'python');
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    console.warn(`Measured without the Python peers: ${reason ?? ''}`);
    return undefined;
  }
}
