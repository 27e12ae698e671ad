import { execFileSync } from 'node:child_process';

/** Builds the program that the end-to-end tests run; once before all tests. */
export default function build(): void {
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
}
