import { execFileSync } from 'node:child_process';

/** Several projects of one run need the program; each has its own copy of this module. */
const registry = globalThis as { isCredenceBuilt?: boolean };

/** Builds the program that the end-to-end tests run; once before all tests. */
export default function build(): void {
  if (registry.isCredenceBuilt === true) return;
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
  registry.isCredenceBuilt = true;
}
