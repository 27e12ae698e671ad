import { z } from 'zod';
import { CURRENCY_PATTERN } from './domain/columns.ts';
import { InvalidConfigError } from './domain/errors.ts';
import { PROCESSING_BASES, type ProcessingBasis } from './domain/score.ts';

/** What the environment may say; everything has a default but the key for identifiers. */
const environmentSchema = z.object({
  /** Where facts and scores are: duckdb:PATH. */
  CREDENCE_STORE: z.string().min(1).default('duckdb:credence.db'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  /** What scores are made for; a read must name the same. */
  CREDENCE_PURPOSE: z.string().min(1).default('credit'),
  CREDENCE_BASIS: z.enum(PROCESSING_BASES).default('contract'),
  /** ISO 4217; needed where the facts are in several currencies. */
  CREDENCE_CURRENCY: z
    .string()
    .regex(new RegExp(CURRENCY_PATTERN), 'expected three capital letters (ISO 4217)')
    .optional(),
  /** The audit log; default: beside the store. */
  CREDENCE_AUDIT: z.string().min(1).optional(),
  /** 32 bytes or more in hexadecimal; default: a key file beside the store, made when first needed. */
  CREDENCE_IDENTIFIER_KEY: z
    .string()
    .regex(/^([0-9a-fA-F]{2}){32,}$/, 'expected 32 bytes or more in hexadecimal')
    .optional(),
  CREDENCE_IDENTIFIER_KEY_VERSION: z.coerce.number().int().min(1).default(1),
  /** How many proxies in front may be believed about the caller's address. */
  CREDENCE_TRUSTED_PROXIES: z.coerce.number().int().min(0).max(100).default(0),
  /** Requests that one key may make in a minute; the default is by judgement. */
  CREDENCE_REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).max(1_000_000).default(600),
  /** A dumb terminal would print the codes of colours. */
  TERM: z.string().optional(),
  /** Any value switches colour off (no-color.org). */
  NO_COLOR: z.string().optional(),
  /** 1 shows the stack traces of failures. */
  CREDENCE_DEBUG: z.string().optional(),
});

export interface Settings {
  readonly store: string;
  readonly host: string;
  readonly port: number;
  readonly purpose: string;
  readonly basis: ProcessingBasis;
  readonly reportingCurrency: string | undefined;
  readonly auditPath: string | undefined;
  /** Undefined: the key file beside the store is used. */
  readonly identifierKey: { readonly version: number; readonly key: Uint8Array } | undefined;
  readonly trustedProxies: number;
  readonly requestsPerMinute: number;
  readonly colour: boolean;
  readonly debug: boolean;
}

/** Reads the settings from the environment. Throws InvalidConfigError that names the variable, never its value. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  // A variable set to nothing is a variable not set, as shells and compose files have it.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new InvalidConfigError(
      `The environment variable ${String(issue?.path[0])} cannot be used: ${issue?.message ?? ''}`,
    );
  }
  const { data } = parsed;
  return {
    store: data.CREDENCE_STORE,
    host: data.HOST,
    port: data.PORT,
    purpose: data.CREDENCE_PURPOSE,
    basis: data.CREDENCE_BASIS,
    reportingCurrency: data.CREDENCE_CURRENCY,
    auditPath: data.CREDENCE_AUDIT,
    identifierKey:
      data.CREDENCE_IDENTIFIER_KEY === undefined
        ? undefined
        : {
            version: data.CREDENCE_IDENTIFIER_KEY_VERSION,
            key: Buffer.from(data.CREDENCE_IDENTIFIER_KEY, 'hex'),
          },
    trustedProxies: data.CREDENCE_TRUSTED_PROXIES,
    requestsPerMinute: data.CREDENCE_REQUESTS_PER_MINUTE,
    colour: data.NO_COLOR === undefined && data.TERM !== 'dumb',
    debug: data.CREDENCE_DEBUG === '1',
  };
}
