/** Options that several commands share, each read once and refused with what was expected. */
import { InvalidArgumentError, Option } from 'commander';
import { NotFoundError } from '../domain/errors.ts';
import { PROCESSING_BASES } from '../domain/score.ts';
import { parseInstant, type Instant } from '../domain/time.ts';
import { CURRENCY_PATTERN, expectation } from '../domain/columns.ts';
import type { GraphStore } from '../engine/ports.ts';
import type { CliDependencies } from './dependencies.ts';

export function storeOption({ settings }: CliDependencies): Option {
  return new Option(
    '--store <location>',
    'duckdb:PATH, a file, or neo4j://HOST:PORT, a server (or CREDENCE_STORE, or NEO4J_URI)',
  ).default(settings.store);
}

/** `true`, or absent. */
export function jsonOption(): Option {
  return new Option('--json', 'print one JSON document');
}

/** Absent: the command decides. */
export function asOfOption(what: string): Option {
  return new Option('--as-of <time>', what).argParser(readInstant);
}

export function languageOption(): Option {
  return new Option('--language <tag>', 'the language of texts: en, zh').default('en');
}

export function purposeOption({ settings }: CliDependencies): Option {
  return new Option('--purpose <name>', 'what the scores are for; consents are read for it').default(
    settings.purpose,
  );
}

export function basisOption({ settings }: CliDependencies): Option {
  const option = new Option('--basis <basis>', "what lets subjects be scored (default: the profile's)");
  const choices = option.choices(PROCESSING_BASES);
  return settings.basis === undefined ? choices : choices.default(settings.basis);
}

export function currencyOption({ settings }: CliDependencies): Option {
  const option = new Option('--currency <code>', 'the reporting currency (ISO 4217)').argParser(readCurrency);
  return settings.reportingCurrency === undefined ? option : option.default(settings.reportingCurrency);
}

export function portOption({ settings }: CliDependencies): Option {
  return new Option('--port <number>', '0 takes any that is free')
    .argParser(wholeNumber(0, 65_535))
    .default(settings.port);
}

/** Reads a whole number within bounds, both included. */
export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (/^[0-9]+$/.test(text) && number >= min && number <= max) return number;
    throw new InvalidArgumentError(`Expected a whole number from ${min} to ${max}.`);
  };
}

function readInstant(text: string): Instant {
  const instant = parseInstant(text);
  if (instant !== undefined) return instant;
  throw new InvalidArgumentError(`Expected ${expectation({ type: 'instant', doc: '' })}.`);
}

function readCurrency(text: string): string {
  if (new RegExp(CURRENCY_PATTERN).test(text)) return text;
  throw new InvalidArgumentError(`Expected ${expectation({ type: 'currency', doc: '' })}.`);
}

/** Opens a store that is there for as long as some work lasts. */
export async function withStore<T>(
  deps: CliDependencies,
  location: string,
  work: (store: GraphStore) => Promise<T>,
): Promise<T> {
  return closing(await deps.openStore(location, 'existing'), work);
}

/** The same, and makes the store where there is none. */
export async function withStoreMade<T>(
  deps: CliDependencies,
  location: string,
  work: (store: GraphStore) => Promise<T>,
): Promise<T> {
  return closing(await deps.openStore(location, 'make if missing'), work);
}

async function closing<T>(store: GraphStore, work: (store: GraphStore) => Promise<T>): Promise<T> {
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Throws NotFoundError for a store that nothing was imported into. */
export async function requireFacts(store: GraphStore): Promise<void> {
  if ((await store.latestBatch()) > 0) return;
  throw new NotFoundError(`${store.name} holds no facts yet; import some first: credence import FROM`);
}

/** Examples as they stand at the end of a command's help. */
export function examples(...lines: readonly string[]): string {
  return ['', 'Examples:', ...lines.map((line) => `  $ ${line}`)].join('\n');
}
