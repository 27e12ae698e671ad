import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Outside dist, which every build empties. */
const environment = join(process.cwd(), 'node_modules', '.cache', 'credence-bench-python');

/** A Python with the peers at their pinned versions; undefined, and said so, where it cannot be had. */
export function preparePython(): string | undefined {
  const python = join(environment, 'bin', 'python');
  try {
    if (!existsSync(python)) execFileSync('python3', ['-m', 'venv', environment], { stdio: 'pipe' });
    const requirements = join(process.cwd(), 'bench', 'peers-requirements.txt');
    execFileSync(python, ['-m', 'pip', 'install', '--quiet', '-r', requirements], { stdio: 'pipe' });
    return python;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    console.warn(`Measured without the Python peers: ${reason ?? ''}`);
    return undefined;
  }
}
