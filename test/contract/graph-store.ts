import { describe } from 'vitest';
import { describeAround } from './graph-store-around.ts';
import { describeBatches } from './graph-store-batches.ts';
import { describeChains } from './graph-store-chains.ts';
import { describeDealings } from './graph-store-dealings.ts';
import { describeDealt } from './graph-store-dealt.ts';
import { describeProjection } from './graph-store-projection.ts';
import { describeRecords } from './graph-store-records.ts';
import { describeReferences } from './graph-store-references.ts';
import { describeSources } from './graph-store-sources.ts';
import { describeTouched } from './graph-store-touched.ts';
import { describeVersions } from './graph-store-versions.ts';
import { describeVisibility } from './graph-store-visibility.ts';
import type { OpenStore } from './store-bench.ts';

/** What every store must do, run on each. `open` gives an empty, migrated store that the suite closes. */
export function describeGraphStore(name: string, open: OpenStore): void {
  describe(`${name} keeps the contract of GraphStore`, () => {
    describeProjection(open);
    describeDealings(open);
    describeDealt(open);
    describeSources(open);
    describeAround(open);
    describeTouched(open);
    describeVisibility(open);
    describeVersions(open);
    describeReferences(open);
    describeBatches(open);
    describeRecords(open);
    describeChains(open);
  });
}
