import { z } from 'zod';
import { CURRENCY_PATTERN } from './domain/columns.ts';
import { InvalidConfigError } from './domain/errors.ts';
import { PROCESSING_BASES, type ProcessingBasis } from './domain/score.ts';

const DEFAULT_STORE = 'duckdb:credence.db';

/** What the environment may say; everything has a default but the key for identifiers. */
const environmentSchema = z.object({
  /** Where facts and scores are: duckdb:PATH, neo4j://HOST:PORT or the like; default: NEO4J_URI, else a file here. */
  CREDENCE_STORE: z.string().min(1).optional(),
  /** A server such as neo4j://HOST:PORT or bolt+s://HOST:PORT/DATABASE, and how to log in to any server named. */
  NEO4J_URI: z.string().min(1).optional(),
  NEO4J_USER: z.string().min(1).default('neo4j'),
  NEO4J_PASSWORD: z.string().optional(),
  /** `none` for a server without authentication; whatever else it says is meant for the server. */
  NEO4J_AUTH: z.string().optional(),
  /** A file that holds the password alone, as Docker hands over its secrets. */
  NEO4J_PASSWORD_FILE: z.string().min(1).optional(),
  /** Where the store's own location names none; default: the user's home database. */
  NEO4J_DATABASE: z.string().min(1).optional(),
  /** What belongs to a store on a server and is kept outside it: audit file, identifier key, revoked keys. */
  CREDENCE_STATE: z.string().min(1).default('credence-state'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  /** What scores are made for; a read must name the same, and a profile says what they may be made of. */
  CREDENCE_PURPOSE: z.string().min(1).default('credit'),
  /** Default: what the profile names first. */
  CREDENCE_BASIS: z.enum(PROCESSING_BASES).optional(),
  /** ISO 4217; needed where the facts are in several currencies. */
  CREDENCE_CURRENCY: z
    .string()
    .regex(new RegExp(CURRENCY_PATTERN), 'expected three capital letters (ISO 4217)')
    .optional(),
  /** The audit log; default: beside the store, or in CREDENCE_STATE. */
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

/** How to log in to a Neo4j server; where it is, the store's location says. */
interface Neo4jLogin {
  /** Whether the server asks nobody who they are; then there is no password either. */
  readonly isOpen: boolean;
  readonly user: string;
  readonly password: string | undefined;
  /** The password is in this file. */
  readonly passwordFile: string | undefined;
  readonly database: string | undefined;
}

export interface Settings {
  readonly store: string;
  /** The server that NEO4J_URI names, where CREDENCE_STORE names no store. */
  readonly server: string | undefined;
  readonly neo4j: Neo4jLogin;
  /** The folder of what belongs to a store on a server and is kept outside it. */
  readonly stateFolder: string;
  readonly host: string;
  readonly port: number;
  readonly purpose: string;
  readonly basis: ProcessingBasis | undefined;
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
  if (data.NEO4J_PASSWORD !== undefined && data.NEO4J_PASSWORD_FILE !== undefined)
    throw new InvalidConfigError('NEO4J_PASSWORD and NEO4J_PASSWORD_FILE are both set; keep one of them');
  const isOpen = data.NEO4J_AUTH === 'none';
  if (isOpen && (data.NEO4J_PASSWORD ?? data.NEO4J_PASSWORD_FILE) !== undefined)
    throw new InvalidConfigError('NEO4J_AUTH is none, and a password is set all the same; keep one of them');
  const server = data.CREDENCE_STORE === undefined ? data.NEO4J_URI : undefined;
  return {
    store: data.CREDENCE_STORE ?? server ?? DEFAULT_STORE,
    server,
    neo4j: {
      isOpen,
      user: data.NEO4J_USER,
      password: data.NEO4J_PASSWORD,
      passwordFile: data.NEO4J_PASSWORD_FILE,
      database: data.NEO4J_DATABASE,
    },
    stateFolder: data.CREDENCE_STATE,
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
