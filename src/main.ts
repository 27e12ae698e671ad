#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { wire } from './wiring.ts';
import { runCli } from './cli/program.ts';
import { readSettings } from './config.ts';
import { CredenceError } from './domain/errors.ts';

/** Exit code for a configuration that cannot be used. */
const MISCONFIGURED = 2;

async function main(): Promise<number> {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  try {
    return await runCli(process.argv.slice(2), wire(readSettings(process.env), version));
  } catch (error) {
    if (!(error instanceof CredenceError)) throw error;
    process.stderr.write(`credence: ${error.message}\n`);
    return MISCONFIGURED;
  }
}

// A reader that has seen enough, such as `head`, closes the pipe: that is no failure of ours, and a server goes on.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
process.exitCode = await main();
