import { describe } from 'vitest';
import { describeChains } from './explorer-chains.ts';
import { describeEgonets } from './explorer-egonets.ts';
import { describePaths } from './explorer-paths.ts';
import { describeSearch } from './explorer-search.ts';
import { describeSharing } from './explorer-sharing.ts';
import { describeExplorerCuts } from './explorer-cuts.ts';
import type { OpenStore } from './store-bench.ts';

/** What exploring must do in every store, run on each. `open` gives an empty, migrated store that the suite closes. */
export function describeExplorer(name: string, open: OpenStore): void {
  describe(`${name} keeps the contract of GraphExplorer`, () => {
    describeEgonets(open);
    describePaths(open);
    describeSearch(open);
    describeChains(open);
    describeSharing(open);
    describeExplorerCuts(open);
  });
}
