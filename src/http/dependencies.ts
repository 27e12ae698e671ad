import type { Catalogue } from '../domain/catalogue.ts';
import type { Authenticate } from '../engine/access.ts';
import type { AuditLog, Clock, GraphStore, RunReads } from '../engine/ports.ts';
import type { Residence } from '../engine/resident-holder.ts';
import type { ComparedStore } from '../engine/run-comparison.ts';
import type { RunJobs, RunWish } from '../engine/run-jobs.ts';
import type { Scoreboard } from '../engine/scoreboard.ts';
import type { WhatIf, WhatIfRequest } from '../engine/what-if.ts';

export interface RateLimits {
  /** Requests a key may make in a minute; default 600, by judgement. */
  readonly perKey: number;
  /** Failed authentications of an address in a minute before they meet 429; default 20, by judgement. */
  readonly failedAuthentications: number;
}

/** The facts as they are known now. */
export type ExploredStore = Pick<GraphStore, 'explore' | 'latestBatch'>;

/** Runs as they are made and held where scores are served. */
export interface RunService {
  /** For who waits, from each call on. */
  readonly reads: () => RunReads;
  /** Tables of all scores take their time. */
  readonly tables: ComparedStore;
  readonly jobs: Pick<RunJobs, 'start' | 'find' | 'list' | 'cancel'>;
  /** Throws where a wish cannot be granted. */
  readonly checkWish: (wish: RunWish) => void;
  readonly residence: () => Residence;
  /** Rejects with StoreUnavailableError where it would take too long now. */
  readonly whatIf: (question: WhatIfRequest) => Promise<WhatIf>;
}

export interface HttpDependencies {
  /** The board to answer from, asked for at every request; undefined while there is none. */
  readonly scoreboard: () => Scoreboard | undefined;
  /** What the graph is read from, asked for at every request; undefined while there is none. */
  readonly graph: () => ExploredStore | undefined;
  /** Runs as they are made and held, asked for at every request; undefined while there is no store. */
  readonly runs: () => RunService | undefined;
  readonly authenticate: Authenticate;
  /** Throws StoreUnavailableError while no key can be trusted, whichever it is. */
  readonly checkKeys: () => void;
  readonly audit: AuditLog;
  readonly clock: Clock;
  /** The languages spoken; the first where the caller asks for none of them. */
  readonly catalogues: readonly Catalogue[];
  /** Takes one JSON line per request. */
  readonly logStream: { write(line: string): void };
  readonly limits?: Partial<RateLimits>;
  /** How many proxies in front may be believed about the caller's address; default 0. */
  readonly trustedProxies?: number;
}
