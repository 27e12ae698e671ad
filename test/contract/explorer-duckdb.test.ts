import { openDuckdbStore } from '../../src/stores/duckdb/store.ts';
import { describeExplorer } from './explorer.ts';

describeExplorer('DuckDB', async () => {
  const store = await openDuckdbStore(':memory:', { threads: 2 });
  await store.migrate();
  return store;
});
