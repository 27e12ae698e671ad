/** A store of tables that are handed to it, a batch each: what a run asks of a store, without facts behind it. */
import { FACT_TABLES, type FactTableName, type FactTables } from '../../src/engine/fact-tables.ts';
import type { GraphStore, RunRecord } from '../../src/engine/ports.ts';
import { identifierReadings, whoDiffers } from './differing-rows.ts';

export interface TableStore {
  readonly store: GraphStore;
  /** The next batch; `make` gives the tables anew at each call. */
  add(make: () => FactTables): void;
  /** Has every run be turned away from now on, or kept again. */
  failSaving(error: Error | undefined): void;
}

/** Around some subjects it gives whole tables, of which a run takes what it asked for. */
export function tableStore(): TableStore {
  const batches: (() => FactTables)[] = [];
  const runs = new Map<string, RunRecord>();
  let failure: Error | undefined;
  const tablesOf = (batch: number) => batches[batch - 1]!();
  const given: Partial<GraphStore> = {
    name: 'tables',
    latestBatch: () => Promise.resolve(batches.length),
    project: ({ batch }) => Promise.resolve(tablesOf(batch)),
    touched: ({ batch: from }, { batch: to }) => {
      const [before, after] = [tablesOf(from), tablesOf(to)];
      const [then, now] = [identifierReadings(before), identifierReadings(after)];
      const sharers = [...now.keys()].filter((id) => now.get(id) !== then.get(id));
      const tables = Object.keys(FACT_TABLES) as FactTableName[];
      return Promise.resolve({ everybody: false, subjects: whoDiffers(before, after), sharers, tables });
    },
    saveRun: (run) => {
      if (failure !== undefined) return Promise.reject(failure);
      runs.set(run.id, run);
      return Promise.resolve();
    },
    readRun: (id) => Promise.resolve(runs.get(id)),
  };
  return {
    store: given as GraphStore,
    add: (make) => void batches.push(make),
    failSaving: (error) => {
      failure = error;
    },
  };
}
