import { openDuckdbStore } from '../../src/stores/duckdb/store.ts';
import { describeGraphStore } from './graph-store.ts';

describeGraphStore('DuckDB', async () => {
  const store = await openDuckdbStore(':memory:', { threads: 2 });
  await store.migrate();
  return store;
});
