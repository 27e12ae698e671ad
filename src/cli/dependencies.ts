/**
 * What the command line is handed by main.ts. It knows no store, no file format and no server itself.
 */
import type { Catalogue } from '../domain/catalogue.ts';
import type { FactKind } from '../domain/facts.ts';
import type { ProcessingBasis } from '../domain/score.ts';
import type { Instant } from '../domain/time.ts';
import type { KernelRunner } from '../engine/kernels.ts';
import type { Clock, GraphStore, Hasher, KindCounts, OnProgress, Secrets } from '../engine/ports.ts';
import type { Profile } from '../scoring/profile.ts';
import type { Scorecard } from '../scoring/scorecard.ts';

export interface ImportRequest {
  /** A folder of files named after fact kinds, one such file, or whatever the recipe reads. */
  readonly from: string;
  readonly recipe?: string;
  readonly recorded: 'now' | 'event';
  readonly createMissing: boolean;
  /** Any rejected row throws, and nothing of the import is kept. */
  readonly strict: boolean;
  readonly rejectsPath?: string;
  readonly now: Instant;
  readonly onProgress?: OnProgress;
}

export interface ImportSummary {
  readonly files: readonly (KindCounts & {
    readonly kind: FactKind;
    readonly origin: string;
    readonly read: number;
  })[];
  readonly batch: number;
  readonly createdMissing: number;
  /** Where the rejected rows are described; absent when there are none. */
  readonly rejectsPath?: string;
}

/** What a server answers from. */
export interface ServedSource {
  readonly store: GraphStore;
  /** Of its runs the one as of the latest instant is served, unless `runId` names another. */
  readonly purpose: string;
  readonly runId?: string | undefined;
}

export interface RunningServer {
  /** `http://127.0.0.1:3000`. */
  readonly url: string;
  /** Resolves when the server has stopped after SIGTERM or SIGINT, its last answers sent and logs on disk. */
  readonly stopped: Promise<void>;
  /** Makes it ready: until then it says that it is not. Throws NotFoundError where there is no such run. */
  present(source: ServedSource): Promise<void>;
  /** Stops as a signal does; gives `stopped`. */
  close(): Promise<void>;
}

export interface WorldRequest {
  /** How many people. */
  readonly subjects: number;
  /** Absent: the usual number. */
  readonly transactions?: number;
  readonly seed: number;
  /** How alike friends are in reliability, -1 to 1; absent: as usual. */
  readonly networkSignal?: number;
  readonly onProgress?: OnProgress;
}

export interface GeneratedWorld {
  /** What an import reads. */
  readonly factsFolder: string;
  /** What the world was made of; no part of the facts. */
  readonly truthFolder: string;
  /** Rows of facts. */
  readonly rows: number;
  /** Nothing happens in it at this instant or later, but for dues. */
  readonly endsAt: Instant;
  /** The currency that its rates are given against. */
  readonly reportingCurrency: string;
}

/** What people do because they are scored, at a rate from 0 to 1. */
interface Behaviour {
  readonly id: string;
  /** The rate unless another is asked for. */
  readonly usual: number;
  /** What the rate is the chance of. */
  readonly rate: string;
}

interface SimulationRequest {
  /** How many people, 200 to 10,000. */
  readonly subjects: number;
  readonly months: number;
  /** The worlds to live in, by their seeds. */
  readonly seeds: readonly number[];
  /** Ids of policies. */
  readonly policies: readonly string[];
  /** By behaviour; those left out are usual. */
  readonly rates: Readonly<Record<string, number>>;
  readonly scorecard: Scorecard;
  readonly profile: Profile;
  readonly basis: ProcessingBasis;
  readonly onProgress?: OnProgress;
}

export interface SimulationReport {
  /** The first column is text, the others numbers. */
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** How much was simulated, in words. */
  readonly size: string;
  /** All of it. */
  readonly json: unknown;
  /** The courses through the months, as an SVG. */
  readonly svg: string;
}

/** Where policies are tried on generated worlds. */
interface Laboratory {
  readonly policies: readonly { readonly id: string; readonly title: string }[];
  readonly behaviours: readonly Behaviour[];
  readonly mostMonths: number;
  simulate(request: SimulationRequest): Promise<SimulationReport>;
}

/** Writes a factor matrix, one row per subject; the format follows the path's ending. */
interface MatrixRequest {
  readonly path: string;
  readonly header: readonly string[];
  readonly ids: readonly string[];
  readonly columns: readonly Float64Array[];
}

/** `existing`: a store that is not there is refused and none is made. */
export type StoreUse = 'existing' | 'make if missing';

export interface CliDependencies {
  /** The program's version, as in package.json. */
  readonly version: string;
  readonly clock: Clock;
  readonly hasher: Hasher;
  readonly secrets: Secrets;
  readonly kernels: KernelRunner;
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  /** `duckdb:PATH`, `neo4j://HOST:PORT` or the like; migrated and ready. */
  openStore(location: string, use: StoreUse): Promise<GraphStore>;
  /** Whether a store is on a server, which may come up by itself where it does not answer. */
  isOnServer(location: string): boolean;
  /** Keeps beside a store that another process holds that a key is revoked; a running server sees it in two seconds. */
  noteRevocation(location: string, keyId: string): Promise<void>;
  importFiles(store: GraphStore, request: ImportRequest): Promise<ImportSummary>;
  /** The scorecard at a path, or the built-in one of that name. */
  readScorecard(pathOrName: string): Promise<Scorecard>;
  /** The profile at a path, or the built-in one of that name. */
  readProfile(pathOrName: string): Promise<Profile>;
  /** The built-in profile of a purpose; throws InvalidConfigError where there is none. */
  profileFor(purpose: string): Promise<Profile>;
  /** The texts of a language such as `en`; throws InvalidConfigError where there are none. */
  readCatalogue(language: string): Promise<Catalogue>;
  /** Throws where a matrix cannot be written to a path, or would take the place of another kind of file. */
  checkMatrixPath(path: string): Promise<void>;
  writeMatrix(request: MatrixRequest): Promise<void>;
  /** Throws where a text cannot be written to a path, or would take the place of what is no text. */
  checkTextPath(path: string): Promise<void>;
  writeText(request: { readonly path: string; readonly text: string }): Promise<void>;
  /** Throws where an address cannot be listened on; port 0 always can. */
  checkPort(address: { readonly host: string; readonly port: number }): Promise<void>;
  /** Listens; throws where the address cannot be listened on. */
  startServer(address: { readonly host: string; readonly port: number }): Promise<RunningServer>;
  /** Resolves after a while, or as soon as the signal says so. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
  /** Makes a folder with those above it, unless it is there; throws where it cannot, or nothing can be written in it. */
  prepareFolder(path: string): Promise<void>;
  /** The same, and throws where anything is in it. */
  prepareEmptyFolder(path: string): Promise<void>;
  isFolder(path: string): Promise<boolean>;
  /** Writes a generated world into a folder of Parquet files and says how it is to be scored. */
  makeWorld(folder: string, request: WorldRequest): Promise<GeneratedWorld>;
  readonly laboratory: Laboratory;
  /** Settings from the environment, already validated. */
  readonly settings: {
    readonly store: string;
    /** The server that the environment names, where it names no store. */
    readonly server: string | undefined;
    readonly port: number;
    readonly host: string;
    readonly purpose: string;
    /** Undefined: what a profile names first. */
    readonly basis: ProcessingBasis | undefined;
    readonly reportingCurrency: string | undefined;
    readonly colour: boolean;
    /** Whether failures show their stack traces. */
    readonly debug: boolean;
  };
}
