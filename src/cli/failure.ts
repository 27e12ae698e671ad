/** How a failure leaves the command line: one line or one JSON object on standard error, and an exit code. */
import { CommanderError } from 'commander';
import { CredenceError, InvalidConfigError, InvariantError } from '../domain/errors.ts';
import type { CliDependencies } from './dependencies.ts';
import { printable } from './display-width.ts';

export const EXIT_DONE = 0;
const EXIT_FAILED = 1;
export const EXIT_USAGE = 2;

/** Says what went wrong and gives the exit code: 2 for wrong usage or configuration, else 1. */
export function reportFailure(
  thrown: unknown,
  { deps, json, command }: { deps: CliDependencies; json: boolean; command: string | undefined },
): number {
  const error = asCredenceError(thrown, command);
  const message = oneLine(error.message);
  const { code, context } = error;
  deps.stderr.write(
    json ? `${JSON.stringify({ error: { code, message, context } })}\n` : `credence: ${message}\n`,
  );
  if (deps.settings.debug) deps.stderr.write(`${stackOf(thrown)}\n`);
  return code === 'invalid_config' ? EXIT_USAGE : EXIT_FAILED;
}

function asCredenceError(thrown: unknown, command: string | undefined): CredenceError {
  if (thrown instanceof CredenceError) return thrown;
  if (thrown instanceof CommanderError) {
    const said = thrown.message.replace(/^error: /, '');
    const help = command === undefined ? 'credence --help' : `credence ${command} --help`;
    return new InvalidConfigError(`${said}; see ${help}`, { cause: thrown });
  }
  const said = thrown instanceof Error ? thrown.message : String(thrown);
  return new InvariantError(`unexpected failure: ${said}; set CREDENCE_DEBUG=1 to see where it arose`, {
    cause: thrown,
  });
}

function oneLine(message: string): string {
  return printable(message.trim().replace(/\s*\n\s*/g, ' '));
}

function stackOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const cause = thrown.cause === undefined ? '' : `\ncaused by: ${stackOf(thrown.cause)}`;
  return (thrown.stack ?? thrown.message) + cause;
}
