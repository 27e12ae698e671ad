import type { Instant } from '../domain/time.ts';
import type { CliDependencies } from './dependencies.ts';

/** Lines of text on standard output. */
export function printLines({ stdout }: Pick<CliDependencies, 'stdout'>, lines: readonly string[]): void {
  stdout.write(`${lines.join('\n')}\n`);
}

/** One JSON document on standard output. */
export function printJson({ stdout }: Pick<CliDependencies, 'stdout'>, value: unknown): void {
  stdout.write(`${JSON.stringify(value, undefined, 2)}\n`);
}

/** An instant in JSON: ISO 8601 in UTC to the millisecond, as the HTTP API has it. */
export function isoInstant(instant: Instant): string {
  return new Date(instant).toISOString();
}
