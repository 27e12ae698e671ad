// Runs npm scripts at the same time, prints what each said once it has ended, and fails where one of them does.
import { Buffer } from 'node:buffer';
import { spawn } from 'node:child_process';

/** Ends with the script's exit code, or 1 where it was killed or did not start. */
function run(script) {
  return new Promise((settle) => {
    const child = spawn('npm', ['run', script], { stdio: ['ignore', 'pipe', 'pipe'] });
    const said = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => said.push(bytes));
    const end = (code) => {
      process.stdout.write(Buffer.concat(said));
      settle(code ?? 1);
    };
    child.once('error', () => end(1));
    child.once('close', end);
  });
}

const codes = await Promise.all(process.argv.slice(2).map(run));
process.exitCode = Math.max(...codes);
